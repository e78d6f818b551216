import { h } from 'vue';
import type { Account } from '../../api/shapes/account';
import { approximate, decimal, missing } from '../../format/decimal';
import { count, deviations, probability } from '../../format/statistic';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { link } from '../../app/router';
import type { Column } from '../../widgets/grid/column';
import { amount, bandMark, scoreMark } from '../../widgets/marks';

type Figure = 'balance' | 'equity' | 'margin' | 'credit';

/** The columns of the accounts table, in reading order: who, how risky, how much. */
export const accountColumns: readonly Column<Account>[] = [
    {
        key: 'account_number',
        title: 'Account',
        sort: 'account_number',
        text: (account) => account.account_number,
        cell: (account) => <a class="number" tabindex={-1} href={link(`/accounts/${account.id}`)}>{account.account_number}</a>,
    },
    {
        key: 'risk_score',
        title: 'Score',
        sort: 'risk_score',
        flashes: true,
        text: (account) => (account.risk_score === null ? '' : String(account.risk_score)),
        cell: (account) => scoreMark(account.risk_score, account.band),
    },
    { key: 'band', title: 'Band', text: (account) => account.band ?? '', cell: (account) => bandMark(account.band, reasonText(account.score_reason)) },
    {
        key: 'name',
        title: 'Name',
        sort: 'name',
        wideOnly: true,
        text: (account) => account.name ?? '',
        cell: (account) => <span class="clip">{account.name ?? missing}</span>,
    },
    {
        key: 'group',
        title: 'Group',
        wideOnly: true,
        text: (account) => account.group ?? '',
        cell: (account) => <span class="clip quiet">{account.group ?? missing}</span>,
    },
    { key: 'book', title: 'Book', wideOnly: true, text: (account) => account.book, cell: (account) => account.book },
    {
        key: 'floating',
        title: 'Open P&L',
        unit: 'client',
        sort: 'floating',
        align: 'end',
        flashes: true,
        text: (account) => account.floating ?? '',
        cell: (account) => <span title={account.floating === null ? reasonText(account.reason) : undefined}>{amount(account.floating)}</span>,
    },
    {
        key: 'profit',
        title: 'Closed P&L',
        unit: 'client',
        sort: 'profit',
        align: 'end',
        flashes: true,
        text: (account) => account.profit ?? '',
        cell: (account) => amount(account.profit),
    },
    figure('equity', 'Equity'),
    figure('balance', 'Balance'),
    { ...figure('margin', 'Margin'), wideOnly: true },
    {
        key: 'margin_level',
        title: 'Margin level',
        unit: '%',
        sort: 'margin_level',
        align: 'end',
        flashes: true,
        text: (account) => String(account.margin_level ?? ''),
        cell: (account) => marginLevel(account.margin_level),
    },
    {
        key: 'sigma_to_stop_out',
        title: 'To stop-out',
        unit: 'σ, hour',
        align: 'end',
        wideOnly: true,
        flashes: true,
        text: (account) => String(account.sigma_to_stop_out ?? ''),
        cell: (account) => stopOut(account),
    },
    { key: 'currency', title: 'Currency', wideOnly: true, text: (account) => account.currency, cell: (account) => account.currency },
    {
        key: 'deals',
        title: 'Deals',
        sort: 'deals',
        align: 'end',
        text: (account) => String(account.deals),
        cell: (account) => <span class="number">{count(account.deals)}</span>,
    },
    {
        key: 'volume_lots',
        title: 'Volume',
        unit: 'lots',
        sort: 'volume_lots',
        align: 'end',
        text: (account) => account.volume_lots ?? '',
        cell: (account) => <span class="number">{decimal(account.volume_lots, { places: 2 })}</span>,
    },
    {
        key: 'last_deal_at',
        title: 'Last deal',
        sort: 'last_deal_at',
        align: 'end',
        wideOnly: true,
        text: (account) => account.last_deal_at ?? '',
        cell: (account) => <span class="number quiet">{moment(account.last_deal_at)}</span>,
    },
];

function figure(key: Figure, title: string): Column<Account> {
    return {
        key,
        title,
        sort: key,
        align: 'end',
        flashes: true,
        text: (account) => account[key] ?? '',
        cell: (account) => <span class="number">{decimal(account[key], { places: 2 })}</span>,
    };
}

function marginLevel(level: Account['margin_level']) {
    const value = approximate(level);
    const low = value !== null && value < 100;
    return (
        <span class={['number', low && 'is-negative']}>
            {decimal(value, { places: 0 })}
            {low ? <span class="unseen">{' below 100 %'}</span> : null}
        </span>
    );
}

/** In deviations of what is open within an hour; under two it may come to it today. */
function stopOut({ sigma_to_stop_out: sigma, touch_chance: chance }: Account) {
    const near = sigma != null && sigma < 2;
    return (
        <span
            class={['number', near && 'is-negative']}
            title={chance == null ? undefined : `touched within an hour with probability ${probability(chance)}`}
        >
            {deviations(sigma)}
            {near ? <span class="unseen">{' near'}</span> : null}
        </span>
    );
}
