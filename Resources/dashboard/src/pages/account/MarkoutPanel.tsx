import { defineComponent, Fragment, h, watch } from 'vue';
import { get } from '../../api/client';
import type { MarkoutPoint, Markouts } from '../../api/shapes/account';
import { adjust, place } from '../../app/router';
import { negated } from '../../format/decimal';
import { count, statistic } from '../../format/statistic';
import { horizon } from '../../format/time';
import { tabs } from '../../widgets/filters';
import { panel } from '../../widgets/marks';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { MarkoutChart } from './MarkoutChart';

interface MarkoutPanelProps {
    readonly path: string;
    /** How many deals the account has; a change of it asks for the curve again. */
    readonly deals: number;
}

/** Few points make no curve; they are shown as a table. */
const fewestForCurve = 5;

/** What the price did after this client's deals: the curve of who knew something. */
export const MarkoutPanel = defineComponent<MarkoutPanelProps>((props) => {
    const side = (): string => (place.query['markouts'] === 'close' ? 'close' : 'open');
    const curve = useResource(side, (signal) => get<Markouts>(`${props.path}/markouts`, { query: { side: side() }, signal }));
    watch(() => props.deals, () => curve.reload());

    const controls = () => (
        <>
            {tabs(
                'Which deals',
                side(),
                [['open', 'Opens'], ['close', 'Closes']],
                (value) => adjust({ markouts: value === 'open' ? null : value }),
            )}
            {tabs(
                'Whose sign',
                place.query['sign'] ?? 'client',
                [['client', 'Client'], ['house', 'House']],
                (value) => adjust({ sign: value === 'client' ? null : value }),
            )}
            {tabs(
                'Form',
                place.query['as'] ?? 'curve',
                [['curve', 'Curve'], ['table', 'Table']],
                (value) => adjust({ as: value === 'curve' ? null : value }),
            )}
        </>
    );
    const body = (data: Markouts) => {
        const house = place.query['sign'] === 'house';
        const points = data.points.filter((point) => point.n > 0).map((point) => (house ? flipped(point) : point));
        if (points.length === 0) return nothing('No markouts yet', data.reason ?? 'They appear when prices after this account’s deals are known.');
        const form = place.query['as'] === 'table' || points.length < fewestForCurve
            ? table(points)
            : <MarkoutChart points={points} house={house} />;
        return (
            <>
                {form}
                <p class="quiet small">
                    {explanation(data, side(), house)}{fewDeals(points)}
                </p>
            </>
        );
    };
    return () => panel('Markouts', controls(), shown(curve, body, 8));
}, { name: 'MarkoutPanel', props: { path: null, deals: null } });

function explanation(data: Markouts, side: string, house: boolean): string {
    const clock = data.clock ? ` Clock: ${data.clock}.` : '';
    return `Mean move of the price after the ${side === 'open' ? 'opening' : 'closing'} deals, in basis points, ${
        house ? 'house' : 'client'
    } sign, ` +
        `with its 95 % band.${clock} Above nought ${house ? 'the house' : 'the client'} gains.`;
}

/** Under so many deals the band is a range, not a confidence. */
const enoughDeals = 30;

function fewDeals(points: readonly MarkoutPoint[]): string {
    const most = Math.max(...points.map((point) => point.n));
    return most < enoughDeals ? ` Few deals: ${most} at most behind a point, so it proves nothing yet.` : '';
}

function flipped(point: MarkoutPoint): MarkoutPoint {
    const minus = (value: number | null): number | null => (value === null ? null : Number(negated(value)));
    return {
        ...point,
        mean_bps: minus(point.mean_bps),
        weighted_bps: minus(point.weighted_bps),
        usd_per_million: minus(point.usd_per_million),
        low_bps: minus(point.high_bps),
        high_bps: minus(point.low_bps),
    };
}

function table(points: readonly MarkoutPoint[]) {
    const number = (value: number | null, places = 2) => <td class="end number">{statistic(value, places, true)}</td>;
    return (
        <div class="table-frame">
            <table class="table table-plain">
                <thead>
                    <tr>
                        <th scope="col">After</th>
                        <th scope="col" class="end">
                            Mean <span class="unit">bps</span>
                        </th>
                        <th scope="col" class="end">
                            Low <span class="unit">bps</span>
                        </th>
                        <th scope="col" class="end">
                            High <span class="unit">bps</span>
                        </th>
                        <th scope="col" class="end">
                            Weighted <span class="unit">bps</span>
                        </th>
                        <th scope="col" class="end">
                            Yield <span class="unit">USD/M</span>
                        </th>
                        <th scope="col" class="end">Deals</th>
                        <th scope="col">Quality</th>
                    </tr>
                </thead>
                <tbody>
                    {points.map((point) => (
                        <tr key={String(point.horizon_seconds)}>
                            <th scope="row">{horizon(point.horizon_seconds)}</th>
                            {number(point.mean_bps, 3)}
                            {number(point.low_bps, 3)}
                            {number(point.high_bps, 3)}
                            {number(point.weighted_bps, 3)}
                            {number(point.usd_per_million)}
                            <td class="end number">{count(point.n)}</td>
                            <td class="quiet">{point.quality === null ? '' : String(point.quality).replace(/_/g, ' ')}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
