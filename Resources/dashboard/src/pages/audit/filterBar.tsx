import { h } from 'vue';
import { adjust, place } from '../../app/router';
import { SearchField } from '../../widgets/SearchField';
import { actionGroups } from './actions';

/** Search and filters; the address keeps them. */
export function filterBar() {
    const { query } = place;
    const day = (key: 'from' | 'to', label: string) => (
        <label class={['choice', query[key] && 'is-set']}>
            <span class="choice-label">{label}</span>
            <input
                type="date"
                class="choice-day"
                aria-label={label}
                value={query[key] ?? ''}
                onChange={(event) => adjust({ [key]: (event.target as HTMLInputElement).value })}
            />
        </label>
    );
    return (
        <div class="filters" role="search">
            <SearchField label="Person, address, subject or value" value={query['search'] ?? ''} onSearch={(search) => adjust({ search })} />
            <label class={['choice', query['action'] && 'is-set']}>
                <span class="choice-label">Action</span>
                <select onChange={(event) => adjust({ action: (event.target as HTMLSelectElement).value })}>
                    <option value="" selected={!query['action']}>All actions</option>
                    {actionGroups.map(({ group, actions }) =>
                        h('optgroup', { key: group, label: group }, Object.entries(actions).map(([action, title]) => (
                            <option key={action} value={action} selected={query['action'] === action}>{title}</option>
                        )))
                    )}
                </select>
            </label>
            {day('from', 'From')}
            {day('to', 'To')}
            {query['actor'] ? <button type="button" class="button" onClick={() => adjust({ actor: null })}>Only one person, show all</button> : null}
            {query['subject'] ? <button type="button" class="button" onClick={() => adjust({ subject: null })}>Only one thing, show all</button> : null}
        </div>
    );
}
