import type { ModelRecord } from '../../api/shapes/model';
import { statistic } from '../../format/statistic';
import type { Picture } from '../../widgets/chart/picture';

const colours: Readonly<Record<string, string>> = { base_rate: '--line-strong', logistic: '--accent', network: '--high' };
const titles: Readonly<Record<string, string>> = { base_rate: 'base rate', logistic: 'logistic', network: 'network' };

export function modelTitle(model: string): string {
    return titles[model] ?? model.replace(/_/g, ' ');
}

export function horizonsOf(records: readonly ModelRecord[]): readonly number[] {
    return [...new Set(records.map((record) => record.horizon_seconds))].sort((a, b) => a - b);
}

export function monthsOf(records: readonly ModelRecord[]): readonly string[] {
    return [...new Set(records.map((record) => record.month))].sort();
}

/** The base rate first, because everything is held against it. */
export function modelsOf(records: readonly ModelRecord[]): readonly string[] {
    const rank = (model: string): number => Object.keys(colours).indexOf(model);
    return [...new Set(records.map((record) => record.model))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** The rank quality of every model over the months, at one horizon, with the band of the champion; one half is guessing. Pure. */
export function aucPicture(records: readonly ModelRecord[], champion: string | undefined): Picture {
    const months = monthsOf(records);
    const models = modelsOf(records);
    const value = (model: string, month: string): number | null =>
        records.find((record) => record.model === model && record.month === month)?.auc ?? null;
    const ofChampion = (month: string): ModelRecord | undefined => records.find((record) => record.model === champion && record.month === month);
    const known = records.flatMap((record) => (record.auc === null ? [] : [record.auc]));
    return {
        x: months.map((_, index) => index),
        series: models.map((model) => ({
            label: modelTitle(model),
            values: months.map((month) => value(model, month)),
            colour: colours[model] ?? '--quiet',
            form: 'marked',
        })),
        ...(champion === undefined ? {} : {
            band: {
                label: `95 % band of the ${modelTitle(champion)}`,
                low: months.map((month) => ofChampion(month)?.auc_low ?? null),
                high: months.map((month) => ofChampion(month)?.auc_high ?? null),
            },
        }),
        level: 0.5,
        range: [Math.min(0.45, ...known.map((auc) => auc - 0.02)), Math.min(1.01, Math.max(0.7, ...known.map((auc) => auc + 0.03)))],
        named: true,
        place: (x) => months[x] ?? '',
        value: (y) => statistic(y, 2),
    };
}
