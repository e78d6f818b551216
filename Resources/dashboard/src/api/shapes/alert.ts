import type { Fact, ID } from './common';

export type Severity = 'info' | 'warning' | 'critical';
export const severities: readonly Severity[] = ['critical', 'warning', 'info'];

export type AlertState = 'open' | 'acknowledged' | 'in_work' | 'closed';
export const alertStates: readonly AlertState[] = ['open', 'acknowledged', 'in_work', 'closed'];

export type Outcome = 'true_positive' | 'false_positive' | 'accepted';
export const outcomes: readonly { readonly outcome: Outcome; readonly title: string; readonly meaning: string }[] = [
    { outcome: 'true_positive', title: 'True', meaning: 'It was what the rule looks for.' },
    { outcome: 'false_positive', title: 'False', meaning: 'The rule was wrong; this lowers its measured precision.' },
    { outcome: 'accepted', title: 'Accepted risk', meaning: 'It is real, and the house chooses to carry it.' },
];

export interface Alert {
    readonly id: ID;
    readonly rule: string;
    readonly severity: Severity;
    readonly state: AlertState;
    readonly subject: { readonly kind: string; readonly id: ID; readonly label: string };
    readonly value: number | null;
    readonly threshold: number | null;
    readonly opened_at: string;
    readonly updated_at?: string | null;
    readonly count: number;
    readonly evidence: { readonly facts: readonly Fact[]; readonly deals: readonly ID[] };
    readonly account_id: ID | null;
    readonly assignee: ID | null;
    readonly acknowledged_at?: string | null;
    readonly closed_at?: string | null;
    readonly outcome: Outcome | null;
    readonly note?: string | null;
}
