import { defineComponent, h } from 'vue';
import { Modal } from '../../widgets/Modal';
import { recoveryCodes } from './recoveryCodes';

interface RecoveryDialogProps {
    readonly codes: readonly string[];
    readonly onDismiss: () => void;
}

export const RecoveryDialog = defineComponent<RecoveryDialogProps>((props) => () => (
    <Modal title="Your recovery codes" onDismiss={props.onDismiss} firm>
        {recoveryCodes(props.codes, props.onDismiss)}
    </Modal>
), { name: 'RecoveryDialog', props: { codes: null, onDismiss: null } });
