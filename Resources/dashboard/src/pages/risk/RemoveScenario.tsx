import { defineComponent, h } from 'vue';
import { put } from '../../api/client';
import type { StressScenario } from '../../api/shapes/risk';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { say } from '../../widgets/toasts';

interface RemoveScenarioProps {
    readonly scenario: StressScenario;
    readonly all: readonly StressScenario[];
    readonly onDismiss: () => void;
    readonly onDone: () => void;
}

export const RemoveScenario = defineComponent<RemoveScenarioProps>((props) => {
    const run = async (): Promise<void> => {
        await put('/risk/scenarios', { body: { items: props.all.filter((other) => other.id !== props.scenario.id) } });
        say(`${props.scenario.name} removed`);
        props.onDone();
    };
    return () => (
        <ConfirmDialog title={`Remove ${props.scenario.name}?`} act="Remove" onDismiss={props.onDismiss} run={run}>
            <p>It is no longer calculated for anybody of this tenant. It can be added again by hand.</p>
        </ConfirmDialog>
    );
}, { name: 'RemoveScenario', props: { scenario: null, all: null, onDismiss: null, onDone: null } });
