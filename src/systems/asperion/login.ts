import type { Addresses, Login } from '../tokens/login.ts';
import { createAsperion } from './client.ts';
import type { AsperionSettings } from './facts/settings.ts';
import { asperionNames } from './names.ts';

/** Asperion's login (AS-login). Scope and PKCE are not documented, so they are settings. */
export function asperionLogin({ url, identityUrl }: Addresses, settings: AsperionSettings): Login {
  const { identity, withoutTenant } = asperionNames;
  return {
    loginUrl: `${identityUrl}${identity.authorize}`,
    tokenUrl: `${identityUrl}${identity.token}`,
    loginParameters: settings.loginScope === '' ? {} : { scope: settings.loginScope },
    usesPkce: settings.loginPkce,
    mayRedirectLocally: true,
    codeLife: 'a few minutes',
    appPlace: "what Asperion's API support gave you",
    withoutRefreshToken:
      'Set asperion.loginScope in settings.yml to offline_access, or to the scope that Asperion tells you, and run authorize again.',
    earliestRenewalMs: 0,
    async administrations({ transport, tokens, signal }) {
      const system = createAsperion({ url, tenant: '', settings, transport, tokens });
      const records = await system.list({ resource: withoutTenant, fields: ['id', 'name'], signal });
      return records.map(({ id, name }) => ({ id: String(id), name: typeof name === 'string' ? name : '' }));
    },
  };
}
