import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { get } from '../../api/client';
import type { StressResult, StressScenario } from '../../api/shapes/risk';
import { may } from '../../session/permissions';
import { approximate } from '../../format/decimal';
import { copyRows } from '../../widgets/grid/Grid';
import { panel } from '../../widgets/marks';
import { plainTable } from '../../widgets/plainTable';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { RemoveScenario } from './RemoveScenario';
import { ScenarioForm } from './ScenarioForm';
import { stressColumns, StressRow } from './stressColumns';

interface Stress {
    readonly results: readonly StressResult[];
    readonly scenarios: readonly StressScenario[];
}

/** Null = nothing is edited; `new` = a scenario is being made. */
type Edited = StressScenario | 'new' | null;

/** What the positions of this moment would do in days like the worst ones. */
export const StressView = defineComponent<{}>(() => {
    const view = shallowReactive<{ edited: Edited; removed: StressScenario | null }>({ edited: null, removed: null });
    const answer = useResource<Stress>(() => '', async (signal) => {
        const [results, scenarios] = await Promise.all([
            get<{ readonly items: readonly StressResult[] }>('/risk/stress', { signal }),
            get<{ readonly items: readonly StressScenario[] }>('/risk/scenarios', { signal }),
        ]);
        return { results: results.items, scenarios: scenarios.items };
    });
    useInterval(15, () => {
        if (!answer.loading && view.edited === null && view.removed === null) answer.reload();
    });
    const close = (): void => {
        Object.assign(view, { edited: null, removed: null });
    };
    const saved = (): void => {
        close();
        answer.reload();
    };
    const acts = {
        edit: (scenario: StressScenario): void => {
            view.edited = scenario;
        },
        remove: (scenario: StressScenario): void => {
            view.removed = scenario;
        },
    };

    const table = (data: Stress) => {
        const rows = rowsOf(data);
        const columns = stressColumns(may('edit_rules') ? acts : null);
        return panel(
            'Scenarios, the worst first',
            <>
                <button type="button" class="button" disabled={rows.length === 0} onClick={() => copyRows(columns, rows)}>Copy as CSV</button>
                {may('edit_rules')
                    ? (
                        <button type="button" class="button button-primary" onClick={() => Object.assign(view, { edited: 'new' })}>
                            Add a scenario
                        </button>
                    )
                    : null}
            </>,
            rows.length === 0 ? nothing('No scenarios', 'All have been removed. A risk manager can add one.') : (
                <>
                    {plainTable('Stress scenarios', columns, rows, (row) => row.result.scenario)}
                    <p class="quiet small">
                        House sign: what the house’s positions would make under the shock, less what clients would then owe beyond their money.
                        Credit is not their money and is left out. Symbols that no line speaks of stand still.
                    </p>
                </>
            ),
            'view-panel panel-list',
        );
    };
    return () => (
        <>
            {shown(answer, table, 10)}
            {view.edited !== null && answer.data
                ? (
                    <ScenarioForm
                        scenario={view.edited === 'new' ? null : view.edited}
                        all={answer.data.scenarios}
                        onDismiss={close}
                        onSaved={saved}
                    />
                )
                : null}
            {view.removed !== null && answer.data
                ? <RemoveScenario scenario={view.removed} all={answer.data.scenarios} onDismiss={close} onDone={saved} />
                : null}
        </>
    );
}, { name: 'StressView', props: {} });

function rowsOf({ results, scenarios }: Stress): readonly StressRow[] {
    const byID = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
    const gain = ({ result }: StressRow): number => approximate(result.pnl_usd) ?? Infinity;
    return results.map((result) => ({ result, scenario: byID.get(result.scenario) ?? null })).sort((a, b) => gain(a) - gain(b) || 0);
}
