import { h } from 'vue';
import type { Content, VNode } from 'vue';

/** The box in which everything stands that comes before a person is signed in. */
export function door(title: string, content: Content): VNode {
    return (
        <main class="sign-in">
            <div class="sign-in-box">
                <p class="brand">
                    <span class="brand-mark" aria-hidden="true" />Veles
                </p>
                <h1>{title}</h1>
                {content}
            </div>
        </main>
    );
}
