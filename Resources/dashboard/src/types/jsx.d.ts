/** Elements and attributes as the dashboard writes them; names are HTML's and SVG's own. */
declare namespace JSX {
    type Element = import('vue').VNode;
    type Content = import('vue').Content;
    type Ref<T> = import('vue').Ref<T>;

    interface ElementChildrenAttribute {
        children: unknown;
    }
    interface IntrinsicAttributes {
        key?: string | number | undefined;
    }

    type Scalar = string | number | boolean | undefined;
    type ClassName = string | undefined | false | readonly (string | undefined | false)[];

    interface Attributes extends IntrinsicAttributes {
        children?: Content;
        ref?: Ref<unknown> | ((element: unknown) => void) | undefined;
        class?: ClassName | undefined;
        style?: Record<string, string> | undefined;
        id?: string | undefined;
        role?: string | undefined;
        title?: string | undefined;
        tabindex?: number | undefined;
        hidden?: boolean | undefined;
        lang?: string | undefined;
        scope?: string | undefined;
        colspan?: number | undefined;
        onClick?: ((event: MouseEvent) => void) | undefined;
        onKeydown?: ((event: KeyboardEvent) => void) | undefined;
        onFocus?: ((event: FocusEvent) => void) | undefined;
        onFocusin?: ((event: FocusEvent) => void) | undefined;
        onFocusout?: ((event: FocusEvent) => void) | undefined;
        onPointerenter?: ((event: PointerEvent) => void) | undefined;
        onPointerleave?: ((event: PointerEvent) => void) | undefined;
        onCopy?: ((event: ClipboardEvent) => void) | undefined;
    }
    interface Anchor extends Attributes {
        href?: string | undefined;
    }
    interface Button extends Attributes {
        type: 'button' | 'submit';
        disabled?: boolean | undefined;
    }
    interface Field extends Attributes {
        'data-search'?: string | undefined;
        type?: string | undefined;
        name?: string | undefined;
        value?: string | number | undefined;
        checked?: boolean | undefined;
        required?: boolean | undefined;
        disabled?: boolean | undefined;
        readonly?: boolean | undefined;
        autocomplete?: string | undefined;
        autocapitalize?: string | undefined;
        spellcheck?: string | undefined;
        inputmode?: string | undefined;
        placeholder?: string | undefined;
        maxlength?: number | undefined;
        rows?: number | undefined;
        accept?: string | undefined;
        multiple?: boolean | undefined;
        selected?: boolean | undefined;
        onInput?: ((event: Event) => void) | undefined;
        onChange?: ((event: Event) => void) | undefined;
    }
    interface Label extends Attributes {
        for?: string | undefined;
    }
    interface Form extends Attributes {
        novalidate?: boolean | undefined;
        onSubmit?: ((event: Event) => void) | undefined;
    }
    interface Dialog extends Attributes {
        onClose?: ((event: Event) => void) | undefined;
        onCancel?: ((event: Event) => void) | undefined;
    }
    interface Disclosure extends Attributes {
        open?: boolean | undefined;
        onToggle?: ((event: Event) => void) | undefined;
    }
    interface Time extends Attributes {
        datetime?: string | undefined;
    }
    interface Meter extends Attributes {
        value?: number | undefined;
        max?: number | undefined;
        min?: number | undefined;
    }
    interface Drawing extends Attributes {
        [attribute: string]: unknown;
    }
    interface IntrinsicElements {
        a: Anchor;
        button: Button;
        input: Field;
        textarea: Field;
        select: Field;
        option: Field;
        label: Label;
        form: Form;
        dialog: Dialog;
        details: Disclosure;
        time: Time;
        progress: Meter;
        meter: Meter;
        svg: Drawing;
        path: Drawing;
        circle: Drawing;
        line: Drawing;
        rect: Drawing;
        text: Drawing;
        g: Drawing;
        marker: Drawing;
        [element: string]: Attributes;
    }
}
