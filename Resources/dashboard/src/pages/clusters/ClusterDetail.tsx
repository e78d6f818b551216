import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Account } from '../../api/shapes/account';
import { AccountLink, Cluster, linkKinds } from '../../api/shapes/cluster';
import type { ID, Page } from '../../api/shapes/common';
import { link } from '../../app/router';
import { count, percent, plural, smallProbability, statistic } from '../../format/statistic';
import { duration } from '../../format/time';
import type { Column } from '../../widgets/grid/column';
import { amount, bandMark, panel, scoreMark } from '../../widgets/marks';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { shown } from '../../widgets/states';
import { kindTitle } from './clusterColumns';
import { ClusterGraph } from './ClusterGraph';
import { Edge, edgesAmong, Member } from './network';

interface ClusterDetailProps {
    readonly cluster: Cluster;
}

/** More nodes than this are a cloud, not a picture; the list of clusters still counts them all. */
const mostMembers = 40;

/** One cluster: its picture, its members and its links. */
export const ClusterDetail = defineComponent<ClusterDetailProps>((props) => {
    const network = useResource(
        () => props.cluster.members.join(' '),
        (signal) => Promise.all(props.cluster.members.slice(0, mostMembers).map((id) => readMember(id, signal))),
    );
    const body = (members: readonly Member[]) => {
        const edges = edgesAmong(members);
        const numbers = new Map(members.map(({ account }) => [String(account.id), account.account_number]));
        const left = props.cluster.members.length - members.length;
        return (
            <>
                {left > 0
                    ? <p class="notice">The picture shows the first {mostMembers} members; {plural(left, 'more is', 'more are')} not drawn.</p>
                    : null}
                <ClusterGraph members={members} edges={edges} />
                <p class="quiet small">
                    An arrow goes from the account that trades first to the one that follows. A line is as thick as its J: matched opens over the
                    opens of the account with fewer. Where there is room, J and the median lag stand on it.
                </p>
                <h3 class="table-title">Members</h3>
                {plainTable('Members of the cluster', memberColumns, members, ({ account }) => String(account.id))}
                <h3 class="table-title">Links</h3>
                {plainTable('Links in the cluster', edgeColumns(numbers), edges, (edge) => `${edge.kind} ${edge.from} ${edge.to}`)}
            </>
        );
    };
    return () => {
        const { cluster } = props;
        const hidden = cluster.hidden_concentration;
        return panel(
            `Cluster ${cluster.id}, ${kindTitle(cluster.kind).toLowerCase()}`,
            null,
            <>
                {cluster.evidence ? <p>{cluster.evidence}</p> : null}
                {cluster.innocent_explanation
                    ? (
                        <p class="innocent">
                            <strong>It may be innocent:</strong> {cluster.innocent_explanation}
                        </p>
                    )
                    : null}
                {hidden
                    ? (
                        <p class="notice notice-warning">
                            Hidden concentration: together they hold {percent(hidden.share)} of all clients’ positions in{' '}
                            {hidden.symbol}, none alone more than {percent(hidden.largest_member)}.
                        </p>
                    )
                    : null}
                {shown(network, body, 8)}
            </>,
        );
    };
}, { name: 'ClusterDetail', props: { cluster: null } });

async function readMember(id: ID, signal: AbortSignal): Promise<Member> {
    const path = `/accounts/${encodeURIComponent(id)}`;
    const [account, links] = await Promise.all([get<Account>(path, { signal }), get<Page<AccountLink>>(`${path}/links`, { signal })]);
    return { account, links: links.items };
}

const memberColumns: readonly Column<Member>[] = [
    textColumn(
        'account',
        'Account',
        ({ account }) => <a class="number" href={link(`/accounts/${account.id}`)}>{account.account_number}</a>,
        ({ account }) => account.account_number,
    ),
    textColumn('score', 'Score', ({ account }) => scoreMark(account.risk_score, account.band), ({ account }) => String(account.risk_score ?? '')),
    textColumn('band', 'Band', ({ account }) => bandMark(account.band), ({ account }) => account.band ?? ''),
    textColumn('name', 'Name', ({ account }) => <span class="clip">{account.name ?? ''}</span>, ({ account }) => account.name ?? ''),
    textColumn('server', 'Server', ({ account }) => <span class="quiet">{account.server ?? ''}</span>, ({ account }) => account.server ?? ''),
    figureColumn('profit', 'Closed P&L', 'client', ({ account }) => amount(account.profit), ({ account }) => account.profit ?? ''),
    figureColumn('floating', 'Open P&L', 'client', ({ account }) => amount(account.floating), ({ account }) => account.floating ?? ''),
    figureColumn('deals', 'Deals', '', ({ account }) => <span class="number">{count(account.deals)}</span>, ({ account }) => String(account.deals)),
];

function edgeColumns(numbers: ReadonlyMap<string, string>): readonly Column<Edge>[] {
    const account = (id: string) => <a class="number" href={link(`/accounts/${id}`)}>{numbers.get(id) ?? id}</a>;
    return [
        textColumn('from', 'First', (edge) => account(edge.from), (edge) => numbers.get(edge.from) ?? edge.from),
        textColumn('to', 'Then', (edge) => account(edge.to), (edge) => numbers.get(edge.to) ?? edge.to),
        textColumn('kind', 'Kind', (edge) => linkKinds[edge.kind].title, (edge) => edge.kind),
        figureColumn('lag', 'Lag', 'median', (edge) => <span class="number">{lag(edge)}</span>, (edge) => String(edge.lag_ms ?? '')),
        figureColumn('matches', 'Matches', '', (edge) => <span class="number">{count(edge.matches)}</span>, (edge) => String(edge.matches ?? '')),
        figureColumn(
            'j',
            'J',
            'of 1',
            (edge) => <span class="number">{statistic(edge.similarity, 2)}</span>,
            (edge) => String(edge.similarity ?? ''),
        ),
        figureColumn(
            'p',
            'p-value',
            '',
            (edge) => <span class="number">{smallProbability(edge.p_value, edge.log10_p)}</span>,
            (edge) => String(edge.p_value ?? ''),
        ),
        textColumn('deals', 'Deals', (edge) => proof(edge, numbers), (edge) => edge.deals.join(' ')),
    ];
}

function lag(edge: Edge): string {
    return edge.kind === 'identity' || edge.lag_ms === null ? '' : duration(edge.lag_ms / 1000);
}

/** The matched deals of the account that comes first, in its own table. */
function proof(edge: Edge, numbers: ReadonlyMap<string, string>) {
    if (edge.deals.length === 0) return <span class="quiet">{edge.kind === 'identity' ? 'not from deals' : 'none kept'}</span>;
    const why = `the link to ${numbers.get(edge.to) ?? edge.to}`;
    return <a href={link(`/accounts/${edge.from}`, { deals: edge.deals.join(','), why })}>{plural(edge.deals.length, 'deal', 'deals')}</a>;
}
