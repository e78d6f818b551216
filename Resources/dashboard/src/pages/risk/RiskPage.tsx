import { defineComponent, Fragment, h } from 'vue';
import type { Component } from 'vue';
import type { PageProps } from '../../app/pages';
import { adjust, place } from '../../app/router';
import { tabs } from '../../widgets/filters';
import { CascadeView } from './CascadeView';
import { CoverageView } from './CoverageView';
import { ExecutionView } from './ExecutionView';
import { ReplayView } from './ReplayView';
import { ResultView } from './ResultView';
import { StressView } from './StressView';
import { VarView } from './VarView';

interface View {
    readonly key: string;
    readonly title: string;
    readonly view: Component<{}>;
}

/** Every view of the page, one line each, in the order of the tabs. */
const views: readonly View[] = [
    { key: 'var', title: 'Value at risk', view: VarView },
    { key: 'stress', title: 'Stress', view: StressView },
    { key: 'cascade', title: 'Stop-out cascade', view: CascadeView },
    { key: 'result', title: 'Result', view: ResultView },
    { key: 'coverage', title: 'Coverage', view: CoverageView },
    { key: 'execution', title: 'Execution', view: ExecutionView },
    { key: 'replay', title: 'Replay', view: ReplayView },
];

/** What the house may lose, what it has earned, and whether what was covered is covered. */
export const page = defineComponent<PageProps>(() => {
    const here = (): View | undefined => views.find((view) => view.key === place.query['view']) ?? views[0];
    return () => {
        const current = here();
        if (current === undefined) return null;
        return (
            <>
                <div class="page-head">
                    <h1>Risk</h1>
                </div>
                {tabs('View', current.key, views.map((view) => [view.key, view.title] as const), (key) => adjust({ view: key }, 'step'))}
                <current.view key={current.key} />
            </>
        );
    };
}, { name: 'RiskPage', props: { parameters: null } });
