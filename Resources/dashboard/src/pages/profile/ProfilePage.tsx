import { defineComponent, Fragment, h } from 'vue';
import type { PageProps } from '../../app/pages';
import { roleMeanings, roleTitles } from '../../session/permissions';
import { session } from '../../session/session';
import { fact, panel } from '../../widgets/marks';
import { PasswordPanel } from './PasswordPanel';
import { SecondFactorPanel } from './SecondFactorPanel';
import { SignInsPanel } from './SignInsPanel';

/** One's own way in: password, second factor, and where one is signed in. */
export const page = defineComponent<PageProps>(() => () => {
    const { me } = session;
    if (me === null) return null;
    return (
        <>
            <div class="page-head">
                <h1>Profile & security</h1>
            </div>
            {panel('You', null, (
                <dl class="facts">
                    {me.user.name ? fact('Name', me.user.name) : null}
                    {fact('Email', me.user.email)}
                    {fact('Role', `${roleTitles[me.user.role]}: ${roleMeanings[me.user.role].toLowerCase()}`)}
                    {fact('Tenant', `${me.tenant.name} (${me.tenant.slug})`)}
                </dl>
            ))}
            <div class="columns">
                <SecondFactorPanel />
                <PasswordPanel />
            </div>
            <SignInsPanel />
        </>
    );
}, { name: 'ProfilePage', props: { parameters: null } });
