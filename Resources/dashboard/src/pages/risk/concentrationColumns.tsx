import { h } from 'vue';
import type { Concentration } from '../../api/shapes/risk';
import { link } from '../../app/router';
import { reasonText } from '../../format/reasons';
import { percent, statistic } from '../../format/statistic';
import { readable } from '../../format/words';
import type { Column } from '../../widgets/grid/column';
import { figureColumn, textColumn } from '../../widgets/plainTable';

/** How much the clients' positions hang on few of a kind. */
export const concentrationColumns: readonly Column<Concentration>[] = [
    textColumn('by', 'By', (row) => (row.by === 'ib' ? 'IB' : readable(row.by)), (row) => row.by),
    figureColumn(
        'hhi',
        'HHI',
        'of 1',
        (row) => <span class="number" title={reasonText(row.reason)}>{statistic(row.hhi, 3)}</span>,
        (row) => String(row.hhi ?? ''),
    ),
    figureColumn(
        'effective',
        'As if held by',
        'equal ones',
        (row) => <span class="number">{statistic(row.effective ?? (row.hhi ? 1 / row.hhi : null), 1)}</span>,
        (row) => String(row.effective ?? ''),
    ),
    textColumn('verdict', 'Says', (row) => verdict(row), (row) => String(isConcentrated(row))),
    textColumn('top', 'Largest', (row) => largest(row), (row) => (row.top ?? []).map(({ key, share }) => `${key} ${share}`).join('; ')),
];

function isConcentrated({ hhi, warn_above: limit }: Concentration): boolean {
    return hhi !== null && limit != null && hhi > limit;
}

function verdict(row: Concentration) {
    if (row.hhi === null) return <span class="quiet">{reasonText(row.reason) || 'not known'}</span>;
    if (isConcentrated(row)) return <span class="mark mark-warning">above {statistic(row.warn_above, 2)}: concentrated</span>;
    return <span class="quiet">{row.warn_above == null ? '' : `below ${statistic(row.warn_above, 2)}`}</span>;
}

function largest(row: Concentration) {
    return (
        <span class="list">
            {(row.top ?? []).slice(0, 5).map(({ key, share }) => (
                <span key={key}>
                    {row.by === 'client' ? <a href={link('/accounts', { q: key })}>{key}</a> : key}{' '}
                    <span class="number quiet">{percent(share, 1)}</span>
                </span>
            ))}
        </span>
    );
}
