import { defineComponent, Fragment, h, shallowReactive, watch } from 'vue';
import { get } from '../../api/client';
import type { Page } from '../../api/shapes/common';
import type { ExposureRow, Grouping } from '../../api/shapes/exposure';
import type { PageProps } from '../../app/pages';
import { adjust, link, place } from '../../app/router';
import { approximate } from '../../format/decimal';
import { liveExposure } from '../../stream/live';
import { tabs } from '../../widgets/filters';
import { copyRows, gridOf } from '../../widgets/grid/Grid';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { houseTiles } from '../overview/houseTiles';
import { exposureColumns } from './columns';

const groupings: readonly (readonly [Grouping, string])[] = [['symbol', 'Symbol'], ['currency', 'Currency'], ['group', 'Group'], ['book', 'Book']];
const notes: Readonly<Record<Grouping, string>> = {
    symbol: 'Net and gross positions of clients and what of them is left with the house, each symbol against its limit.',
    currency: 'Each position as the currencies it is long and short of, valued in USD.',
    group: 'The same positions by the group that the trading server keeps the accounts in.',
    book: 'A is covered, B is kept by the house, C is mixed.',
};
const Grid = gridOf<ExposureRow>();

/** What the house carries, cut four ways. */
export const page = defineComponent<PageProps>(() => {
    const by = (): Grouping => groupings.find(([key]) => key === place.query['by'])?.[0] ?? 'symbol';
    const list = useResource(by, (signal) => get<Page<ExposureRow>>('/exposure', { query: { by: by() }, signal }));
    const view = shallowReactive<{ order: readonly string[]; engaged: boolean }>({ order: [], engaged: false });

    // Only symbols are on the stream; the other cuts are asked for again.
    useInterval(3, () => {
        if (by() !== 'symbol' && !list.loading) list.reload();
    });
    const rows = (): readonly ExposureRow[] => {
        const found = by() === 'symbol' && liveExposure.loaded ? [...liveExposure.rows.values()] : list.data?.items ?? [];
        return [...found].sort((a, b) => rank(view.order, a.key) - rank(view.order, b.key) || size(b) - size(a));
    };
    const arrange = (): void => {
        view.order = [...rows()].sort((a, b) => size(b) - size(a)).map((row) => row.key);
    };
    watch(() => [list.data, by()], () => {
        if (!view.engaged) arrange();
    });
    useInterval(5, () => {
        if (!view.engaged) arrange();
    });

    const content = () =>
        rows().length === 0
            ? nothing(
                'No open positions',
                'Exposure appears with the first open position of a client.',
                <a class="button" href={link('/connections')}>Look at the connections</a>,
            )
            : (
                <Grid
                    label={`Exposure by ${by()}`}
                    columns={exposureColumns(by())}
                    rows={rows()}
                    rowKey={(row) => row.key}
                    onEngaged={(engaged) => {
                        view.engaged = engaged;
                    }}
                />
            );

    return () => (
        <>
            <div class="page-head">
                <h1>Exposure</h1>
                <div class="page-actions">
                    <button type="button" class="button" disabled={rows().length === 0} onClick={() => copyRows(exposureColumns(by()), rows())}>
                        Copy as CSV
                    </button>
                </div>
            </div>
            {houseTiles({
                net_usd: null,
                gross_usd: null,
                floating_usd: null,
                client_floating_usd: null,
                closed_today_usd: null,
                ...liveExposure.house,
            })}
            {tabs('Cut by', by(), groupings, (value) => adjust({ by: value === 'symbol' ? null : value }, 'step'))}
            <p class="quiet small">{notes[by()]}</p>
            {shown(list, content, 10)}
        </>
    );
}, { name: 'ExposurePage', props: { parameters: null } });

/** Rows that have come since the last arrangement stand at the end until the next. */
function rank(order: readonly string[], key: string): number {
    const index = order.indexOf(key);
    return index < 0 ? order.length : index;
}

function size(row: ExposureRow): number {
    return Math.abs(approximate(row.house_net_usd) ?? 0);
}
