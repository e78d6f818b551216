import { defineComponent, h, watch } from 'vue';
import { get } from '../../api/client';
import type { Position } from '../../api/shapes/account';
import type { Page } from '../../api/shapes/common';
import { decimal } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { copyRows, gridOf } from '../../widgets/grid/Grid';
import type { Column } from '../../widgets/grid/column';
import { amount, panel } from '../../widgets/marks';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';

interface PositionsTableProps {
    readonly path: string;
    /** The account's open profit; when it moves, so have the positions. */
    readonly floating: string | null;
}

const Grid = gridOf<Position>();
const price = (value: string | null | undefined) => <span class="number">{decimal(value)}</span>;

/** A position of several deals opened at their average, which has more places than prices have: one more says enough here. */
function averagePrice(row: Position) {
    const places = (text: string | null | undefined) => text?.split('.')[1]?.length ?? 0;
    const shown = row.price_current == null ? places(row.price_open) : Math.min(places(row.price_open), places(row.price_current) + 1);
    return <span class="number" title={decimal(row.price_open)}>{decimal(row.price_open, { places: shown })}</span>;
}

const columns: readonly Column<Position>[] = [
    { key: 'position', title: 'Position', text: (row) => String(row.position), cell: (row) => <span class="number">{row.position}</span> },
    { key: 'symbol', title: 'Symbol', text: (row) => row.symbol, cell: (row) => <strong>{row.symbol}</strong> },
    { key: 'side', title: 'Side', text: (row) => row.side, cell: (row) => row.side },
    {
        key: 'volume',
        title: 'Volume',
        unit: 'lots',
        align: 'end',
        flashes: true,
        text: (row) => row.volume,
        cell: (row) => <span class="number">{decimal(row.volume, { places: 2 })}</span>,
    },
    {
        key: 'price_open',
        title: 'Opened at',
        unit: 'price',
        align: 'end',
        text: (row) => row.price_open ?? '',
        cell: (row) => averagePrice(row),
    },
    {
        key: 'price_current',
        title: 'Now',
        unit: 'price',
        align: 'end',
        flashes: true,
        text: (row) => row.price_current ?? '',
        cell: (row) => price(row.price_current),
    },
    {
        key: 'price_sl',
        title: 'Stop',
        unit: 'price',
        align: 'end',
        wideOnly: true,
        text: (row) => row.price_sl ?? '',
        cell: (row) => price(row.price_sl),
    },
    {
        key: 'price_tp',
        title: 'Target',
        unit: 'price',
        align: 'end',
        wideOnly: true,
        text: (row) => row.price_tp ?? '',
        cell: (row) => price(row.price_tp),
    },
    { key: 'swap', title: 'Swap', unit: 'client', align: 'end', text: (row) => row.swap ?? '', cell: (row) => amount(row.swap) },
    {
        key: 'floating',
        title: 'Open P&L',
        unit: 'client',
        align: 'end',
        flashes: true,
        text: (row) => row.floating ?? '',
        cell: (row) => <span title={reasonText(row.reason) || undefined}>{amount(row.floating)}</span>,
    },
    {
        key: 'opened_at',
        title: 'Since',
        align: 'end',
        wideOnly: true,
        text: (row) => row.opened_at ?? '',
        cell: (row) => <span class="number quiet">{moment(row.opened_at)}</span>,
    },
];

export const PositionsTable = defineComponent<PositionsTableProps>((props) => {
    const list = useResource(() => props.path, (signal) => get<Page<Position>>(`${props.path}/positions`, { signal }));
    // At most one request a second, however often the account moves.
    let moved = false;
    watch(() => props.floating, () => {
        moved = true;
    });
    useInterval(1, () => {
        if (!moved || list.loading) return;
        moved = false;
        list.reload();
    });
    return () =>
        panel(
            'Open positions',
            list.data && list.data.items.length > 0
                ? <button type="button" class="button" onClick={() => copyRows(columns, list.data?.items ?? [])}>Copy as CSV</button>
                : null,
            shown(list, (data) =>
                data.items.length === 0 ? nothing('No open positions', 'The account is flat.') : (
                    <Grid
                        label="Open positions"
                        columns={columns}
                        rows={data.items}
                        rowKey={(row) => String(row.position)}
                    />
                ), 3),
        );
}, { name: 'PositionsTable', props: { path: null, floating: null } });
