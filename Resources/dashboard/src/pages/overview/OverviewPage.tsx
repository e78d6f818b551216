import { defineComponent, Fragment, h, watch } from 'vue';
import { get } from '../../api/client';
import { PageProps } from '../../app/pages';
import type { Alert } from '../../api/shapes/alert';
import type { Page } from '../../api/shapes/common';
import type { ExposureRow } from '../../api/shapes/exposure';
import type { Overview } from '../../api/shapes/overview';
import type { ValueAtRisk } from '../../api/shapes/risk';
import { compact, decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { link } from '../../app/router';
import { panel, tile } from '../../widgets/marks';
import { shown } from '../../widgets/states';
import { useInterval, useResource } from '../../widgets/resource';
import { count, plural } from '../../format/statistic';
import { moment, since } from '../../format/time';
import { clock, liveAlerts, liveConnections, liveExposure, mergeConnections, noteHouse, standIn, stream } from '../../stream/live';
import { bandBars } from './bandBars';
import { exposureBars } from './exposureBars';
import { houseTiles } from './houseTiles';
import { linkList } from './linkList';
import { newestAlerts } from './newestAlerts';

/** The first look of the day: how much the house carries, whether it earns, and who needs attention. */
export const page = defineComponent<PageProps>(() => {
    const overview = useResource(() => 'overview', async (signal) => {
        const data = await get<Overview>('/overview', { signal });
        noteHouse(data.house);
        mergeConnections(data.connections);
        if (stream.status.state === 'reconnecting' && !(liveAlerts.loaded && liveExposure.loaded)) await withoutStream(signal);
        return data;
    });
    const risk = useResource(() => '', (signal) => get<ValueAtRisk>('/risk/var', { query: { confidence: 0.99, horizon_days: 1 }, signal }));
    // Totals that the stream does not carry are asked for again, and at once when the stream has come back.
    useInterval(10, () => {
        overview.reload();
        risk.reload();
    });
    watch(() => stream.status.state, (state) => {
        if (state === 'live') overview.reload();
    });

    return () =>
        shown(overview, (data) => (
            <>
                <h1 class="unseen">Overview</h1>
                {partialNotice()}
                {houseTiles({ ...data.house, ...liveExposure.house })}
                <div class="columns columns-wide-left">
                    {panel('Exposure by symbol', <a href={link('/exposure')}>All exposure</a>, exposureBars())}
                    {panel('Newest alerts', <a href={link('/alerts')}>{plural(data.alerts.open, 'open alert', 'open alerts')}</a>, newestAlerts())}
                </div>
                <div class="columns">
                    {panel('Scores', <a href={link('/accounts')}>All accounts</a>, bandBars(data.accounts))}
                    {panel('Trading servers', <a href={link('/connections')}>Connections</a>, linkList())}
                </div>
                {totals(data, risk.data)}
            </>
        ), 10);
}, { name: 'OverviewPage', props: { parameters: null } });

/** Some proxies let no WebSocket through: the page is then as old as its last question, which the mark above says. */
async function withoutStream(signal: AbortSignal): Promise<void> {
    const [alerts, exposure] = await Promise.all([
        get<Page<Alert>>('/alerts', { query: { state: 'unfinished', limit: 50 }, signal }),
        get<Page<ExposureRow>>('/exposure', { query: { by: 'symbol' }, signal }),
    ]);
    standIn(alerts.items, exposure.items);
}

/** Says which servers the figures leave out or show late. */
function partialNotice() {
    const late = liveConnections.items.filter((connection) => connection.state !== 'live');
    if (late.length === 0 || liveConnections.items.length === 0) return null;
    const names = late.map((connection) => connection.name).join(', ');
    return (
        <p class="notice notice-warning" role="status">
            The figures are partial: {names} {late.length === 1 ? 'is' : 'are'} not live. <a href={link('/connections')}>See why</a>
        </p>
    );
}

function totals(data: Overview, risk: ValueAtRisk | null) {
    const { accounts, deals, plan } = data;
    return (
        <div class="tiles tiles-quiet">
            {tile(<a href={link('/risk')}>VaR 99 %, a day</a>, riskFigure(risk), { note: riskNote(risk) })}
            {tile('Accounts', count(accounts.total), {
                note: accounts.scored < accounts.total ? `${count(accounts.scored)} scored` : 'all scored',
            })}
            {tile('Deals stored', count(deals.total), { note: deals.last_at ? `last: ${since(deals.last_at, clock.now)}` : 'none yet' })}
            {tile('Servers of the plan', use(plan.servers), { note: plan.name })}
            {tile('Accounts of the plan', use(plan.accounts), {
                note: over(plan.accounts) ? 'over the limit: new accounts are stored, not scored' : plan.name,
                tone: over(plan.accounts) ? 'warning' : undefined,
            })}
            {tile('Totals as of', moment(data.as_of).slice(11), { note: moment(data.as_of).slice(0, 10) })}
        </div>
    );
}

function use(of: { readonly used: number; readonly limit: number | null }): string {
    return of.limit === null ? `${count(of.used)}, no limit` : `${count(of.used)} of ${count(of.limit)}`;
}

function over(of: { readonly used: number; readonly limit: number | null }): boolean {
    return of.limit !== null && of.used > of.limit;
}

function riskFigure(risk: ValueAtRisk | null) {
    const value = risk?.parametric?.var ?? null;
    return <span class="number" title={decimal(value, { places: 2 })}>{value === null ? missing : `${compact(value)} USD`}</span>;
}

function riskNote(risk: ValueAtRisk | null): string {
    if (risk === null) return 'not known yet';
    return risk.parametric === null ? reasonText(risk.reason) || 'not known' : 'house, from what is open now';
}
