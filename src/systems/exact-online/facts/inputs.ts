import type { SystemInputs } from '../../system-inputs.ts';

const APP = 'of your app in the Exact Online App Centre';

/** The inputs of the action for Exact Online: where it is, and who calls it. */
export const inputs = {
  url: { name: 'exact-online-url', says: 'site of your country', default: 'https://start.exactonline.nl' },
  clientId: { name: 'exact-online-client-id', says: `the client id ${APP}` },
  clientSecret: { name: 'exact-online-client-secret', says: `the client secret ${APP}, from a secret` },
  refreshToken: {
    name: 'exact-online-refresh-token',
    says: 'the refresh token of your authorisation for Exact Online, from a secret',
  },
  administration: {
    name: 'exact-online-division',
    says: 'the number of the administration (division) in Exact Online',
    isNumber: true,
    key: 'division',
  },
} as const satisfies SystemInputs;
