import { defineComponent, h, reactive } from 'vue';
import { remove } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Connection } from '../../api/shapes/connection';
import { dropConnection } from '../../stream/live';
import { Modal } from '../../widgets/Modal';
import { failure } from '../../widgets/states';
import { say } from '../../widgets/toasts';

interface RemoveDialogProps {
    readonly connection: Connection;
    readonly onDismiss: () => void;
}

/** Removing asks for the name, because there is no way back. */
export const RemoveDialog = defineComponent<RemoveDialogProps>((props) => {
    const form = reactive<{ typed: string; busy: boolean; problem: Problem | null }>({ typed: '', busy: false, problem: null });
    const submit = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (form.typed !== props.connection.name || form.busy) return;
        form.busy = true;
        form.problem = null;
        try {
            await remove(`/connections/${encodeURIComponent(props.connection.id)}`);
            dropConnection(props.connection.id);
            say(`${props.connection.name} removed`);
            props.onDismiss();
        } catch (error) {
            form.problem = Problem.of(error);
        }
        form.busy = false;
    };
    return () => (
        <Modal title={`Remove ${props.connection.name}?`} onDismiss={props.onDismiss}>
            <form novalidate onSubmit={(event) => void submit(event)}>
                <p>Veles stops following this server and forgets its password. This cannot be undone.</p>
                <div class="field">
                    <label for="remove-name">
                        Type <strong>{props.connection.name}</strong> to confirm
                    </label>
                    <input
                        id="remove-name"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        value={form.typed}
                        onInput={(event) => {
                            form.typed = (event.target as HTMLInputElement).value;
                        }}
                    />
                </div>
                {form.problem ? failure(form.problem, null) : null}
                <div class="buttons">
                    <button type="submit" class="button button-danger" disabled={form.typed !== props.connection.name || form.busy}>
                        Remove it
                    </button>
                    <button type="button" class="button" onClick={props.onDismiss}>Keep it</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'RemoveDialog', props: { connection: null, onDismiss: null } });
