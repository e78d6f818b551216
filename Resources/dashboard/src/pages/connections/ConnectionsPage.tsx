import { defineComponent, Fragment, h, shallowReactive, watch } from 'vue';
import { get } from '../../api/client';
import type { Connection } from '../../api/shapes/connection';
import type { Page } from '../../api/shapes/common';
import type { PageProps } from '../../app/pages';
import { adjust, place } from '../../app/router';
import { may } from '../../session/permissions';
import { liveConnections, mergeConnections } from '../../stream/live';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { ConnectionCard } from './ConnectionCard';
import { ConnectionForm } from './ConnectionForm';
import { RemoveDialog } from './RemoveDialog';

/** The trading servers: whether each is in step, and if not, why and what to do. */
export const page = defineComponent<PageProps>(() => {
    const list = useResource(() => 'connections', async (signal) => {
        const found = await get<Page<Connection>>('/connections', { signal });
        mergeConnections(found.items);
        return found;
    });
    const view = shallowReactive<{ form: Connection | 'new' | null; removing: Connection | null }>({ form: null, removing: null });
    watch(() => place.query['add'], (add) => {
        if (add && may('edit_connections')) view.form = 'new';
    }, { immediate: true });
    const dismissForm = (): void => {
        view.form = null;
        adjust({ add: null });
    };

    const addButton = () =>
        may('edit_connections')
            ? (
                <button
                    type="button"
                    class="button button-primary"
                    onClick={() => {
                        view.form = 'new';
                    }}
                >
                    Add a connection
                </button>
            )
            : null;
    const cards = () =>
        liveConnections.items.length === 0
            ? nothing(
                'No trading server',
                'Connect an MT5 server, or make a push connection for anything else that can send events over HTTP.',
                addButton(),
            )
            : (
                <div class="cards">
                    {liveConnections.items.map((connection) => (
                        <ConnectionCard
                            key={String(connection.id)}
                            connection={connection}
                            onEdit={() => {
                                view.form = connection;
                            }}
                            onRemove={() => {
                                view.removing = connection;
                            }}
                        />
                    ))}
                </div>
            );
    return () => (
        <>
            <div class="page-head">
                <h1>Connections</h1>
                <div class="page-actions">{liveConnections.items.length > 0 ? addButton() : null}</div>
            </div>
            {shown(list, cards, 6)}
            {view.form !== null
                ? (
                    <ConnectionForm
                        key={view.form === 'new' ? 'new' : String(view.form.id)}
                        connection={view.form === 'new' ? null : view.form}
                        onDismiss={dismissForm}
                    />
                )
                : null}
            {view.removing !== null
                ? (
                    <RemoveDialog
                        connection={view.removing}
                        onDismiss={() => {
                            view.removing = null;
                        }}
                    />
                )
                : null}
        </>
    );
}, { name: 'ConnectionsPage', props: { parameters: null } });
