import { defineComponent, h, nextTick, reactive } from 'vue';
import { put } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { ShockKind, StressScenario } from '../../api/shapes/risk';
import { icon } from '../../widgets/icons';
import { Modal } from '../../widgets/Modal';
import { failure } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import {
    assetClasses,
    check,
    draftOf,
    emptyShock,
    refused,
    ScenarioDraft,
    ScenarioErrors,
    scenarioOf,
    ShockDraft,
    shockKinds,
} from './scenarioDraft';

interface ScenarioFormProps {
    /** Null makes a new one. */
    readonly scenario: StressScenario | null;
    /** All scenarios of the tenant: they are saved as one list. */
    readonly all: readonly StressScenario[];
    readonly onDismiss: () => void;
    readonly onSaved: () => void;
}

/** Makes or changes one scenario. */
export const ScenarioForm = defineComponent<ScenarioFormProps>((props) => {
    const draft = reactive<ScenarioDraft>(draftOf(props.scenario));
    const form = reactive<{ errors: ScenarioErrors | null; problem: Problem | null; saving: boolean }>({
        errors: null,
        problem: null,
        saving: false,
    });
    const others = (): readonly StressScenario[] => props.all.filter((other) => other.id !== props.scenario?.id);

    const save = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (form.saving) return;
        form.errors = check(draft, others());
        if (form.errors !== null) {
            void showFirstError();
            return;
        }
        const changed = scenarioOf(draft, props.scenario?.id ?? null, props.all.map(({ id }) => id));
        const items = props.scenario === null ? [...props.all, changed] : props.all.map((other) => (other.id === changed.id ? changed : other));
        Object.assign(form, { saving: true, problem: null });
        try {
            await put('/risk/scenarios', { body: { items } });
            say(`${changed.name} saved`);
            props.onSaved();
        } catch (error) {
            const problem = Problem.of(error);
            const errors = refused(problem.fields);
            // What stands at its line needs no second telling below.
            Object.assign(form, { saving: false, problem: errors === null ? problem : null, errors });
            void showFirstError();
        }
    };
    const add = async (): Promise<void> => {
        draft.shocks.push(emptyShock());
        await nextTick();
        document.getElementById(`shock-key-${draft.shocks.length - 1}`)?.focus();
    };

    const what = (row: ShockDraft, index: number, problem: string | undefined) => {
        const common = {
            id: `shock-key-${index}`,
            'aria-label': `Shock ${index + 1}, what moves`,
            'aria-invalid': problem ? 'true' : undefined,
            'aria-describedby': problem ? `shock-error-${index}` : undefined,
        };
        const changed = (event: Event): void => {
            row.key = (event.target as HTMLInputElement | HTMLSelectElement).value;
        };
        return row.kind === 'asset_class'
            ? (
                <select {...common} value={row.key} onChange={changed}>
                    {assetClasses.map(([value, title]) => <option key={value} value={value} selected={row.key === value}>{title}</option>)}
                </select>
            )
            : (
                <input
                    {...common}
                    placeholder={row.kind === 'currency' ? 'CHF' : 'USDCHF'}
                    value={row.key}
                    spellcheck="false"
                    autocomplete="off"
                    onInput={changed}
                />
            );
    };
    const shock = (row: ShockDraft, index: number) => {
        const problem = form.errors?.at[index];
        return (
            <li key={index} class="shock">
                <select
                    aria-label={`Shock ${index + 1}, kind`}
                    value={row.kind}
                    onChange={(event) => changeKind(row, (event.target as HTMLSelectElement).value as ShockKind)}
                >
                    {shockKinds.map(([value, title]) => <option key={value} value={value} selected={row.kind === value}>{title}</option>)}
                </select>
                {what(row, index, problem)}
                <input
                    aria-label={`Shock ${index + 1}, move`}
                    inputmode="decimal"
                    placeholder="-18"
                    value={row.size}
                    autocomplete="off"
                    aria-invalid={problem ? 'true' : undefined}
                    onInput={(event) => {
                        row.size = (event.target as HTMLInputElement).value;
                    }}
                />
                <select
                    aria-label={`Shock ${index + 1}, unit`}
                    value={row.unit}
                    onChange={(event) => Object.assign(row, { unit: (event.target as HTMLSelectElement).value })}
                >
                    <option value="percent" selected={row.unit === 'percent'}>%</option>
                    <option value="deviations" selected={row.unit === 'deviations'}>σ, daily</option>
                </select>
                <button type="button" class="icon-button" aria-label={`Remove shock ${index + 1}`} onClick={() => draft.shocks.splice(index, 1)}>
                    {icon('close', 14)}
                </button>
                {problem ? <p id={`shock-error-${index}`} class="field-error">{problem}</p> : null}
            </li>
        );
    };

    return () => (
        <Modal title={props.scenario ? `Edit ${props.scenario.name}` : 'Add a scenario'} onDismiss={props.onDismiss} wide>
            <form novalidate onSubmit={(event) => void save(event)}>
                <div class="field">
                    <label for="scenario-name">Name</label>
                    <input
                        id="scenario-name"
                        name="name"
                        value={draft.name}
                        autocomplete="off"
                        aria-invalid={form.errors?.name ? 'true' : undefined}
                        aria-describedby="scenario-name-note"
                        onInput={(event) => {
                            draft.name = (event.target as HTMLInputElement).value;
                        }}
                    />
                    <p id="scenario-name-note" class={form.errors?.name ? 'field-error' : 'field-note'}>
                        {form.errors?.name ?? 'What it stands for, as in “Franc lets go”.'}
                    </p>
                </div>
                <fieldset class="options">
                    <legend>What moves, and how far</legend>
                    <p class="field-note">
                        Where several speak of one symbol the narrower wins: symbol, then currency, then class. A currency moves in USD. Percent may
                        take a price below nought; σ are standard deviations of a day’s move.
                    </p>
                    <ul class="shocks">{draft.shocks.map(shock)}</ul>
                    {form.errors?.shocks ? <p class="field-error">{form.errors.shocks}</p> : null}
                    <button type="button" class="button" onClick={() => void add()}>Add a line</button>
                </fieldset>
                {form.problem ? failure(form.problem, null) : null}
                <div class="buttons">
                    <button type="submit" class="button button-primary" disabled={form.saving}>{form.saving ? 'Saving…' : 'Save'}</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'ScenarioForm', props: { scenario: null, all: null, onDismiss: null, onSaved: null } });

async function showFirstError(): Promise<void> {
    await nextTick();
    document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus();
}

/** A name of one kind means nothing in another. */
function changeKind(row: ShockDraft, kind: ShockKind): void {
    Object.assign(row, { kind, key: kind === 'asset_class' ? assetClasses[0]?.[0] ?? '' : '' });
}
