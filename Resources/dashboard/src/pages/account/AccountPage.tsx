import { defineComponent, Fragment, h, onBeforeUnmount } from 'vue';
import { get } from '../../api/client';
import type { Account, Score } from '../../api/shapes/account';
import type { PageProps } from '../../app/pages';
import { may } from '../../session/permissions';
import { listenToAccounts } from '../../stream/live';
import { useResource } from '../../widgets/resource';
import { panel } from '../../widgets/marks';
import { shown } from '../../widgets/states';
import { AccountAlerts } from './AccountAlerts';
import { accountHead } from './accountHead';
import { DealsTable } from './DealsTable';
import { LinksPanel } from './LinksPanel';
import { marginFigures } from './marginFigures';
import { MarkoutPanel } from './MarkoutPanel';
import { moneyFigures } from './moneyFigures';
import { PersonalDataPanel } from './PersonalDataPanel';
import { PositionsTable } from './PositionsTable';
import { ScorePanel } from './ScorePanel';

/** One client account: who it is, what it has, why it is scored as it is, and the deals that show it. */
export const page = defineComponent<PageProps>((props) => {
    const id = props.parameters['id'] ?? '';
    const path = `/accounts/${encodeURIComponent(id)}`;
    const account = useResource(() => id, (signal) => get<Account>(path, { signal }));
    const score = useResource(() => id, (signal) => get<Score>(`${path}/score`, { signal }));

    // The stream brings figures and the score; the reasons behind a changed score are fetched when it has come to rest.
    let pause = 0;
    const changed = (accounts: readonly Account[]): void => {
        const change = accounts.find((other) => String(other.id) === id);
        if (change === undefined || account.data === null) return;
        const rescored = change.risk_score !== account.data.risk_score || change.deals !== account.data.deals;
        account.data = { ...account.data, ...change };
        if (!rescored || pause !== 0) return;
        pause = window.setTimeout(() => {
            pause = 0;
            score.reload();
        }, 1500);
    };
    const leave = listenToAccounts(changed);
    onBeforeUnmount(() => {
        leave();
        window.clearTimeout(pause);
    });

    return () =>
        shown(account, (data) => (
            <>
                {accountHead(data)}
                {moneyFigures(data)}
                {marginFigures(data)}
                <div class="columns">
                    {panel('Why this score', null, shown(score, (found) => <ScorePanel score={found} />, 8))}
                    <MarkoutPanel path={path} deals={data.deals} />
                </div>
                <LinksPanel id={id} path={path} deals={data.deals} />
                <PositionsTable path={path} floating={data.floating} />
                <DealsTable path={path} deals={data.deals} />
                <AccountAlerts id={id} />
                {may('manage_tenant') ? <PersonalDataPanel account={data} onErased={account.reload} /> : null}
            </>
        ), 10);
}, { name: 'AccountPage', props: { parameters: null } });
