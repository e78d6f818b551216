import type { Person } from '../../api/shapes/person';

export type PersonState = 'active' | 'invited' | 'disabled';

export function personState(person: Pick<Person, 'disabled' | 'invited'>): PersonState {
    if (person.disabled) return 'disabled';
    return person.invited ? 'invited' : 'active';
}
