import { h } from 'vue';
import type { Content } from 'vue';
import { Band, bands } from '../../api/shapes/common';
import type { Overview } from '../../api/shapes/overview';
import { link } from '../../app/router';
import { count } from '../../format/statistic';
import { bandMark } from '../../widgets/marks';
import { nothing } from '../../widgets/states';

const ranges: Readonly<Record<Band, string>> = { critical: '80–100', high: '60–79', watch: '30–59', normal: '0–29' };

/** How many accounts stand in each band of the score. */
export function bandBars(accounts: Overview['accounts']): Content {
    if (accounts.total === 0) {
        return nothing(
            'No accounts yet',
            'Accounts appear as soon as a trading server is connected or a statement is imported.',
            <a href={link('/connections')}>Connect a server</a>,
        );
    }
    const largest = Math.max(1, ...bands.map((band) => accounts.bands[band] ?? 0));
    return (
        <ul class="band-bars">
            {bands.map((band) => {
                const number = accounts.bands[band] ?? 0;
                return (
                    <li key={band}>
                        <a href={link('/accounts', { band })}>
                            <span class="band-name">
                                {bandMark(band)}
                                <span class="quiet small number">{ranges[band]}</span>
                            </span>
                            <span class="band-track" aria-hidden="true">
                                {number === 0
                                    ? null
                                    : <span class={`band-fill band-fill-${band}`} style={{ width: `${((number / largest) * 100).toFixed(1)}%` }} />}
                            </span>
                            <span class="number end live-figure">{count(number)}</span>
                        </a>
                    </li>
                );
            })}
        </ul>
    );
}
