import { h } from 'vue';
import type { VNode } from 'vue';
import type { Account } from '../../api/shapes/account';
import { decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { deviations, probability, statistic } from '../../format/statistic';
import { tile } from '../../widgets/marks';

/** How far the account is from its stop-out, which is when its open loss becomes the house's gain, or the house's debt. */
export function marginFigures(account: Account): VNode | null {
    const { pips_to_stop_out: pips, sigma_to_stop_out: sigma, touch_chance: chance, leverage_in_use: leverage } = account;
    if ([pips, sigma, chance, leverage].every((figure) => figure === undefined)) return null;
    const why = (account.open_positions ?? 0) === 0 ? 'no open positions' : reasonText(account.reason) || 'not known';
    const number = (value: number | null | undefined, places: number, unit: string) => (
        <span class="number">{value === null || value === undefined ? missing : `${statistic(value, places)}${unit}`}</span>
    );
    const near = sigma !== null && sigma !== undefined && sigma < 1
        ? 'critical'
        : sigma !== null && sigma !== undefined && sigma < 2
        ? 'warning'
        : undefined;
    return (
        <div class="tiles tiles-below" aria-label="Distance to the stop-out">
            {tile('Stop-out in', number(pips, 1, ' pips'), {
                note: pips == null ? (sigma == null ? why : 'several symbols: see σ') : 'adverse move of the symbol',
                tone: near,
            })}
            {tile('Stop-out in', <span class="number">{sigma == null ? missing : `${deviations(sigma)} σ`}</span>, {
                note: sigma == null ? why : 'hourly moves of all that is open',
                tone: near,
            })}
            {tile('Chance of touching it', <span class="number">{probability(chance)}</span>, { note: chance == null ? why : 'within an hour' })}
            {account.loss_to_stop_out === undefined ? null : tile(
                'Loss left to it',
                <span class="number">{decimal(account.loss_to_stop_out, { places: 2 })}</span>,
                { note: account.loss_to_stop_out === null ? why : account.currency },
            )}
            {tile('Leverage in use', number(leverage === 0 ? null : leverage, 1, ' : 1'), {
                note: leverage == null || leverage === 0
                    ? why
                    : account.leverage === null
                    ? 'notional over equity'
                    : `notional over equity; up to ${account.leverage} : 1 granted`,
                tone: leverage != null && leverage > 200 ? 'warning' : undefined,
            })}
        </div>
    );
}
