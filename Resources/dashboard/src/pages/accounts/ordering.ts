import type { Account } from '../../api/shapes/account';
import { approximate } from '../../format/decimal';

/** Whether `accounts` still stand in the order that `sort` asks for. The server orders; this only notices. */
export function isOrdered(accounts: readonly Account[], sort: string): boolean {
    for (let index = 1; index < accounts.length; index += 1) {
        const before = accounts[index - 1];
        const after = accounts[index];
        if (before !== undefined && after !== undefined && precedence(before, after, sort) > 0) return false;
    }
    return true;
}

/** Below 0 when `a` stands before `b`; missing values come last either way. */
export function precedence(a: Account, b: Account, sort: string): number {
    const field = sort.replace(/^-/, '') as keyof Account;
    const direction = sort.startsWith('-') ? -1 : 1;
    const left = a[field];
    const right = b[field];
    if (left === right) return 0;
    if (left === null || left === undefined) return 1;
    if (right === null || right === undefined) return -1;
    if (field === 'name' || field === 'last_deal_at') return direction * String(left).localeCompare(String(right));
    const x = approximate(typeof left === 'object' ? null : left);
    const y = approximate(typeof right === 'object' ? null : right);
    return x === null || y === null ? direction * String(left).localeCompare(String(right)) : direction * (x - y);
}
