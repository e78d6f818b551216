import { h } from 'vue';
import type { Content } from 'vue';
import type { MarkoutResult, ResultRow, Usd } from '../../api/shapes/risk';
import { link } from '../../app/router';
import { approximate, decimal } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { count, statistic } from '../../format/statistic';
import type { Column } from '../../widgets/grid/column';
import { amount } from '../../widgets/marks';
import { figureColumn, textColumn } from '../../widgets/plainTable';

export type Cut = 'by_book' | 'by_symbol' | 'by_group';

const titles: Readonly<Record<Cut, string>> = { by_book: 'Book', by_symbol: 'Symbol', by_group: 'Group' };

/** What adds up to the result of each row. Parts that nobody has had today are left out. */
export function resultColumns(cut: Cut, rows: readonly ResultRow[]): readonly Column<ResultRow>[] {
    const rare = (title: string, value: (row: ResultRow) => Usd | undefined): readonly Column<ResultRow>[] =>
        rows.some((row) => (approximate(value(row)) ?? 0) !== 0) ? [money(title, value)] : [];
    return [
        keyColumn(cut),
        money('Result', (row) => row.pnl_usd),
        money('Closed', (row) => row.closed_usd),
        money('Open, change', (row) => row.floating_change_usd),
        money('Swaps', (row) => row.swap_usd),
        money('Commissions', (row) => row.commission_usd),
        ...rare('Charges', (row) => row.charges_usd),
        ...rare('Rebates', (row) => row.rebates_usd),
        ...rare('Cover', (row) => row.cover_usd),
        ...rare('Bonuses, apart', (row) => row.bonus_usd),
        figureColumn(
            'turnover',
            'Turnover',
            '',
            (row) => <span class="number">{decimal(row.turnover_usd, { places: 0 })}</span>,
            (row) => String(row.turnover_usd ?? ''),
        ),
        figureColumn(
            'rpm',
            'Per million',
            '',
            (row) => <span class="number">{statistic(row.revenue_per_million, 2, true)}</span>,
            (row) => String(row.revenue_per_million ?? ''),
        ),
        figureColumn('deals', 'Deals', '', (row) => <span class="number">{count(row.deals)}</span>, (row) => String(row.deals)),
    ];
}

/** What fills earned against the mid, and what the mid then did. */
export function attributionColumns(cut: Cut): readonly Column<ResultRow>[] {
    const at = (seconds: number, of: (row: ResultRow) => MarkoutResult | null | undefined): readonly Column<ResultRow>[] => [
        money(`Spread, ${seconds} s`, (row) => of(row)?.spread_capture_usd ?? null),
        money(`Selection, ${seconds} s`, (row) => of(row)?.adverse_selection_usd ?? null),
        money(`Markout, ${seconds} s`, (row) => of(row)?.markout_usd ?? null),
        figureColumn(`n${seconds}`, 'Fills', '', (row) => <span class="number">{count(of(row)?.n)}</span>, (row) => String(of(row)?.n ?? '')),
    ];
    return [
        keyColumn(cut),
        money('Spread capture', (row) => row.spread_capture_usd ?? null),
        ...at(10, (row) => row.ten_seconds),
        ...at(60, (row) => row.sixty_seconds),
    ];
}

function money(title: string, value: (row: ResultRow) => Usd | undefined): Column<ResultRow> {
    return figureColumn(
        title,
        title,
        '',
        (row) => <span title={value(row) === null ? reasonText(row.reason) : decimal(value(row))}>{amount(value(row), { places: 0 })}</span>,
        (row) => String(value(row) ?? ''),
    );
}

function keyColumn(cut: Cut): Column<ResultRow> {
    return textColumn('key', titles[cut], (row) => keyLink(cut, row.key), (row) => row.key);
}

/** The accounts, or the cascade of the symbol, that a row is made of. */
function keyLink(cut: Cut, key: string): Content {
    if (cut === 'by_book') return <a href={link('/accounts', { book: key, sort: '-profit' })}>{key}</a>;
    if (cut === 'by_group') return <a href={link('/accounts', { q: key, sort: '-profit' })}>{key}</a>;
    return <a href={link('/risk', { view: 'cascade', symbol: key })}>{key}</a>;
}
