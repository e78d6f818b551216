import { defineComponent, h, watch } from 'vue';
import { get } from '../../api/client';
import { AccountLink, linkKinds } from '../../api/shapes/cluster';
import type { Page } from '../../api/shapes/common';
import { link } from '../../app/router';
import { count, percent, plural } from '../../format/statistic';
import { readable } from '../../format/words';
import { lagText } from '../clusters/lag';
import { likenessColumns } from '../clusters/likenessColumns';
import type { Column } from '../../widgets/grid/column';
import { panel } from '../../widgets/marks';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { showDeals } from './proof';

interface LinksPanelProps {
    readonly id: string;
    readonly path: string;
    readonly deals: number;
}

const columns: readonly Column<AccountLink>[] = [
    textColumn(
        'account',
        'Account',
        (row) => <a class="number" href={link(`/accounts/${row.account_id}`)}>{numberOf(row)}</a>,
        numberOf,
    ),
    textColumn(
        'kind',
        'Kind',
        (row) => kind(row),
        (row) => row.kind,
    ),
    textColumn('lag', 'Which comes first', (row) => lagText(row.lag_ms, row.kind), (row) => String(row.lag_ms ?? '')),
    figureColumn(
        'matches',
        'Matches',
        '',
        (row) => <span class="number">{row.kind === 'identity' ? '' : count(row.matches)}</span>,
        (row) => String(row.matches ?? ''),
    ),
    ...likenessColumns(),
    textColumn('evidence', 'Evidence', (row) => <span class="prose">{evidence(row)}</span>, (row) => row.evidence ?? ''),
    textColumn(
        'deals',
        'Deals',
        (row) =>
            row.deals && row.deals.length > 0
                ? (
                    <button type="button" class="link" onClick={() => showDeals(row.deals ?? [], `the link to ${numberOf(row)}`)}>
                        {plural(row.deals.length, 'deal', 'deals')}
                    </button>
                )
                : <span class="quiet">{row.kind === 'identity' ? 'not from deals' : 'none kept'}</span>,
        (row) => (row.deals ?? []).join(' '),
    ),
];

/** Other accounts that trade with this one or belong to the same person. */
export const LinksPanel = defineComponent<LinksPanelProps>((props) => {
    const list = useResource(() => props.path, (signal) => get<Page<AccountLink>>(`${props.path}/links`, { signal }));
    watch(() => props.deals, () => {
        if (!list.loading) list.reload();
    });
    return () =>
        panel(
            'Links to other accounts',
            <a href={link('/clusters', { account: props.id })}>Its cluster</a>,
            shown(list, (data) =>
                data.items.length === 0
                    ? nothing(
                        'No links',
                        'No other account copies this one, mirrors it or shares its identity more than chance would bring about.',
                    )
                    : plainTable('Links to other accounts', columns, data.items, (row) => `${row.account_id} ${row.kind}`), 3),
        );
}, { name: 'LinksPanel', props: { id: null, path: null, deals: null } });

function numberOf(row: AccountLink): string {
    return row.account_number ?? `account ${row.account_id}`;
}

function evidence(row: AccountLink): string {
    const cancel = row.cancel_ratio == null ? null : `What one wins the other loses to ${percent(row.cancel_ratio, 1)}.`;
    return [row.evidence, cancel, row.innocent_explanation ? `It may be innocent: ${row.innocent_explanation}` : null].filter(Boolean).join(' ');
}

/** A link that is not beyond doubt, or made in good faith, says so beside its kind. */
function kind(row: AccountLink) {
    const note = row.innocence ? readable(row.innocence).toLowerCase() : row.proven === false ? 'not proven' : '';
    return (
        <span class="two-lines" title={linkKinds[row.kind]?.meaning}>
            <span>{linkKinds[row.kind]?.title ?? row.kind}</span>
            {note ? <span class="quiet small">{note}</span> : null}
        </span>
    );
}
