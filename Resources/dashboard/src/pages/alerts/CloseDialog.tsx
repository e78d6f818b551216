import { defineComponent, h, reactive } from 'vue';
import { Alert, Outcome, outcomes } from '../../api/shapes/alert';
import { Modal } from '../../widgets/Modal';
import { ruleTitle } from './rules';

interface CloseDialogProps {
    readonly alert: Alert;
    readonly onDismiss: () => void;
    readonly onDone: (outcome: Outcome, note: string) => void;
}

/** Closing says what it was: from this the precision of each rule is measured. */
export const CloseDialog = defineComponent<CloseDialogProps>((props) => {
    const form = reactive<{ outcome: Outcome | ''; note: string; missing: boolean }>({ outcome: '', note: '', missing: false });
    const submit = (event: Event): void => {
        event.preventDefault();
        if (form.outcome === '') form.missing = true;
        else props.onDone(form.outcome, form.note.trim());
    };
    return () => (
        <Modal title={`Close: ${props.alert.subject.label}, ${ruleTitle(props.alert.rule)}`} onDismiss={props.onDismiss}>
            <form novalidate onSubmit={submit}>
                <fieldset class="options" aria-describedby={form.missing ? 'outcome-error' : undefined}>
                    <legend>What was it?</legend>
                    {outcomes.map(({ outcome, title, meaning }) => (
                        <label key={outcome} class="option">
                            <input
                                type="radio"
                                name="outcome"
                                value={outcome}
                                checked={form.outcome === outcome}
                                onChange={() => {
                                    form.outcome = outcome;
                                    form.missing = false;
                                }}
                            />
                            <span>
                                <strong>{title}</strong>
                                <span class="quiet small">{meaning}</span>
                            </span>
                        </label>
                    ))}
                </fieldset>
                {form.missing ? <p id="outcome-error" class="field-error" role="alert">Choose what it was.</p> : null}
                <div class="field">
                    <label for="close-note">
                        Note <span class="quiet">(for whoever reads this later)</span>
                    </label>
                    <textarea
                        id="close-note"
                        rows={3}
                        maxlength={2000}
                        value={form.note}
                        onInput={(event) => {
                            form.note = (event.target as HTMLTextAreaElement).value;
                        }}
                    />
                </div>
                <div class="buttons">
                    <button type="submit" class="button button-primary">Close the alert</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'CloseDialog', props: { alert: null, onDismiss: null, onDone: null } });
