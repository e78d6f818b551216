import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Cluster } from '../../api/shapes/cluster';
import type { Page } from '../../api/shapes/common';
import type { PageProps } from '../../app/pages';
import { adjust, place } from '../../app/router';
import { plural } from '../../format/statistic';
import { choice } from '../../widgets/filters';
import { copyRows, gridOf } from '../../widgets/grid/Grid';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { clusterColumns, clusterKey } from './clusterColumns';
import { ClusterDetail } from './ClusterDetail';

const Grid = gridOf<Cluster>();
const mostShown = 500;

/** Accounts that act as one: found by copied, mirrored or shared traits, and judged together. */
export const page = defineComponent<PageProps>(() => {
    const list = useResource(() => '', (signal) => get<Page<Cluster>>('/clusters', { query: { limit: mostShown }, signal }));
    useInterval(30, () => {
        if (!list.loading) list.reload();
    });
    const kind = (): string => place.query['kind'] ?? '';
    const rows = (): readonly Cluster[] => (list.data?.items ?? []).filter((cluster) => kind() === '' || cluster.kind === kind());
    /** The cluster asked for by its id or by one of its accounts; without either the first, so that the page never shows half of itself. */
    const chosen = (): Cluster | undefined => {
        const { id, account } = place.query;
        if (id === undefined && account === undefined) return rows()[0];
        return rows().find((cluster) =>
            id === undefined ? cluster.members.some((member) => String(member) === account) : clusterKey(cluster) === id
        );
    };

    const content = (all: readonly Cluster[]) => {
        const cluster = chosen();
        if (all.length === 0) {
            return nothing(
                'No clusters',
                'No group of accounts trades together more than chance would bring about. Clusters need at least five matches on two days.',
            );
        }
        if (rows().length === 0) return nothing('No cluster of this kind', 'Choose all kinds to see the others.');
        return (
            <>
                <Grid
                    label="Clusters"
                    columns={clusterColumns}
                    rows={rows()}
                    rowKey={clusterKey}
                    selected={cluster === undefined ? null : clusterKey(cluster)}
                    onOpen={(row) => adjust({ id: clusterKey(row), account: null })}
                />
                {cluster === undefined
                    ? (
                        <p class="notice view-panel">
                            {place.query['id'] === undefined ? 'This account is in no cluster.' : 'This cluster is no longer one.'}
                        </p>
                    )
                    : <ClusterDetail key={clusterKey(cluster)} cluster={cluster} />}
            </>
        );
    };
    return () => (
        <>
            <div class="page-head">
                <h1>Clusters</h1>
                <div class="page-actions">
                    {choice('Kind', kind(), [['', 'All kinds'], ['copy', 'Copy'], ['mirror', 'Mirror'], ['identity', 'Identity']], (value) =>
                        adjust({ kind: value, id: null, account: null }))}
                    <button
                        type="button"
                        class="button"
                        disabled={rows().length === 0}
                        onClick={() =>
                            copyRows(clusterColumns, rows())}
                    >
                        Copy as CSV
                    </button>
                </div>
            </div>
            <p class="quiet small page-note">
                Accounts that open the same or the opposite way within moments, or share a person’s traits, far beyond chance.{' '}
                {list.data === null ? '' : `${plural(rows().length, 'cluster', 'clusters')}.`}
            </p>
            {shown(list, (data) =>
                content(data.items), 8)}
        </>
    );
}, { name: 'ClustersPage', props: { parameters: null } });
