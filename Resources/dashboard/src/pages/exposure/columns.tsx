import { h } from 'vue';
import type { ExposureRow, Grouping } from '../../api/shapes/exposure';
import { link } from '../../app/router';
import { decimal } from '../../format/decimal';
import { count } from '../../format/statistic';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import type { Column } from '../../widgets/grid/column';
import { amount, limitBar } from '../../widgets/marks';

type Lots = 'long_lots' | 'short_lots' | 'net_lots' | 'gross_lots';

const titles: Readonly<Record<Grouping, string>> = { symbol: 'Symbol', currency: 'Currency', group: 'Group', book: 'Book' };

function signed(value: string | null, places: number) {
    return <span class="number">{decimal(value, { places, signed: true })}</span>;
}

/** The columns of an exposure table. Currencies have no lots and groups no limit, so those columns are left out. */
export function exposureColumns(by: Grouping): readonly Column<ExposureRow>[] {
    // Long is not better than short: only profit is coloured.
    const money = (key: 'net_usd' | 'floating_usd' | 'house_net_usd', title: string, unit: string): Column<ExposureRow> => ({
        key,
        title,
        unit,
        align: 'end',
        flashes: true,
        text: (row) => row[key] ?? '',
        cell: (row) => (
            <span title={row[key] === null ? reasonText(row.reason) : undefined}>
                {key === 'floating_usd' ? amount(row[key], { places: 0 }) : signed(row[key], 0)}
            </span>
        ),
    });
    const lots = (key: Lots, title: string): Column<ExposureRow> => ({
        key,
        title,
        unit: 'lots',
        align: 'end',
        flashes: true,
        wideOnly: key === 'gross_lots',
        text: (row) => row[key] ?? '',
        cell: (row) => (key === 'net_lots' ? signed(row[key], 2) : <span class="number">{decimal(row[key], { places: 2 })}</span>),
    });
    return [
        {
            key: 'key',
            title: titles[by],
            text: (row) => row.key,
            cell: (
                row,
            ) => (by === 'book' ? <a tabindex={-1} href={link('/accounts', { book: row.key })}>{row.key}</a> : <strong>{row.key}</strong>),
        },
        money('house_net_usd', 'House net', 'USD'),
        ...(by === 'symbol'
            ? [{
                key: 'limit_share',
                title: 'Of the limit',
                text: (row: ExposureRow) => String(row.limit_share ?? ''),
                cell: (row: ExposureRow) => limitBar(row.limit_share),
            }]
            : []),
        money('net_usd', 'Clients net', 'USD'),
        money('floating_usd', 'Open P&L', 'USD, client'),
        ...(by === 'currency'
            ? []
            : [lots('net_lots', 'Net'), lots('long_lots', 'Long'), lots('short_lots', 'Short'), lots('gross_lots', 'Gross')]),
        {
            key: 'net_units',
            title: 'Net',
            unit: 'units',
            align: 'end',
            wideOnly: true,
            text: (row) => row.net_units ?? '',
            cell: (row) => signed(row.net_units, 0),
        },
        {
            key: 'accounts',
            title: 'Accounts',
            align: 'end',
            text: (row) => String(row.accounts),
            cell: (row) => <span class="number">{count(row.accounts)}</span>,
        },
        {
            key: 'updated_at',
            title: 'As of',
            align: 'end',
            wideOnly: true,
            text: (row) => row.updated_at ?? '',
            cell: (row) => <span class="number quiet">{moment(row.updated_at).slice(11)}</span>,
        },
    ];
}
