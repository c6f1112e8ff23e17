import type { Settings } from '../../config/settings-schema.ts';
import { createAsperion } from '../../systems/asperion/client.ts';
import { asperionNames } from '../../systems/asperion/names.ts';
import type { Addresses, LoginSystem } from './systems.ts';

/** Asperion's login (AS-login). What is not documented of it, scope and PKCE, are settings. */
export function asperionLogin(addresses: Addresses, { asperion, secrets }: Settings): LoginSystem {
  const { identity, withoutTenant } = asperionNames;
  return {
    name: 'asperion',
    title: 'Asperion',
    loginUrl: `${addresses.asperionIdentityUrl}${identity.authorize}`,
    tokenUrl: `${addresses.asperionIdentityUrl}${identity.token}`,
    loginParameters: asperion.loginScope === '' ? {} : { scope: asperion.loginScope },
    usesPkce: asperion.loginPkce,
    mayRedirectLocally: true,
    codeLife: 'a few minutes',
    appPlace: "what Asperion's API support gave you",
    withoutRefreshToken:
      'Set asperion.loginScope in settings.yml to offline_access, or to what Asperion names for it, and run authorize again.',
    earliestRenewalMs: 0,
    names: {
      clientId: 'ASPERION_CLIENT_ID',
      clientSecret: 'ASPERION_CLIENT_SECRET',
      refreshToken: secrets.asperion,
      company: 'ASPERION_TENANT',
    },
    async companies({ transport, tokens, signal }) {
      const system = createAsperion({ url: addresses.asperionUrl, tenant: '', settings: asperion, transport, tokens });
      const records = await system.list({ resource: withoutTenant, fields: ['id', 'name'], signal });
      return records.map(({ id, name }) => ({ id: String(id), name: typeof name === 'string' ? name : '' }));
    },
  };
}
