import { defineComponent, h, reactive } from 'vue';
import { post } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Connection, ImportReport } from '../../api/shapes/connection';
import { failure } from '../../widgets/states';
import { importOutcome } from './importOutcome';

interface ImportBoxProps {
    readonly connection: Connection;
}

/** Statements and history files into this connection. A file that is not understood is refused whole, with the reason. */
export const ImportBox = defineComponent<ImportBoxProps>((props) => {
    const state = reactive<{ busy: string | null; results: ImportReport[]; problem: Problem | null; failed: string | null }>({
        busy: null,
        results: [],
        problem: null,
        failed: null,
    });
    const upload = async (files: readonly File[]): Promise<void> => {
        Object.assign(state, { results: [], problem: null, failed: null });
        for (const file of files) {
            state.busy = file.name;
            try {
                const report = await post<ImportReport>('/imports', {
                    query: { connection: props.connection.id, filename: file.name },
                    body: file,
                });
                state.results = [...state.results, report];
            } catch (error) {
                Object.assign(state, { problem: Problem.of(error), failed: file.name });
                break;
            }
        }
        state.busy = null;
    };
    const chosen = (event: Event): void => {
        const input = event.target as HTMLInputElement;
        const files = Array.from(input.files ?? []);
        input.value = '';
        void upload(files);
    };
    const id = `import-${props.connection.id}`;
    return () => (
        <details class="guide">
            <summary>Import statements</summary>
            <p class="small">
                MT4 statement (.htm), MT5 trade history report (.html, .xlsx), deals and ticks as CSV, or NDJSON. Any of MetaTrader’s languages.
            </p>
            <div class="field">
                <label for={id}>Files</label>
                <input
                    id={id}
                    type="file"
                    multiple={true}
                    accept=".htm,.html,.xlsx,.csv,.ndjson,.jsonl"
                    disabled={state.busy !== null}
                    onChange={chosen}
                />
            </div>
            {state.busy ? <p role="status">Reading {state.busy}…</p> : null}
            {state.results.map(importOutcome)}
            {state.problem
                ? (
                    <div>
                        <p>
                            <strong>{state.failed}</strong> was refused, nothing of it was kept:
                        </p>
                        {failure(state.problem, null)}
                    </div>
                )
                : null}
        </details>
    );
}, { name: 'ImportBox', props: { connection: null } });
