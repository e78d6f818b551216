import { defineComponent, h } from 'vue';
import { patch } from '../../api/client';
import type { Tenant } from '../../api/shapes/tenant';
import { identify } from '../../session/session';
import { selectField, textField } from '../../widgets/form/fields';
import { submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { timeZoneChoices } from '../../widgets/form/timeZones';
import { say } from '../../widgets/toasts';

interface TenantFormProps {
    readonly tenant: Tenant;
    readonly onSaved: (tenant: Tenant) => void;
}

export const TenantForm = defineComponent<TenantFormProps>((props) => {
    const { name, time_zone } = props.tenant;
    const form = useForm('tenant', { name: 'Name', time_zone: 'Time zone' }, { name, time_zone });
    const isChanged = (): boolean => form.values.name.trim() !== name || form.values.time_zone !== time_zone;
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const body = { name: form.values.name.trim(), time_zone: form.values.time_zone };
        await submit(form, body.name === '' ? { name: 'Enter the name of the company.' } : {}, async () => {
            const changed = await patch<Tenant>('/tenant', { body });
            // The name stands at the head of every page.
            await identify();
            say('Saved');
            props.onSaved(changed);
        });
    };
    return () => (
        <form novalidate class="narrow-form" onSubmit={(event) => void send(event)}>
            {formSummary(form)}
            {textField(form, 'name', { maxlength: 100, autocomplete: 'organization' })}
            {selectField(form, 'time_zone', timeZoneChoices(time_zone), 'Days of reports begin and end by it. Pages show each person’s own zone.')}
            <button type="submit" class="button button-primary" disabled={form.busy || !isChanged()}>{form.busy ? 'Saving…' : 'Save'}</button>
        </form>
    );
}, { name: 'TenantForm', props: { tenant: null, onSaved: null } });
