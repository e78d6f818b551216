import { defineComponent, h } from 'vue';
import { get } from '../api/client';
import type { Tenant } from '../api/shapes/tenant';
import { useInterval, useResource } from '../widgets/resource';
import { link, place } from './router';

/** What the plan keeps from happening, on every page of those who can change it. A tenant that cannot be asked for is no reason to warn. */
export const PlanBanner = defineComponent<{}>(() => {
    const tenant = useResource(() => '', (signal) => get<Tenant>('/tenant', { signal }));
    useInterval(60, tenant.reload);
    return () =>
        (tenant.data?.warnings ?? []).map((warning) => (
            <p key={warning.code} class="notice notice-warning plan-banner" role="status">
                <strong>{warning.title}</strong> {warning.detail}{' '}
                {place.path === '/tenant' ? null : <a href={link('/tenant')}>Tenant & plan</a>}
            </p>
        ));
}, { name: 'PlanBanner', props: {} });
