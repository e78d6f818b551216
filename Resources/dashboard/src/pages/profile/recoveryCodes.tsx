import { Fragment, h } from 'vue';
import type { VNode } from 'vue';
import { saveFile } from '../../api/download';
import { session } from '../../session/session';
import { copy } from '../../widgets/clipboard';

/** The codes, once, with ways to keep them. */
export function recoveryCodes(codes: readonly string[], done: () => void): VNode {
    const text = sheet(codes, session.me?.tenant.slug ?? '', session.me?.user.email ?? '');
    return (
        <>
            <p>
                When you do not have your phone, each of these lets you in once. Keep them where your phone is not. They are not shown again.
            </p>
            <div class="print-sheet">
                <p class="print-only">
                    Veles recovery codes, {session.me?.tenant.slug}, {session.me?.user.email}
                </p>
                <ul class="recovery-codes" aria-label="Recovery codes">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
            </div>
            <div class="buttons">
                <button type="button" class="button" onClick={() => saveFile(new Blob([text], { type: 'text/plain' }), 'veles-recovery-codes.txt')}>
                    Download
                </button>
                <button type="button" class="button" onClick={() => window.print()}>Print</button>
                <button type="button" class="button" onClick={() => void copy(text, 'Recovery codes')}>Copy</button>
                <button type="button" class="button button-primary" onClick={done}>I have stored them</button>
            </div>
        </>
    );
}

/** As a text file that still says in a year what it is. */
export function sheet(codes: readonly string[], tenant: string, email: string): string {
    return [`Veles recovery codes for ${email} at ${tenant}.`, 'Each works once.', '', ...codes, ''].join('\n');
}
