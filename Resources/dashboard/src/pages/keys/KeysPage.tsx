import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { get, remove } from '../../api/client';
import type { APIKey, NewAPIKey } from '../../api/shapes/apiKey';
import type { Page } from '../../api/shapes/common';
import type { PageProps } from '../../app/pages';
import { adjust, place } from '../../app/router';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { choice } from '../../widgets/filters';
import { plainTable } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import { keyColumns } from './columns';
import { KeyDialog } from './KeyDialog';
import { keyState } from './keyState';
import { TokenDialog } from './TokenDialog';

/** Keys with which programs come in: each with its scopes, its end and the networks it may be used from. */
export const page = defineComponent<PageProps>(() => {
    const list = useResource(() => 'keys', (signal) => get<Page<APIKey>>('/api-keys', { query: { limit: 500 }, signal }));
    const view = shallowReactive<{ making: boolean; made: NewAPIKey | null; revoking: APIKey | null }>({ making: false, made: null, revoking: null });
    const columns = keyColumns((key) => {
        view.revoking = key;
    });
    const isAll = (): boolean => place.query['show'] === 'all';
    const rows = (): readonly APIKey[] => (list.data?.items ?? []).filter((key) => isAll() || keyState(key, Date.now()) === 'good');

    const makeButton = () => (
        <button
            type="button"
            class="button button-primary"
            onClick={() => {
                view.making = true;
            }}
        >
            Make a key
        </button>
    );
    const content = (all: readonly APIKey[]) => {
        if (all.length === 0) {
            return nothing('No keys', 'A program needs a key to read or to send events. Give each its own, so that one can be revoked without the others.');
        }
        return rows().length === 0
            ? nothing(
                'No key works any more',
                'All of them have been revoked or have run out.',
                <button type="button" class="button" onClick={() => adjust({ show: 'all' })}>Show them</button>,
            )
            : <div class="view-panel">{plainTable('API keys', columns, rows(), (key) => String(key.id))}</div>;
    };
    const revocation = (key: APIKey) => (
        <ConfirmDialog
            title={`Revoke ${key.name}?`}
            act="Revoke it"
            typed={key.name}
            onDismiss={() => {
                view.revoking = null;
            }}
            run={async () => {
                await remove(`/api-keys/${encodeURIComponent(key.id)}`);
                say(`${key.name} revoked`);
                list.reload();
            }}
        >
            <p>Whatever uses it is refused from this moment on. This cannot be undone; a new key can be made.</p>
        </ConfirmDialog>
    );
    return () => (
        <>
            <div class="page-head">
                <h1>API keys</h1>
                <div class="page-actions">
                    {choice('Show', isAll() ? 'all' : '', [['', 'Keys that work'], ['all', 'All keys']], (show) => adjust({ show }))}
                    {makeButton()}
                </div>
            </div>
            {shown(list, ({ items }) => content(items), 8)}
            {view.making
                ? (
                    <KeyDialog
                        onDismiss={() => {
                            view.making = false;
                        }}
                        onMade={(made) => {
                            Object.assign(view, { making: false, made });
                            list.reload();
                        }}
                    />
                )
                : null}
            {view.made
                ? (
                    <TokenDialog
                        made={view.made}
                        onDismiss={() => {
                            view.made = null;
                        }}
                    />
                )
                : null}
            {view.revoking ? revocation(view.revoking) : null}
        </>
    );
}, { name: 'KeysPage', props: { parameters: null } });
