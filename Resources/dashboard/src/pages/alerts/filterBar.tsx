import { h } from 'vue';
import { alertStates, severities } from '../../api/shapes/alert';
import { adjust } from '../../app/router';
import { readable } from '../../format/words';
import { choice } from '../../widgets/filters';
import { knownRules, ruleTitle } from './rules';

export function filterBar(query: Readonly<Record<string, string>>) {
    const state = query['state'] ?? (query['account_id'] ? 'all' : 'open');
    return (
        <div class="filters" role="search">
            {choice('State', state, [
                ['unfinished', 'Not closed'],
                ...alertStates.map((value) => [value, readable(value)] as const),
                ['all', 'All'],
            ], (value) => adjust({ state: value, id: null }))}
            {choice('Severity', query['severity'] ?? '', [
                ['', 'All severities'],
                ...severities.map((value) => [value, readable(value)] as const),
            ], (value) => adjust({ severity: value, id: null }))}
            {choice('Rule', query['rule'] ?? '', [
                ['', 'All rules'],
                ...knownRules.map((rule) => [rule, `${rule} ${ruleTitle(rule)}`] as const),
            ], (value) => adjust({ rule: value, id: null }))}
            {query['account_id']
                ? (
                    <button
                        type="button"
                        class="button"
                        onClick={() => adjust({ account_id: null, id: null })}
                    >
                        Only one account, show all
                    </button>
                )
                : null}
        </div>
    );
}
