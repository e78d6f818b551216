import { h } from 'vue';
import type { Content } from 'vue';
import type { ResultRow, Usd } from '../../api/shapes/risk';
import { link } from '../../app/router';
import { decimal } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { count, statistic } from '../../format/statistic';
import type { Column } from '../../widgets/grid/column';
import { amount } from '../../widgets/marks';
import { figureColumn, textColumn } from '../../widgets/plainTable';

type Figure = {
    [Key in keyof ResultRow]-?: ResultRow[Key] extends Usd | undefined ? Key : never;
}[keyof ResultRow];

const titles: Readonly<Record<string, string>> = { by_book: 'Book', by_symbol: 'Symbol', by_group: 'Group' };

/** The columns that any of the rows has something in. */
export function resultColumns(cut: string, rows: readonly ResultRow[]): readonly Column<ResultRow>[] {
    const has = (key: keyof ResultRow): boolean => rows.some((row) => row[key] !== undefined);
    const money = (key: Figure, title: string, kind: 'profit' | 'size' = 'profit'): readonly Column<ResultRow>[] =>
        has(key)
            ? [figureColumn(key, title, '', (row) => (
                <span title={reasonText(row.reason)}>
                    {kind === 'profit'
                        ? amount(row[key] as Usd, { places: 0 })
                        : <span class="number">{decimal(row[key] as Usd, { places: 0 })}</span>}
                </span>
            ), (row) => String(row[key] ?? ''))]
            : [];
    return [
        textColumn('key', titles[cut] ?? '', (row) => keyLink(cut, row.key), (row) => row.key),
        ...money('pnl_usd', 'Result'),
        ...money('closed_usd', 'Closed'),
        ...money('floating_change_usd', 'Open, change'),
        ...money('swap_usd', 'Swaps'),
        ...money('commission_usd', 'Commissions'),
        ...money('spread_capture_usd', 'Spread capture'),
        ...money('adverse_selection_usd', 'Adverse selection'),
        ...money('markout_usd', 'Markout'),
        ...money('turnover_usd', 'Turnover', 'size'),
        ...(has('revenue_per_million')
            ? [figureColumn<ResultRow>(
                'rpm',
                'Per million',
                'USD/M',
                (row) => <span class="number">{statistic(row.revenue_per_million, 2, true)}</span>,
                (row) => String(row.revenue_per_million ?? ''),
            )]
            : []),
        ...(has('deals')
            ? [figureColumn<ResultRow>(
                'deals',
                'Deals',
                '',
                (row) => <span class="number">{count(row.deals)}</span>,
                (row) => String(row.deals ?? ''),
            )]
            : []),
    ];
}

/** The accounts, or the exposure, that a row is made of. */
function keyLink(cut: string, key: string): Content {
    if (cut === 'by_book') return <a href={link('/accounts', { book: key, sort: '-profit' })}>{key}</a>;
    if (cut === 'by_group') return <a href={link('/accounts', { q: key, sort: '-profit' })}>{key}</a>;
    return <a href={link('/risk', { view: 'cascade', symbol: key })}>{key}</a>;
}
