import { h } from 'vue';
import type { VNode } from 'vue';
import type { Account } from '../../api/shapes/account';
import { approximate, decimal, missing } from '../../format/decimal';
import { count } from '../../format/statistic';
import { reasonText } from '../../format/reasons';
import { amount, tile } from '../../widgets/marks';

/** What the account has, in its own currency and with the client's sign. */
export function moneyFigures(account: Account): VNode {
    const level = approximate(account.margin_level);
    const money = (value: string | null) => <span class="number">{decimal(value, { places: 2 })}</span>;
    const why = reasonText(account.reason);
    return (
        <div class="tiles" aria-label={`Figures in ${account.currency}`}>
            {tile('Equity', money(account.equity), { note: account.equity === null ? why : account.currency })}
            {tile('Balance', money(account.balance), { note: account.currency })}
            {tile('Open P&L', amount(account.floating), { note: account.floating === null ? why : 'client sign' })}
            {tile('Closed P&L', amount(account.profit), { note: 'client sign, all deals' })}
            {tile('Credit', money(account.credit), { note: account.currency })}
            {tile('Margin', money(account.margin), { note: account.currency })}
            {tile('Margin level', <span class="number">{level === null ? missing : `${decimal(level, { places: 0 })} %`}</span>, {
                note: level === null ? 'no open positions' : level < 100 ? 'margin call' : 'equity over margin',
                tone: level !== null && level < 100 ? 'critical' : undefined,
            })}
            {tile('Volume', <span class="number">{decimal(account.volume_lots, { places: 2 })}</span>, {
                note: `lots in ${count(account.deals)} deals`,
            })}
        </div>
    );
}
