import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue';
import { icon } from './icons';

interface ModalProps {
    readonly title: string;
    readonly onDismiss: () => void;
    readonly wide?: boolean;
    /** Holds something that is shown only once: a stray click or Esc does not close it, its buttons do. */
    readonly firm?: boolean;
}

/** A layer over the page. The browser's own dialog traps the focus, closes on Esc, and we give the focus back. */
export const Modal = defineComponent<ModalProps>((props, { slots }) => {
    const dialog = ref<HTMLDialogElement | null>(null);
    const before = document.activeElement;
    onMounted(() => {
        dialog.value?.showModal();
        dialog.value?.querySelector<HTMLElement>('[autofocus], input:not([type=hidden]), select, textarea')?.focus();
    });
    onBeforeUnmount(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
    });
    return () => (
        <dialog
            ref={dialog}
            class={['modal', props.wide && 'modal-wide']}
            aria-label={props.title}
            onCancel={(event) => {
                event.preventDefault();
                if (!props.firm) props.onDismiss();
            }}
            // A browser closes on a second Esc whatever the page says.
            onClose={props.onDismiss}
            onClick={(event) => {
                if (event.target === dialog.value && !props.firm) props.onDismiss();
            }}
        >
            <div class="modal-body">
                <div class="modal-head">
                    <h2>{props.title}</h2>
                    <button type="button" class="icon-button" aria-label="Close" onClick={props.onDismiss}>{icon('close')}</button>
                </div>
                {slots.default?.()}
            </div>
        </dialog>
    );
}, { name: 'Modal', props: { title: null, onDismiss: null, wide: null, firm: null } });
