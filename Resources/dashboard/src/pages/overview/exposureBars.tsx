import { h } from 'vue';
import type { Content } from 'vue';
import type { ExposureRow } from '../../api/shapes/exposure';
import { link } from '../../app/router';
import { approximate, compact, decimal, sign } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { liveExposure } from '../../stream/live';
import { amount, limitBar } from '../../widgets/marks';
import { nothing, skeleton } from '../../widgets/states';

const shownRows = 8;

/** The largest positions of the house, long to the right and short to the left of one line. */
export function exposureBars(): Content {
    if (!liveExposure.loaded) return skeleton(6);
    const rows = [...liveExposure.rows.values()].sort((a, b) => size(b) - size(a)).slice(0, shownRows);
    if (rows.length === 0) {
        return nothing(
            'No open positions',
            'Exposure appears with the first open position of a client.',
            <a href={link('/connections')}>Look at the connections</a>,
        );
    }
    const largest = Math.max(...rows.map(size), 1);
    return (
        <div class="table-frame">
            <table class="table table-plain">
                <thead>
                    <tr>
                        <th scope="col">Symbol</th>
                        <th scope="col" class="end">
                            House net <span class="unit">USD</span>
                        </th>
                        <th scope="col" class="wide-only">
                            <span class="bar-head">
                                <span>short</span>
                                <span>long</span>
                            </span>
                        </th>
                        <th scope="col">Of the limit</th>
                        <th scope="col" class="end wide-only">
                            Open P&L, clients <span class="unit">USD</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.map((row) => line(row, largest))}</tbody>
            </table>
        </div>
    );
}

function line(row: ExposureRow, largest: number) {
    const share = `${((size(row) / largest) * 50).toFixed(1)}%`;
    const short = sign(row.house_net_usd) < 0;
    return (
        <tr key={row.key}>
            <th scope="row">{row.key}</th>
            <td class="end live-figure" title={reasonText(row.reason) || decimal(row.house_net_usd, { signed: true })}>
                <span class="number">{compact(row.house_net_usd, true)}</span>
            </td>
            <td class="wide-only">
                <span class="both-ways" aria-hidden="true">
                    <span class={short ? 'bar-short' : 'bar-long'} style={{ width: share }} />
                </span>
            </td>
            <td class="live-figure">{limitBar(row.limit_share)}</td>
            <td class="end wide-only live-figure">{amount(row.floating_usd, { places: 0 })}</td>
        </tr>
    );
}

function size(row: ExposureRow): number {
    return Math.abs(approximate(row.house_net_usd) ?? 0);
}
