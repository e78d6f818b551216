/** What can be done about a person's way in, besides a new link. */
export type PersonAct = 'disable' | 'enable' | 'reset_otp' | 'end_sessions' | 'withdraw';

interface ActWords {
    readonly title: string;
    readonly question: (who: string) => string;
    /** What happens, before it does. */
    readonly effect: string;
    readonly done: string;
    readonly danger: boolean;
}

export const acts: Readonly<Record<PersonAct, ActWords>> = {
    disable: {
        title: 'Disable',
        question: (who) => `Disable ${who}?`,
        effect: 'They are signed out everywhere at once and cannot come in until you enable them again. What they did stays under their name.',
        done: 'disabled and signed out',
        danger: true,
    },
    enable: {
        title: 'Enable',
        question: (who) => `Enable ${who}?`,
        effect: 'They can sign in again with the password they had.',
        done: 'enabled',
        danger: false,
    },
    reset_otp: {
        title: 'Reset 2FA',
        question: (who) => `Reset two-factor authentication of ${who}?`,
        effect: 'Their authenticator and their recovery codes stop working; until they set it up again, the password alone lets them in. Make sure that it is they who ask.',
        done: 'two-factor authentication reset',
        danger: true,
    },
    end_sessions: {
        title: 'End all sign-ins',
        question: (who) => `Sign ${who} out everywhere?`,
        effect: 'Every browser in which they are signed in asks for the password again.',
        done: 'signed out everywhere',
        danger: false,
    },
    withdraw: {
        title: 'Withdraw the invitation',
        question: (who) => `Withdraw the invitation of ${who}?`,
        effect: 'Its link stops working and the person is taken from the list.',
        done: 'invitation withdrawn',
        danger: true,
    },
};
