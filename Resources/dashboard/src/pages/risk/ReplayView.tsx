import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Replay, ReplayDifference, ReplayOutcome, Usd } from '../../api/shapes/risk';
import { adjust, place } from '../../app/router';
import { compact, decimal, missing } from '../../format/decimal';
import { count, percent, plural } from '../../format/statistic';
import { choice, tabs } from '../../widgets/filters';
import type { Column } from '../../widgets/grid/column';
import { amount, panel, tile } from '../../widgets/marks';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';

const policies: readonly (readonly [string, string])[] = [['advice', 'The advice of the time'], ['score', 'From a score on']];
const spans: readonly (readonly [string, string])[] = [['30', '30 days'], ['90', '90 days'], ['365', 'a year']];
const scores: readonly (readonly [string, string])[] = ['30', '40', '50', '60', '70', '80', '90'].map((score) => [score, `score ${score}`] as const);
const usual = { policy: 'advice', days: '90', score: '60' };

/** What another way of covering would have made of the past, knowing only what was known at each opening. */
export const ReplayView = defineComponent<{}>(() => {
    const picked = (options: readonly (readonly [string, string])[], value: string | undefined, otherwise: string): string =>
        options.find(([key]) => key === value)?.[0] ?? otherwise;
    const policy = (): string => picked(policies, place.query['policy'], usual.policy);
    const days = (): string => picked(spans, place.query['span'], usual.days);
    const score = (): string => picked(scores, place.query['score'], usual.score);
    const answer = useResource(
        () => `${policy()} ${days()} ${policy() === 'score' ? score() : ''}`,
        (signal) =>
            get<Replay>('/risk/replay', {
                query: { policy: policy(), days: days(), ...(policy() === 'score' ? { score: score() } : {}) },
                signal,
            }),
        'keep',
    );
    return () => (
        <>
            <div class="filters view-filters">
                {tabs('Policy', policy(), policies, (value) => adjust({ policy: value === usual.policy ? null : value }))}
                {tabs('Period', days(), spans, (value) => adjust({ span: value === usual.days ? null : value }))}
                {policy() === 'score'
                    ? choice('Cover from', score(), scores, (value) => adjust({ score: value === usual.score ? null : value }))
                    : null}
            </div>
            {shown(answer, draw, 8)}
        </>
    );
}, { name: 'ReplayView', props: {} });

function draw(data: Replay) {
    if (data.trades === 0) {
        return (
            <div class="panel view-panel">
                {nothing('Nothing to replay', 'No round trip was closed in this period whose deals are known to the engine.')}
            </div>
        );
    }
    return (
        <>
            <div class="tiles">
                {tile('Trades replayed', <span class="number">{count(data.trades)}</span>, { note: plural(data.days, 'day', 'days') })}
                {tile('Covered by the policy', <span class="number">{percent(data.share_routed, 1)}</span>, { note: 'share of the trades' })}
                {difference('Better than now by', data.over_current, 'against the books as they are')}
                {difference('Better than keeping all by', data.over_all_b, 'against everything in book B')}
            </div>
            {panel(
                'House result of each way',
                null,
                (
                    <>
                        {plainTable('House result of each way', columns, rows(data), (row) => row.title)}
                        <p class="quiet small">
                            USD over the period, cost of covering taken off as the settings state it. Each trade is decided on with the score
                            and the advice that stood when it was opened, so the figure has no hindsight. Intervals hold with 95 %, from days
                            drawn again and again. What clients would have done otherwise is not known: the past only shows what they did.
                        </p>
                    </>
                ),
            )}
        </>
    );
}

/** A difference may be told as money only beside its interval: one that holds zero is no proof. */
function difference(label: string, value: ReplayDifference | null | undefined, against: string) {
    if (value == null) return tile(label, <span class="number">{missing}</span>, { note: 'not enough days' });
    return tile(label, amount(value.usd, { places: 0 }), { note: `${usd(value.low)} to ${usd(value.high)} USD, ${against}` });
}

function usd(value: Usd): string {
    return compact(value, true);
}

interface Row {
    readonly title: string;
    readonly outcome: ReplayOutcome;
}

function rows(data: Replay): readonly Row[] {
    return [
        { title: 'This policy', outcome: data.policy_result },
        { title: 'The books as they are', outcome: data.current },
        { title: 'Everything kept (B)', outcome: data.all_b },
        { title: 'Everything covered (A)', outcome: data.all_a },
    ];
}

const money = (key: string, title: string, value: (outcome: ReplayOutcome) => Usd): Column<Row> =>
    figureColumn(
        key,
        title,
        'USD',
        (row) => <span title={decimal(value(row.outcome), { places: 2 })}>{amount(value(row.outcome), { places: 0 })}</span>,
        (row) => String(value(row.outcome) ?? ''),
    );

/** A loss told as a positive amount, as a drawdown is. */
const loss = (key: string, title: string, value: (outcome: ReplayOutcome) => Usd): Column<Row> =>
    figureColumn(
        key,
        title,
        'USD lost',
        (row) => <span class="number" title={decimal(value(row.outcome), { places: 2 })}>{decimal(value(row.outcome), { places: 0 })}</span>,
        (row) => String(value(row.outcome) ?? ''),
    );

const columns: readonly Column<Row>[] = [
    textColumn('way', 'Way of covering', (row) => row.title, (row) => row.title),
    money('result', 'House result', (outcome) => outcome.usd),
    money('worst', 'Worst day', (outcome) => outcome.worst_day_usd),
    loss('drawdown', 'Largest drawdown', (outcome) => outcome.drawdown_usd),
    loss('var', 'VaR 95 % a day', (outcome) => outcome.var_95_usd),
];
