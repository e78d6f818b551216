import { defineComponent, h, onBeforeUnmount, ref, watch } from 'vue';

interface SearchFieldProps {
    readonly label: string;
    readonly value: string;
    readonly onSearch: (text: string) => void;
}

/** Typing that pauses for so long is taken for the end of it. */
const pauseMilliseconds = 250;

/**
 * A search field that acts when typing has paused. `/` brings the focus here. What is being typed is the field's own:
 * the page around it may be drawn anew at any moment because figures move.
 */
export const SearchField = defineComponent<SearchFieldProps>((props) => {
    const text = ref(props.value);
    let timer = 0;
    watch(() => props.value, (value) => {
        // A change from outside, not the echo of what was typed here.
        if (timer === 0 && value !== text.value.trim()) text.value = value;
    });
    const search = (): void => {
        window.clearTimeout(timer);
        timer = 0;
        props.onSearch(text.value.trim());
    };
    const typed = (event: Event): void => {
        text.value = (event.target as HTMLInputElement).value;
        window.clearTimeout(timer);
        timer = window.setTimeout(search, pauseMilliseconds);
    };
    onBeforeUnmount(() => window.clearTimeout(timer));
    return () => (
        <input
            type="search"
            class="search-field"
            data-search=""
            aria-label={props.label}
            placeholder={props.label}
            value={text.value}
            spellcheck="false"
            autocomplete="off"
            onInput={typed}
            onKeydown={(event) => {
                if (event.key === 'Enter') search();
            }}
        />
    );
}, { name: 'SearchField', props: { label: null, value: null, onSearch: null } });
