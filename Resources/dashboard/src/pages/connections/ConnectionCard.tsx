import { defineComponent, h, reactive } from 'vue';
import { post } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Connection, TestReport } from '../../api/shapes/connection';
import { link } from '../../app/router';
import { missing } from '../../format/decimal';
import { count, percent } from '../../format/statistic';
import { duration } from '../../format/time';
import { may } from '../../session/permissions';
import { linkMark } from '../../widgets/marks';
import { ImportBox } from './ImportBox';
import { progressText } from './progress';
import { pushGuide } from './pushGuide';
import { testOutcome } from './testOutcome';

interface ConnectionCardProps {
    readonly connection: Connection;
    readonly onEdit: () => void;
    readonly onRemove: () => void;
}

const platforms: Readonly<Record<string, string>> = { mt5: 'MetaTrader 5, Web API', mt4: 'MetaTrader 4', push: 'Push over HTTP' };

export const ConnectionCard = defineComponent<ConnectionCardProps>((props) => {
    const test = reactive<{ busy: boolean; result: TestReport | null; problem: Problem | null }>({ busy: false, result: null, problem: null });
    const run = async (): Promise<void> => {
        Object.assign(test, { busy: true, result: null, problem: null });
        try {
            test.result = await post<TestReport>(`/connections/${encodeURIComponent(props.connection.id)}/test`, { body: {} });
        } catch (error) {
            test.problem = Problem.of(error);
        }
        test.busy = false;
    };

    return () => {
        const { connection } = props;
        const manages = may('edit_connections');
        return (
            <section class={['panel', 'card', `card-${connection.state}`]} aria-label={connection.name}>
                <div class="panel-head">
                    <h2>{connection.name}</h2>
                    {linkMark(connection.state)}
                </div>
                {connection.reason ? <p class="card-reason">{connection.reason}</p> : null}
                {progress(connection)}
                <dl class="facts">
                    {fact('Platform', platforms[connection.platform] ?? connection.platform)}
                    {fact('Lag', connection.lag_seconds === null ? missing : duration(connection.lag_seconds))}
                    {fact('Address', connection.endpoint)}
                    {fact('Login', connection.login)}
                    {fact('Transport', connection.transport)}
                    {fact('Groups', connection.groups)}
                    {fact('Server clock', clockText(connection))}
                    {fact(
                        'Build',
                        connection.server_build === null || connection.server_build === undefined ? null : String(connection.server_build),
                    )}
                    {fact('Accounts', connection.accounts === undefined || connection.accounts === null ? null : count(connection.accounts))}
                </dl>
                {connection.platform === 'push' ? pushGuide(connection) : null}
                <div class="buttons">
                    {manages && connection.platform !== 'push'
                        ? (
                            <button type="button" class="button" disabled={test.busy} onClick={() => void run()}>
                                {test.busy ? 'Testing…' : 'Test now'}
                            </button>
                        )
                        : null}
                    {manages ? <button type="button" class="button" onClick={props.onEdit}>Edit</button> : null}
                    {manages ? <button type="button" class="button button-danger" onClick={props.onRemove}>Remove…</button> : null}
                    <a class="button" href={link('/accounts', { connection_id: String(connection.id) })}>Accounts</a>
                </div>
                {test.result || test.problem ? testOutcome(test.result, test.problem) : null}
                {may('import_history') ? <ImportBox connection={connection} /> : null}
            </section>
        );
    };
}, { name: 'ConnectionCard', props: { connection: null, onEdit: null, onRemove: null } });

/** The server's own clock, which it does not state: measured against ours. */
function clockText(connection: Connection): string | null {
    const { clock_offset_seconds: offset, clock_rule: rule } = connection;
    if (offset === null || offset === undefined) return null;
    const hours = `UTC${offset < 0 ? '−' : '+'}${Math.abs(offset) / 3600}`;
    return rule && rule !== 'none' ? `${hours}, summer time by the ${rule.toUpperCase()} rule` : hours;
}

function fact(name: string, value: string | null | undefined) {
    return value
        ? (
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        )
        : null;
}

function progress(connection: Connection) {
    const { progress: share } = connection;
    const text = progressText(connection);
    if (!text || connection.state === 'live') return null;
    return (
        <div class="card-progress">
            {share === null ? null : <progress value={share} max={1} aria-label={`History fetched: ${percent(share)}`} />}
            <span class="quiet small">{text}</span>
        </div>
    );
}
