import { defineComponent, Fragment, h, reactive, shallowReactive, watch } from 'vue';
import { get, post } from '../../api/client';
import { download } from '../../api/download';
import { Problem } from '../../api/Problem';
import type { AuditCheck, AuditRecord } from '../../api/shapes/audit';
import type { Page } from '../../api/shapes/common';
import type { PageProps } from '../../app/pages';
import { link, place } from '../../app/router';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import { checkOutcome } from './checkOutcome';
import { entry } from './entry';
import { auditQuery, isFiltered } from './filter';
import { filterBar } from './filterBar';

const pageSize = 50;

/** Who did what, newest first. Nothing here can be changed, and whether something was is what “Verify” finds out. */
export const page = defineComponent<PageProps>(() => {
    const query = () => auditQuery(place.query);
    const list = useResource(
        () => JSON.stringify(query()),
        (signal) => get<Page<AuditRecord>>('/audit', { query: { limit: pageSize, ...query() }, signal }),
        'keep',
    );
    const view = shallowReactive<{ items: readonly AuditRecord[]; cursor: string | null; busy: '' | 'older' | 'export' | 'verify' }>({
        items: [],
        cursor: null,
        busy: '',
    });
    const outcome = shallowReactive<{ check: AuditCheck | null; problem: Problem | null }>({ check: null, problem: null });
    const open = reactive<Record<string, boolean>>({});
    watch(() => list.data, (data) => Object.assign(view, { items: data?.items ?? [], cursor: data?.next_cursor ?? null }));

    /** One at a time; what goes wrong is said. */
    const act = async (what: 'older' | 'export' | 'verify', work: () => Promise<void>): Promise<void> => {
        if (view.busy !== '') return;
        view.busy = what;
        try {
            await work();
        } catch (error) {
            const problem = Problem.of(error);
            if (what === 'verify') outcome.problem = problem;
            else say(problem.message, 'failed');
        }
        view.busy = '';
    };
    const older = (): Promise<void> =>
        act('older', async () => {
            const next = await get<Page<AuditRecord>>('/audit', { query: { limit: pageSize, cursor: view.cursor, ...query() } });
            Object.assign(view, { items: [...view.items, ...next.items], cursor: next.next_cursor });
        });
    const save = (format: 'csv' | 'ndjson'): Promise<void> =>
        act('export', async () => {
            await download('/audit/export', { format, ...query() }, `audit.${format}`);
            list.reload();
        });
    const verify = (): Promise<void> =>
        act('verify', async () => {
            Object.assign(outcome, { check: null, problem: null });
            outcome.check = await post<AuditCheck>('/audit/verify', { body: {} });
        });

    const rows = () => {
        if (view.items.length === 0) {
            return isFiltered(place.query)
                ? nothing('Nothing found', 'No entry matches the filters.', <a class="button" href={link('/audit')}>Show the whole trail</a>)
                : nothing('Nothing recorded yet', 'Entries appear as soon as somebody signs in or changes something.');
        }
        return (
            <>
                <ol class="trail" aria-label="Audit trail, newest first">
                    {view.items.map((record) => {
                        const id = String(record.id);
                        return entry(record, open[id] === true, () => {
                            open[id] = !open[id];
                        });
                    })}
                </ol>
                {view.cursor
                    ? (
                        <button type="button" class="button page-after" disabled={view.busy === 'older'} onClick={() => void older()}>
                            Older entries
                        </button>
                    )
                    : <p class="quiet small page-after">That is all{isFiltered(place.query) ? ' that matches' : ''}.</p>}
            </>
        );
    };
    return () => (
        <>
            <div class="page-head">
                <h1>Audit trail</h1>
                <div class="page-actions">
                    <button type="button" class="button" disabled={view.busy !== ''} onClick={() => void save('csv')}>Export as CSV</button>
                    <button type="button" class="button" disabled={view.busy !== ''} onClick={() => void save('ndjson')}>as NDJSON</button>
                    <button type="button" class="button button-primary" disabled={view.busy !== ''} onClick={() => void verify()}>
                        {view.busy === 'verify' ? 'Verifying…' : 'Verify'}
                    </button>
                </div>
            </div>
            {checkOutcome(outcome.check, outcome.problem)}
            {filterBar()}
            {shown(list, rows, 10)}
        </>
    );
}, { name: 'AuditPage', props: { parameters: null } });
