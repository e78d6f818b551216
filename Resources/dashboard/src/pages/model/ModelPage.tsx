import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { ModelCard, ModelRecord } from '../../api/shapes/model';
import type { PageProps } from '../../app/pages';
import { adjust, place } from '../../app/router';
import { reasonText } from '../../format/reasons';
import { statistic } from '../../format/statistic';
import { duration, moment } from '../../format/time';
import { Chart } from '../../widgets/chart/Chart';
import { tabs } from '../../widgets/filters';
import { panel } from '../../widgets/marks';
import { plainTable } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { aucPicture, horizonsOf, modelsOf, modelTitle, monthsOf } from './aucPicture';
import { calibration } from './calibration';
import { championHistory, driftTable, recordColumns, rulePrecision } from './tables';

/** What is measured about the engine itself, on this tenant's own data. */
export const page = defineComponent<PageProps>(() => {
    const card = useResource(() => '', (signal) => get<ModelCard>('/risk/model', { signal }));
    return () => (
        <>
            <div class="page-head">
                <h1>Model card</h1>
            </div>
            <p class="quiet small page-note">
                How good the engine’s own forecasts have been on this tenant’s data. Each forecast was made before its outcome was known; only then
                did the models learn. A model may speak for a score only while it is better than the plain base rate.
            </p>
            {shown(card, draw, 10)}
        </>
    );
}, { name: 'ModelPage', props: { parameters: null } });

function draw(data: ModelCard) {
    const horizons = horizonsOf(data.records);
    const horizon = horizons.find((seconds) => String(seconds) === place.query['horizon']) ?? horizons[Math.floor((horizons.length - 1) / 2)];
    return (
        <>
            {horizon === undefined
                ? nothing('No forecasts measured yet', reasonText(data.reason) || 'They begin with the first deals that have quotes.')
                : (
                    <>
                        {tabs(
                            'Horizon',
                            String(horizon),
                            horizons.map((seconds) => [String(seconds), `within ${duration(seconds)}`] as const),
                            (value) => adjust({ horizon: value }),
                        )}
                        {quality(data, horizon)}
                    </>
                )}
            <div class="columns">
                {panel('Champion', null, championHistory(data))}
                {panel('Drift', null, driftTable(data.drift))}
            </div>
            {panel('Precision of the rules', null, rulePrecision(data.rules), 'view-panel')}
            {data.as_of
                ? <p class="quiet small view-panel">As of {moment(data.as_of)}{data.version == null ? '' : `, weights ${data.version}`}.</p>
                : null}
        </>
    );
}

function quality(data: ModelCard, horizon: number) {
    const records = data.records.filter((record) => record.horizon_seconds === horizon);
    const models = modelsOf(records);
    const champion = data.champions.find((entry) => entry.horizon_seconds === horizon)?.model;
    const looked = models.find((model) => model === place.query['model']) ?? champion ?? models[models.length - 1] ?? '';
    return (
        <>
            {panel(
                `Is the client’s next move known, within ${duration(horizon)}?`,
                null,
                (
                    <>
                        <Chart
                            label={aucLabel(records, horizon)}
                            picture={aucPicture(records, champion)}
                            describe={(index) => describe(records, index)}
                        />
                        <p class="quiet small">
                            AUC: the chance that a trade which turned out toxic had been ranked above one which did not. One half is guessing.
                            {champion === undefined ? '' : ` Champion at this horizon: ${modelTitle(champion)}.`}
                        </p>
                        {plainTable(
                            'Measured by month and model',
                            recordColumns,
                            newestFirst(records),
                            (record) => `${record.month} ${record.model}`,
                        )}
                    </>
                ),
                'view-panel',
            )}
            {panel(
                'Calibration',
                tabs('Model', looked, models.map((model) => [model, modelTitle(model)] as const), (value) => adjust({ model: value })),
                calibration(records.filter((record) => record.model === looked), modelTitle(looked)),
                'view-panel',
            )}
        </>
    );
}

function newestFirst(records: readonly ModelRecord[]): readonly ModelRecord[] {
    const models = modelsOf(records);
    return [...records].sort((a, b) => b.month.localeCompare(a.month) || models.indexOf(a.model) - models.indexOf(b.model));
}

function aucLabel(records: readonly ModelRecord[], horizon: number): string {
    return `AUC by month of ${modelsOf(records).map(modelTitle).join(', ')} at ${duration(horizon)}. The table below has the same figures.`;
}

function describe(records: readonly ModelRecord[], index: number): string {
    const month = monthsOf(records)[index];
    const found = records.filter((record) => record.month === month);
    return `${month ?? ''}: ${found.map((record) => `${modelTitle(record.model)} ${statistic(record.auc, 3)}`).join(', ')}`;
}
