import type { CascadeStep } from '../../api/shapes/risk';
import { approximate } from '../../format/decimal';
import { statistic } from '../../format/statistic';
import type { Picture } from '../../widgets/chart/picture';

/** From the deepest fall to the highest rise. */
export function bySteps(steps: readonly CascadeStep[]): readonly CascadeStep[] {
    return [...steps].sort((a, b) => a.move_pips - b.move_pips);
}

/** What is closed and what is left with the house, over the move of the price. Pure; the steps in order. */
export function cascadePicture(steps: readonly CascadeStep[]): Picture {
    return {
        x: steps.map((step) => step.move_pips),
        series: [
            { label: 'lots closed', values: steps.map((step) => approximate(step.lots)), colour: '--high', form: 'marked' },
            { label: 'house net after, lots', values: steps.map((step) => approximate(step.house_net_lots)), colour: '--accent', form: 'marked' },
        ],
        place: (x) => statistic(x, 0, true),
        value: (y) => statistic(y, Math.abs(y) >= 10 || y === 0 ? 0 : 1),
    };
}
