import { defineComponent, h, reactive } from 'vue';
import { Problem } from '../api/Problem';
import { Modal } from './Modal';
import { failure } from './states';

interface ConfirmDialogProps {
    /** Names the thing, as a question. */
    readonly title: string;
    /** What the button says that does it. */
    readonly act: string;
    /** Has to be typed first, where there is no way back. */
    readonly typed?: string;
    readonly onDismiss: () => void;
    /** Does it; the dialog closes when it is done and stays with the reason when it is refused. */
    readonly run: () => Promise<void>;
}

/** Asks before something is ended or taken away. What happens then stands inside. */
export const ConfirmDialog = defineComponent<ConfirmDialogProps>((props, { slots }) => {
    const form = reactive<{ typed: string; busy: boolean; problem: Problem | null }>({ typed: '', busy: false, problem: null });
    const isSure = (): boolean => props.typed === undefined || form.typed === props.typed;
    const submit = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (!isSure() || form.busy) return;
        Object.assign(form, { busy: true, problem: null });
        try {
            await props.run();
            props.onDismiss();
        } catch (error) {
            Object.assign(form, { busy: false, problem: Problem.of(error) });
        }
    };
    return () => (
        <Modal title={props.title} onDismiss={props.onDismiss}>
            <form novalidate onSubmit={(event) => void submit(event)}>
                {slots.default?.()}
                {props.typed === undefined ? null : (
                    <div class="field confirm-field">
                        <label for="confirm-typed">
                            Type <strong>{props.typed}</strong> to confirm
                        </label>
                        <input
                            id="confirm-typed"
                            type="text"
                            autocomplete="off"
                            autocapitalize="none"
                            spellcheck="false"
                            value={form.typed}
                            onInput={(event) => {
                                form.typed = (event.target as HTMLInputElement).value;
                            }}
                        />
                    </div>
                )}
                {form.problem ? failure(form.problem, null) : null}
                <div class="buttons">
                    <button type="submit" class="button button-danger" disabled={!isSure() || form.busy}>{props.act}</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'ConfirmDialog', props: { title: null, act: null, typed: null, onDismiss: null, run: null } });
