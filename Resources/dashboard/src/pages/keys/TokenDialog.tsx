import { defineComponent, h } from 'vue';
import type { NewAPIKey } from '../../api/shapes/apiKey';
import { Modal } from '../../widgets/Modal';
import { shownOnce } from '../../widgets/shownOnce';

interface TokenDialogProps {
    readonly made: NewAPIKey;
    readonly onDismiss: () => void;
}

export const TokenDialog = defineComponent<TokenDialogProps>((props) => () => (
    <Modal title={`Key for ${props.made.name}`} onDismiss={props.onDismiss} firm>
        <p>Store it now, in the program or in a password manager: the server keeps only its hash and cannot show it again.</p>
        {shownOnce('Key', props.made.token, 'Sent with each request as “Authorization: Bearer KEY”. Who has it can do what it may do.')}
        <div class="buttons">
            <button type="button" class="button" onClick={props.onDismiss}>I have stored it</button>
        </div>
    </Modal>
), { name: 'TokenDialog', props: { made: null, onDismiss: null } });
