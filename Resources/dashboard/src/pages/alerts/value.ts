import type { Alert } from '../../api/shapes/alert';
import type { Fact } from '../../api/shapes/common';
import { decimal, missing } from '../../format/decimal';
import { readable } from '../../format/words';
import { ruleUnit } from './rules';

const number = /^[+-]?\d+(\.\d+)?$/;

/** How a rule that can measure in several ways has measured. */
const units: Readonly<Record<string, string>> = {
    lots: 'lots',
    usd: 'USD',
    usd_30_days: 'USD in 30 days',
    times_median: 'times the own median',
    times_equity: 'times the equity',
    percent: '%',
    per_cent: '%',
    bps: 'bps',
    minus_log10_p: 'as −log10 of the p-value',
    turnover_over_deposits: 'turnover over deposits',
    costs_over_deposits: 'costs over deposits',
    strength: 'of 1, strength of the signs together',
    advice: '',
};

/** `5,240,000 against 5,000,000 USD`: what was measured against the threshold. */
export function measured(alert: Alert): string {
    if (alert.value === null) return '';
    const words = alert.threshold === null ? figure(alert, alert.value) : `${figure(alert, alert.value)} against ${figure(alert, alert.threshold)}`;
    return `${words} ${unitOf(alert)}`.trim();
}

export function unitOf(alert: Alert): string {
    const unit = ruleUnit(alert.rule);
    if (isShare(alert)) return '%';
    if (unit !== 'stated') return unit;
    const stated = statedUnit(alert);
    return stated === undefined ? '' : units[stated] ?? readable(stated).toLowerCase();
}

function statedUnit(alert: Alert): string | undefined {
    return alert.evidence.facts.find((fact) => fact.name === 'unit')?.value;
}

function isShare(alert: Alert): boolean {
    const unit = ruleUnit(alert.rule);
    return unit === 'share' || (unit === 'stated' && statedUnit(alert) === 'share');
}

/** The symbol that an alert about an account is about; empty where there is none, or where it is the subject itself. */
export function symbolOf(alert: Alert): string {
    if (alert.subject.kind === 'symbol') return '';
    return alert.evidence.facts.find((fact) => fact.name === 'symbol')?.value ?? '';
}

/** A measured figure with as many places as its size deserves. */
export function figure(alert: Alert, value: number | null): string {
    if (value === null) return missing;
    const shown = isShare(alert) ? value * 100 : value;
    const size = Math.abs(shown);
    return decimal(shown, { places: size >= 1000 || Number.isInteger(size) ? 0 : size >= 10 ? 1 : 2 });
}

/** The evidence as a person reads it: `notional_usd` → `Notional, USD`, figures in groups. The unit stands beside the value. */
export function evidenceLines(alert: Alert): readonly Fact[] {
    return alert.evidence.facts.filter((fact) => fact.name !== 'unit').map(({ name, value }) => ({
        name: name.endsWith('_usd') ? `${readable(name.slice(0, -4))}, USD` : readable(name),
        // Whole numbers may be names of accounts or tickets, which are not counted in thousands.
        value: number.test(value) && (value.includes('.') || name.endsWith('_usd')) ? decimal(value) : value,
    }));
}
