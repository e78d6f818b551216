import { h } from 'vue';
import { bands, books } from '../../api/shapes/common';
import { adjust, place } from '../../app/router';
import { readable } from '../../format/words';
import { liveConnections } from '../../stream/live';
import { choice } from '../../widgets/filters';
import { SearchField } from '../../widgets/SearchField';

/** Search and filters; the address keeps them. */
export function filterBar() {
    const set = (key: string) => (value: string): void => adjust({ [key]: value, cursor: null });
    const { query } = place;
    return (
        <div class="filters" role="search">
            <SearchField label="Account number, name or group" value={query['q'] ?? ''} onSearch={set('q')} />
            {choice('Band', query['band'] ?? '', [['', 'All bands'], ...bands.map((band) => [band, readable(band)] as const)], set('band'))}
            {choice('Book', query['book'] ?? '', [['', 'All books'], ...books.map(({ book, title }) => [book, title] as const)], set('book'))}
            {liveConnections.items.length > 1
                ? choice('Server', query['connection_id'] ?? '', [
                    ['', 'All servers'],
                    ...liveConnections.items.map((item) => [String(item.id), item.name] as const),
                ], set('connection_id'))
                : null}
        </div>
    );
}
