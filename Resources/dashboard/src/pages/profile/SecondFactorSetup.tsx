import { defineComponent, Fragment, h, nextTick, shallowReactive } from 'vue';
import { post, put } from '../../api/client';
import type { SecondFactorSecret } from '../../api/shapes/person';
import { copy } from '../../widgets/clipboard';
import { textField } from '../../widgets/form/fields';
import { submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { Modal } from '../../widgets/Modal';
import { qrCode } from '../../widgets/qrCode';
import { recoveryCodes } from './recoveryCodes';

interface SecondFactorSetupProps {
    readonly onDismiss: () => void;
    /** Two-factor authentication is on. */
    readonly onDone: () => void;
}

/** Password, then the QR code and the first code of the app, then the recovery codes. */
export const SecondFactorSetup = defineComponent<SecondFactorSetupProps>((props) => {
    const ask = useForm('second-factor', { password: 'Your password' }, { password: '' });
    const prove = useForm('second-factor', { code: 'Code' }, { code: '' });
    const view = shallowReactive<{ secret: SecondFactorSecret | null; codes: readonly string[] | null }>({ secret: null, codes: null });

    const begin = async (event: Event): Promise<void> => {
        event.preventDefault();
        const { password } = ask.values;
        const done = await submit(ask, password ? {} : { password: 'Enter your password.' }, async () => {
            view.secret = await post<SecondFactorSecret>('/auth/otp', { body: { password } });
        });
        if (!done) return;
        ask.values.password = '';
        await nextTick();
        document.getElementById('second-factor-code')?.focus();
    };
    const finish = async (event: Event): Promise<void> => {
        event.preventDefault();
        const code = prove.values.code.replace(/\D/g, '');
        const done = await submit(prove, code.length === 6 ? {} : { code: 'Enter the six digits that the app shows.' }, async () => {
            view.codes = (await put<{ recovery_codes: string[] }>('/auth/otp', { body: { code } })).recovery_codes;
        });
        if (done) props.onDone();
    };

    const passwordStep = () => (
        <form novalidate onSubmit={(event) => void begin(event)}>
            <p>You need an authenticator app on your phone, such as Aegis, FreeOTP, Google Authenticator or a password manager.</p>
            {formSummary(ask)}
            <div class="confirm-field">{textField(ask, 'password', { type: 'password', autocomplete: 'current-password' })}</div>
            <div class="buttons">
                <button type="submit" class="button button-primary" disabled={ask.busy}>Go on</button>
                <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
            </div>
        </form>
    );
    const codeStep = ({ secret, uri }: SecondFactorSecret) => (
        <form novalidate onSubmit={(event) => void finish(event)}>
            {formSummary(prove)}
            <div class="second-factor">
                {qrCode(uri, 'QR code for your authenticator app. The same as text is beside it.')}
                <div>
                    <p>Scan the code with the app, or type this key into it:</p>
                    <p class="code-line">
                        <code>{grouped(secret)}</code>
                        <button type="button" class="button" onClick={() => void copy(secret, 'Key')}>Copy</button>
                    </p>
                    {textField(prove, 'code', {
                        autocomplete: 'one-time-code',
                        inputmode: 'numeric',
                        note: 'The six digits that the app shows now. They prove that it works.',
                    })}
                </div>
            </div>
            <div class="buttons">
                <button type="submit" class="button button-primary" disabled={prove.busy}>Turn it on</button>
                <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
            </div>
        </form>
    );
    return () => (
        <Modal
            title={view.codes ? 'Your recovery codes' : 'Set up two-factor authentication'}
            onDismiss={props.onDismiss}
            firm={view.codes !== null}
            wide={view.secret !== null && view.codes === null}
        >
            <>{view.codes ? recoveryCodes(view.codes, props.onDismiss) : view.secret ? codeStep(view.secret) : passwordStep()}</>
        </Modal>
    );
}, { name: 'SecondFactorSetup', props: { onDismiss: null, onDone: null } });

/** In fours, as people read long keys; apps ignore the spaces. */
export function grouped(secret: string): string {
    return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
