import type { SystemInputs } from '../../system-inputs.ts';

/** The inputs of the action for Asperion: where it is, and who calls it. */
export const inputs = {
  url: { name: 'asperion-url', says: '', default: 'https://api.asperion.nl' },
  identityUrl: { name: 'asperion-identity-url', says: '', default: 'https://identity.asperion.nl' },
  clientId: { name: 'asperion-client-id', says: 'the client id that Asperion gave you' },
  clientSecret: {
    name: 'asperion-client-secret',
    says: 'the client secret that Asperion gave you, from a secret',
  },
  refreshToken: {
    name: 'asperion-refresh-token',
    says: 'the refresh token of your authorisation for Asperion, from a secret',
  },
  administration: {
    name: 'asperion-tenant',
    says: 'the id of the administration (tenant) in Asperion',
    isNumber: true,
    key: 'tenant',
  },
} as const satisfies SystemInputs;
