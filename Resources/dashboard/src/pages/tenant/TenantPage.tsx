import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Tenant } from '../../api/shapes/tenant';
import type { PageProps } from '../../app/pages';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import { may } from '../../session/permissions';
import { fact, panel } from '../../widgets/marks';
import { useResource } from '../../widgets/resource';
import { shown } from '../../widgets/states';
import { TenantForm } from './TenantForm';
import { useBars } from './useBars';

/** What the tenant has booked, how much of it is used, and its own settings. */
export const page = defineComponent<PageProps>(() => {
    const tenant = useResource(() => 'tenant', (signal) => get<Tenant>('/tenant', { signal }));
    const content = (data: Tenant) => (
        <div class="columns">
            {panel('Plan', null, (
                <>
                    <p class="plan-name">{readable(data.plan)}</p>
                    {useBars(data)}
                    <p class="quiet small">
                        Over a limit nothing is lost: accounts beyond it are stored and not scored, and no server can be added. The plan is set
                        by whoever runs this server, and a change counts at once.
                    </p>
                </>
            ))}
            {panel('Tenant', null, (
                <>
                    <dl class="facts person-facts">
                        {fact('Short name', data.slug)}
                        {fact('Status', readable(data.status))}
                        {fact('Since', moment(data.created_at).slice(0, 10))}
                        {may('manage_tenant') ? null : fact('Name', data.name)}
                        {may('manage_tenant') ? null : fact('Time zone', data.time_zone)}
                    </dl>
                    {may('manage_tenant')
                        ? (
                            <TenantForm
                                key={`${data.name} ${data.time_zone}`}
                                tenant={data}
                                onSaved={(changed) => {
                                    tenant.data = changed;
                                }}
                            />
                        )
                        : null}
                </>
            ))}
        </div>
    );
    return () => (
        <>
            <div class="page-head">
                <h1>Tenant & plan</h1>
            </div>
            {shown(tenant, content, 6)}
        </>
    );
}, { name: 'TenantPage', props: { parameters: null } });
