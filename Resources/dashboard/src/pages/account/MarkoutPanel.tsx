import { defineComponent, Fragment, h, watch } from 'vue';
import { get } from '../../api/client';
import type { MarkoutClock, MarkoutPoint, Markouts, MarkoutSide } from '../../api/shapes/account';
import { adjust, place } from '../../app/router';
import { reasonText } from '../../format/reasons';
import { plural } from '../../format/statistic';
import { tabs } from '../../widgets/filters';
import { panel } from '../../widgets/marks';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { markoutChart } from './MarkoutChart';
import { ofHouse, pointsBefore } from './markoutPicture';
import { markoutTable } from './markoutTable';

interface MarkoutPanelProps {
    readonly path: string;
    /** How many deals the account has; a change of it asks for the curve again. */
    readonly deals: number;
}

const clocks: readonly (readonly [MarkoutClock, string])[] = [['wall', 'Seconds'], ['ticks', 'Ticks'], ['trades', 'Deals']];
const clockWords: Readonly<Record<MarkoutClock, string>> = {
    wall: '',
    ticks: ' Counted in quotes of the symbol, so that busy and quiet hours weigh the same.',
    trades: ' Counted in deals of all clients in the symbol.',
};
/** Few points make no curve; they are shown as a table. */
const fewestForCurve = 3;

/** What the price did after this client's deals: the curve of who knew something. */
export const MarkoutPanel = defineComponent<MarkoutPanelProps>((props) => {
    const side = (): MarkoutSide => (place.query['markouts'] === 'close' ? 'close' : 'open');
    const clock = (): MarkoutClock => clocks.find(([key]) => key === place.query['clock'])?.[0] ?? 'wall';
    const curve = useResource(
        () => `${side()} ${clock()}`,
        (signal) => get<Markouts>(`${props.path}/markouts`, { query: { side: side(), clock: clock() }, signal }),
        'keep',
    );
    watch(() => props.deals, () => curve.reload());

    const pick = (label: string, key: string, value: string, options: readonly (readonly [string, string])[]) =>
        tabs(label, value, options, (chosen) => adjust({ [key]: chosen === options[0]?.[0] ? null : chosen }));
    const controls = () => (
        <>
            {pick('Which deals', 'markouts', side(), [['open', 'Opens'], ['close', 'Closes']])}
            {pick('Clock', 'clock', clock(), clocks)}
            {pick('Whose sign', 'sign', place.query['sign'] ?? 'client', [['client', 'Client'], ['house', 'House']])}
            {pick('Form', 'as', place.query['as'] ?? 'curve', [['curve', 'Curve'], ['table', 'Table']])}
        </>
    );
    const body = (data: Markouts) => {
        const house = place.query['sign'] === 'house';
        const points = data.points.filter((point) => point.n > 0).map((point) => (house ? ofHouse(point) : point));
        if (points.length === 0) {
            return nothing('No markouts yet', reasonText(data.reason) || 'They appear when prices after this account’s deals are known.');
        }
        const asTable = place.query['as'] === 'table' || points.length < fewestForCurve;
        return (
            <>
                {caution(points)}
                {asTable ? markoutTable(points, data.clock) : markoutChart({ points, clock: data.clock, house })}
                <p class="quiet small">{explanation(data, house, pointsBefore(points) > 0)}</p>
            </>
        );
    };
    return () => panel('Markouts', controls(), shown(curve, body, 8));
}, { name: 'MarkoutPanel', props: { path: null, deals: null } });

function explanation(data: Markouts, house: boolean, hasBaseline: boolean): string {
    const whose = house ? 'house' : 'client';
    return `Mean move of the price after the ${
        data.side === 'open' ? 'opening' : 'closing'
    } deals, in basis points, ${whose} sign: from the fill it says who gained, from the mid who knew. ` +
        `Above nought the ${whose} gains.${clockWords[data.clock]}${
            hasBaseline ? ' The shaded part lies before the deal: it is the baseline, and says how the price was moving anyway.' : ''
        }`;
}

/** What keeps the band from being a confidence: too few deals, or stamps too coarse for the horizon. */
function caution(points: readonly MarkoutPoint[]) {
    if (points.every((point) => point.quality === 'bounded')) {
        return <p class="notice">Stamped in whole seconds: a deal could have happened at several moments, and the band spans all of them.</p>;
    }
    if (points.some((point) => point.quality !== 'few_trades')) return null;
    const most = Math.max(...points.map((point) => point.n));
    return <p class="notice">Few trades: {plural(most, 'deal', 'deals')} at most behind a point. The band is a range and proves nothing yet.</p>;
}
