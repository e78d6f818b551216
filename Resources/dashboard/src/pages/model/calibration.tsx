import { h } from 'vue';
import type { Content } from 'vue';
import type { CalibrationBin, ModelRecord } from '../../api/shapes/model';
import { count, percent } from '../../format/statistic';
import { nothing } from '../../widgets/states';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { pooled } from './pooled';

const side = 300;
const edge = 34;

/** Whether trades that were forecast at 30 % turned out toxic in 30 of 100 cases. */
export function calibration(records: readonly ModelRecord[], model: string): Content {
    const bins = pooled(records);
    if (bins.length === 0) return nothing('No forecasts yet', 'Calibration is counted when the outcome of a forecast is due.');
    return (
        <div class="calibration">
            {picture(bins, model)}
            {plainTable('Calibration', columns, bins, (bin) => String(bin.predicted))}
        </div>
    );
}

function picture(bins: readonly CalibrationBin[], model: string) {
    const at = (share: number): number => edge + share * (side - edge - 18);
    const x = (share: number): number => at(share);
    const y = (share: number): number => side - at(share);
    const most = Math.max(...bins.map((bin) => bin.n));
    const ticks = [0, 0.25, 0.5, 0.75, 1];
    return (
        <svg
            class="calibration-chart"
            viewBox={`0 0 ${side} ${side}`}
            role="img"
            aria-label={`Calibration of ${model}: forecast against outcome in ${bins.length} bins. The table beside it has the same figures.`}
        >
            {ticks.map((tick) => (
                <g key={tick}>
                    <line class="calibration-grid" x1={x(tick)} y1={y(0)} x2={x(tick)} y2={y(1)} />
                    <line class="calibration-grid" x1={x(0)} y1={y(tick)} x2={x(1)} y2={y(tick)} />
                    <text class="calibration-tick" x={x(tick)} y={side - edge + 16} text-anchor="middle">{percent(tick)}</text>
                    <text class="calibration-tick" x={edge - 5} y={y(tick) + 4} text-anchor="end">{percent(tick)}</text>
                </g>
            ))}
            <line class="calibration-right" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
            {bins.map((bin) => (
                <circle
                    key={String(bin.predicted)}
                    class="calibration-dot"
                    cx={x(bin.predicted)}
                    cy={y(bin.observed)}
                    r={(3 + 7 * Math.sqrt(bin.n / most)).toFixed(1)}
                />
            ))}
            <text class="calibration-tick" x={x(0.5)} y={side - 4} text-anchor="middle">forecast</text>
        </svg>
    );
}

const columns = [
    textColumn<CalibrationBin>(
        'predicted',
        'Forecast',
        (bin) => <span class="number">{percent(bin.predicted, 1)}</span>,
        (bin) => String(bin.predicted),
    ),
    figureColumn<CalibrationBin>(
        'observed',
        'Came true',
        '',
        (bin) => <span class="number">{percent(bin.observed, 1)}</span>,
        (bin) => String(bin.observed),
    ),
    figureColumn<CalibrationBin>('n', 'Trades', '', (bin) => <span class="number">{count(bin.n)}</span>, (bin) => String(bin.n)),
];
