import type { StandingLogin } from '../login.ts';

/** Logins at the two systems of the sandbox. They open nothing else, and everybody may know them. */
export const logins: Readonly<Record<'exactOnline' | 'asperion', StandingLogin>> = {
  exactOnline: {
    clientId: 'sandbox-exact-online-app',
    clientSecret: 'sandbox-exact-online-no-real-secret',
    refreshToken: 'sandbox-exact-online-no-real-token',
  },
  asperion: {
    clientId: 'sandbox-asperion-app',
    clientSecret: 'sandbox-asperion-no-real-secret',
    refreshToken: 'sandbox-asperion-no-real-token',
  },
};

/** Seals the state here: for the sandbox only. */
export const STATE_KEY = 'sandbox-only-no-real-key-for-no-real-records';

/** May write the environments' secrets of the sandbox's GitHub. */
export const SECRETS_TOKEN = 'sandbox-github-no-real-token';
