import type { APIKey } from '../../api/shapes/apiKey';

export type KeyState = 'good' | 'revoked' | 'expired';

export function keyState(key: Pick<APIKey, 'revoked_at' | 'expires_at'>, now: number): KeyState {
    if (key.revoked_at !== null) return 'revoked';
    return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'good';
}
