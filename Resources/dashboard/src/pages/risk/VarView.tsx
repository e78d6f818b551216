import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Usd, ValueAtRisk } from '../../api/shapes/risk';
import { adjust, place } from '../../app/router';
import { percent, plural } from '../../format/statistic';
import { compact, decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { tabs } from '../../widgets/filters';
import { panel, tile } from '../../widgets/marks';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { backtest } from './backtest';
import { componentBars } from './componentBars';

const confidences: readonly (readonly [string, string])[] = [['0.95', '95 %'], ['0.975', '97.5 %'], ['0.99', '99 %']];
const horizons: readonly (readonly [string, string])[] = [['1', '1 day'], ['5', '5 days'], ['10', '10 days']];
const usual = { confidence: '0.99', horizon: '1' };

/** What the positions of this moment may lose in a day that is bad, and whether such forecasts have held. */
export const VarView = defineComponent<{}>(() => {
    const picked = (options: readonly (readonly [string, string])[], value: string | undefined, otherwise: string): string =>
        options.find(([key]) => key === value)?.[0] ?? otherwise;
    const confidence = (): string => picked(confidences, place.query['confidence'], usual.confidence);
    const horizon = (): string => picked(horizons, place.query['days'], usual.horizon);
    const answer = useResource(
        () => `${confidence()} ${horizon()}`,
        (signal) => get<ValueAtRisk>('/risk/var', { query: { confidence: confidence(), horizon_days: horizon() }, signal }),
        'keep',
    );
    useInterval(15, () => {
        if (!answer.loading) answer.reload();
    });
    return () => (
        <>
            <div class="filters view-filters">
                {tabs('Confidence', confidence(), confidences, (value) => adjust({ confidence: value === usual.confidence ? null : value }))}
                {tabs('Horizon', horizon(), horizons, (value) => adjust({ days: value === usual.horizon ? null : value }))}
            </div>
            {shown(answer, draw, 10)}
        </>
    );
}, { name: 'VarView', props: {} });

function draw(data: ValueAtRisk) {
    const { parametric, historical, missing: leftOut = [] } = data;
    const why = (reason: string | null | undefined): string => reasonText(reason) || reasonText(data.reason) || 'not known';
    const figure = (label: string, value: Usd | undefined, note: string, reason: string | null | undefined) =>
        tile(label, <span class="number" title={decimal(value, { places: 2 })}>{value == null ? missing : `${compact(value)} USD`}</span>, {
            note: value == null ? why(reason) : note,
        });
    const span = data.horizon_days === 1 ? 'a day' : `${data.horizon_days} days`;
    const beyond = `mean loss of the worst ${sure(1 - data.confidence)}`;
    return (
        <>
            <div class="tiles">
                {figure('VaR, parametric', parametric?.var, `not exceeded in ${span} with ${sure(data.confidence)}`, parametric?.reason)}
                {figure('Expected shortfall, parametric', parametric?.es, beyond, parametric?.reason)}
                {figure('VaR, historical', historical?.var, `${plural(historical?.n ?? 0, 'past day', 'past days')}`, historical?.reason)}
                {figure('Expected shortfall, historical', historical?.es, beyond, historical?.reason)}
            </div>
            <p class="quiet small page-note view-note">
                Losses of the house, as positive amounts, from the positions of this moment{data.as_of ? ` (${moment(data.as_of)})` : ''}.
                {leftOut.length > 0 ? ` Left out because too few days of prices are known: ${leftOut.join(', ')}.` : ''}
            </p>
            <div class="columns">
                {panel(
                    'What makes the parametric VaR',
                    null,
                    parametric === null || parametric.components.length === 0
                        ? nothing('No components', why(parametric?.reason))
                        : componentBars(parametric.components, parametric.var),
                )}
                {panel('Back-test', null, backtest(data))}
            </div>
        </>
    );
}

/** `99 %`, `97.5 %`. */
function sure(share: number): string {
    const points = share * 100;
    return percent(share, Math.abs(points - Math.round(points)) < 1e-6 ? 0 : 1);
}
