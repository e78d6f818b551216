import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { get, post, remove } from '../../api/client';
import type { SecondFactor } from '../../api/shapes/person';
import { plural } from '../../format/statistic';
import { moment } from '../../format/time';
import { panel } from '../../widgets/marks';
import { useResource } from '../../widgets/resource';
import { shown } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import { PasswordDialog } from './PasswordDialog';
import { RecoveryDialog } from './RecoveryDialog';
import { SecondFactorSetup } from './SecondFactorSetup';

/** Fewer are worth a word. */
const fewCodes = 3;

/** Two-factor authentication: after the password, a code of an authenticator app. */
export const SecondFactorPanel = defineComponent<{}>(() => {
    const state = useResource(() => 'otp', (signal) => get<SecondFactor>('/auth/otp', { signal }));
    const view = shallowReactive<{ layer: 'setup' | 'off' | 'renew' | null; codes: readonly string[] | null }>({ layer: null, codes: null });
    const open = (layer: 'setup' | 'off' | 'renew') => (): void => {
        view.layer = layer;
    };
    const dismiss = (): void => {
        view.layer = null;
    };

    const off = () => (
        <>
            <p class="notice notice-info">A password that somebody else learns is enough to come in as you. With a second factor it is not.</p>
            <button type="button" class="button button-primary" onClick={open('setup')}>Set it up</button>
        </>
    );
    const on = (data: SecondFactor) => (
        <>
            <p>
                <span class="mark mark-link-live">On</span> {data.since ? `since ${moment(data.since).slice(0, 10)}` : ''}
            </p>
            <p class={data.recovery_codes_left < fewCodes ? 'notice notice-warning small-gap' : 'quiet small-gap'}>
                {plural(data.recovery_codes_left, 'recovery code', 'recovery codes')} left.
                {data.recovery_codes_left < fewCodes ? ' Make new ones before you need them.' : ''}
            </p>
            <div class="buttons">
                <button type="button" class="button" onClick={open('renew')}>New recovery codes…</button>
                <button type="button" class="button button-danger" onClick={open('off')}>Turn off…</button>
            </div>
        </>
    );
    const layer = () => (
        <>
            {view.layer === 'setup' ? <SecondFactorSetup onDismiss={dismiss} onDone={state.reload} /> : null}
            {view.layer === 'off'
                ? (
                    <PasswordDialog
                        title="Turn two-factor authentication off?"
                        act="Turn it off"
                        danger
                        onDismiss={dismiss}
                        run={async (password) => {
                            await remove('/auth/otp', { body: { password } });
                            say('Two-factor authentication is off');
                            state.reload();
                        }}
                    >
                        <p>From then on your password alone lets you in. Your recovery codes stop working.</p>
                    </PasswordDialog>
                )
                : null}
            {view.layer === 'renew'
                ? (
                    <PasswordDialog
                        title="Make new recovery codes?"
                        act="Make new ones"
                        onDismiss={dismiss}
                        run={async (password) => {
                            view.codes = (await post<{ recovery_codes: string[] }>('/auth/otp/recovery-codes', { body: { password } })).recovery_codes;
                            state.reload();
                        }}
                    >
                        <p>The codes that you have now stop working.</p>
                    </PasswordDialog>
                )
                : null}
            {view.codes !== null && view.layer === null
                ? (
                    <RecoveryDialog
                        codes={view.codes}
                        onDismiss={() => {
                            view.codes = null;
                        }}
                    />
                )
                : null}
        </>
    );
    return () =>
        panel('Two-factor authentication', null, (
            <>
                {shown(state, (data) => (data.enabled ? on(data) : off()), 3)}
                {layer()}
            </>
        ));
}, { name: 'SecondFactorPanel', props: {} });
