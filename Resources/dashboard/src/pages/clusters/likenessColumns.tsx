import { h } from 'vue';
import { smallProbability, statistic } from '../../format/statistic';
import type { Column } from '../../widgets/grid/column';
import { figureColumn } from '../../widgets/plainTable';

/** How alike accounts are, and how likely that is by chance. */
interface Likeness {
    readonly similarity: number | null;
    readonly p_value: number | null;
    readonly log10_p?: number | null;
}

export function likenessColumns(): readonly Column<Likeness>[] {
    return [
        figureColumn(
            'similarity',
            'J',
            'of 1',
            (row) => <span class="number">{statistic(row.similarity, 2)}</span>,
            (row) => String(row.similarity ?? ''),
        ),
        figureColumn(
            'p_value',
            'p-value',
            '',
            (row) => <span class="number">{smallProbability(row.p_value, row.log10_p)}</span>,
            (row) => String(row.p_value ?? ''),
        ),
    ];
}
