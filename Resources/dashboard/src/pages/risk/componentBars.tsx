import { h } from 'vue';
import type { VNode } from 'vue';
import type { Usd, ValueAtRisk } from '../../api/shapes/risk';
import { link } from '../../app/router';
import { approximate, decimal } from '../../format/decimal';
import { percent } from '../../format/statistic';

type Component = NonNullable<ValueAtRisk['parametric']>['components'][number];

const shownRows = 14;

/** What each factor adds to the VaR, or takes from it because it moves against the rest. The rows add up to the whole. */
export function componentBars(components: readonly Component[], total: Usd): VNode {
    const size = (component: Component): number => Math.abs(approximate(component.usd) ?? 0);
    const rows = [...components].sort((a, b) => size(b) - size(a));
    const largest = Math.max(1, ...rows.map(size));
    const rest = rows.slice(shownRows);
    const whole = approximate(total) ?? 0;
    return (
        <div class="table-frame">
            <table class="table table-plain">
                <thead>
                    <tr>
                        <th scope="col">Factor</th>
                        <th scope="col">
                            <span class="bar-head">
                                <span>lowers</span>
                                <span>adds</span>
                            </span>
                        </th>
                        <th scope="col" class="end wide-only">
                            Exposure <span class="unit">USD, house</span>
                        </th>
                        <th scope="col" class="end">
                            Component <span class="unit">USD</span>
                        </th>
                        <th scope="col" class="end">Share</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.slice(0, shownRows).map((row) => line(row, largest, whole))}
                    {rest.length > 0
                        ? line(
                            { factor: `${rest.length} others`, usd: rest.reduce((sum, row) => sum + (approximate(row.usd) ?? 0), 0) },
                            largest,
                            whole,
                        )
                        : null}
                    <tr class="total">
                        <th scope="row">Together</th>
                        <td />
                        <td class="wide-only" />
                        <td class="end number">{decimal(total, { places: 0 })}</td>
                        <td class="end number">{percent(1)}</td>
                    </tr>
                </tbody>
            </table>
        </div>
    );
}

function line({ factor, usd, exposure_usd: exposure }: Component, largest: number, whole: number) {
    const value = approximate(usd) ?? 0;
    return (
        <tr key={factor}>
            <th scope="row">
                <a href={link('/exposure', { by: 'currency' })}>{factor}</a>
            </th>
            <td>
                <span class="both-ways" aria-hidden="true">
                    <span class={value < 0 ? 'bar-short' : 'bar-long'} style={{ width: `${((Math.abs(value) / largest) * 50).toFixed(1)}%` }} />
                </span>
            </td>
            <td class="end number wide-only">{decimal(exposure, { places: 0, signed: true })}</td>
            <td class="end number">{decimal(usd, { places: 0, signed: true })}</td>
            <td class="end number">{whole === 0 ? '' : percent(value / whole)}</td>
        </tr>
    );
}
