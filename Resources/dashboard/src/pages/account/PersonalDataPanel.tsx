import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { remove } from '../../api/client';
import { download } from '../../api/download';
import { Problem } from '../../api/Problem';
import type { Account } from '../../api/shapes/account';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { panel } from '../../widgets/marks';
import { failure } from '../../widgets/states';
import { say } from '../../widgets/toasts';

interface PersonalDataPanelProps {
    readonly account: Account;
    readonly onErased: () => void;
}

/** What the law gives the client: a copy of their data, and an end of it. Both are recorded. */
export const PersonalDataPanel = defineComponent<PersonalDataPanelProps>((props) => {
    const path = `/accounts/${encodeURIComponent(props.account.id)}/personal-data`;
    const view = shallowReactive<{ asked: boolean; busy: boolean; problem: Problem | null }>({ asked: false, busy: false, problem: null });
    const save = async (): Promise<void> => {
        if (view.busy) return;
        Object.assign(view, { busy: true, problem: null });
        try {
            await download(path, {}, `account-${props.account.account_number}.json`);
        } catch (error) {
            view.problem = Problem.of(error);
        }
        view.busy = false;
    };
    const erase = async (): Promise<void> => {
        await remove(path);
        say(`Personal data of ${props.account.account_number} erased`);
        props.onErased();
    };
    return () =>
        panel('Personal data', null, (
            <>
                <p class="quiet">
                    A copy of everything that is known of the person behind this account, or the end of it. Both are recorded in the audit trail.
                </p>
                {view.problem ? failure(view.problem, () => void save()) : null}
                <div class="buttons">
                    <button type="button" class="button" disabled={view.busy} onClick={() => void save()}>
                        {view.busy ? 'Exporting…' : 'Export as JSON'}
                    </button>
                    <button
                        type="button"
                        class="button button-danger"
                        onClick={() => {
                            view.asked = true;
                        }}
                    >
                        Erase…
                    </button>
                </div>
                {view.asked
                    ? (
                        <ConfirmDialog
                            title={`Erase the person behind ${props.account.account_number}?`}
                            act="Erase"
                            typed={props.account.account_number}
                            onDismiss={() => {
                                view.asked = false;
                            }}
                            run={erase}
                        >
                            <p>
                                Name, email, addresses, devices, comments and notes are deleted and do not come back with the next poll of the
                                trading server. Deals and statistics stay under the account’s number. This cannot be undone; copies in backups
                                are not reached.
                            </p>
                        </ConfirmDialog>
                    )
                    : null}
            </>
        ));
}, { name: 'PersonalDataPanel', props: { account: null, onErased: null } });
