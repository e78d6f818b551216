import type { VNode } from 'vue';
import { Role, roles } from '../../api/shapes/person';
import { roleMeanings, roleTitles } from '../../session/permissions';
import { selectField } from '../../widgets/form/fields';
import type { Form } from '../../widgets/form/form';

/** The role, with what it may do said below. */
export function roleField<Name extends string>(form: Form<Name>, name: Name): VNode {
    const options = roles.map((role) => [role, roleTitles[role]] as const);
    return selectField(form, name, [{ group: '', options }], `${roleMeanings[form.values[name] as Role]}.`);
}
