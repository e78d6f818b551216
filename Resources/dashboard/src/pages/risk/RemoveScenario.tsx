import { defineComponent, Fragment, h, reactive } from 'vue';
import { put } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { StressScenario } from '../../api/shapes/risk';
import { Modal } from '../../widgets/Modal';
import { failure } from '../../widgets/states';
import { say } from '../../widgets/toasts';

interface RemoveScenarioProps {
    readonly scenario: StressScenario;
    readonly all: readonly StressScenario[];
    readonly onDismiss: () => void;
    readonly onDone: () => void;
}

export const RemoveScenario = defineComponent<RemoveScenarioProps>((props) => {
    const state = reactive<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
    const remove = async (): Promise<void> => {
        Object.assign(state, { busy: true, problem: null });
        try {
            await put('/risk/scenarios', { body: { items: props.all.filter((other) => other.id !== props.scenario.id) } });
            say(`${props.scenario.name} removed`);
            props.onDone();
        } catch (error) {
            Object.assign(state, { busy: false, problem: Problem.of(error) });
        }
    };
    return () => (
        <Modal title={`Remove ${props.scenario.name}?`} onDismiss={props.onDismiss}>
            <>
                <p>It is no longer calculated for anybody of this tenant. It can be added again by hand.</p>
                {state.problem ? failure(state.problem, null) : null}
                <div class="buttons">
                    <button type="button" class="button button-danger" disabled={state.busy} onClick={() => void remove()}>Remove</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </>
        </Modal>
    );
}, { name: 'RemoveScenario', props: { scenario: null, all: null, onDismiss: null, onDone: null } });
