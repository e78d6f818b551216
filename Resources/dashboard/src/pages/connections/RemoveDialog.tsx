import { defineComponent, h } from 'vue';
import { remove } from '../../api/client';
import type { Connection } from '../../api/shapes/connection';
import { dropConnection } from '../../stream/live';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { say } from '../../widgets/toasts';

interface RemoveDialogProps {
    readonly connection: Connection;
    readonly onDismiss: () => void;
}

/** Removing asks for the name, because there is no way back. */
export const RemoveDialog = defineComponent<RemoveDialogProps>((props) => {
    const run = async (): Promise<void> => {
        await remove(`/connections/${encodeURIComponent(props.connection.id)}`);
        dropConnection(props.connection.id);
        say(`${props.connection.name} removed`);
    };
    return () => (
        <ConfirmDialog
            title={`Remove ${props.connection.name}?`}
            act="Remove it"
            typed={props.connection.name}
            onDismiss={props.onDismiss}
            run={run}
        >
            <p>Veles stops following this server and forgets its password. This cannot be undone.</p>
        </ConfirmDialog>
    );
}, { name: 'RemoveDialog', props: { connection: null, onDismiss: null } });
