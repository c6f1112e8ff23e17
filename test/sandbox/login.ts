import type { AsperionSandbox } from '../../sandbox/asperion/asperion.ts';
import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';

/** The state key of tests. */
export const STATE_KEY = 'a key for the sandbox only, never for real records';

/** The inputs of an action that is newly logged in to both sandboxes. */
export function loginInputs({
  exactOnline,
  asperion,
}: {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
}): Record<string, string> {
  return {
    INPUT_EXACT_ONLINE_URL: exactOnline.url,
    INPUT_EXACT_ONLINE_CLIENT_ID: exactOnline.clientId,
    INPUT_EXACT_ONLINE_CLIENT_SECRET: exactOnline.clientSecret,
    INPUT_EXACT_ONLINE_REFRESH_TOKEN: exactOnline.issueRefreshToken(),
    INPUT_EXACT_ONLINE_DIVISION: String(exactOnline.division),
    INPUT_ASPERION_URL: asperion.url,
    INPUT_ASPERION_IDENTITY_URL: asperion.url,
    INPUT_ASPERION_CLIENT_ID: asperion.clientId,
    INPUT_ASPERION_CLIENT_SECRET: asperion.clientSecret,
    INPUT_ASPERION_REFRESH_TOKEN: asperion.issueRefreshToken(),
    INPUT_ASPERION_TENANT: String(asperion.tenant),
    INPUT_STATE_KEY: STATE_KEY,
  };
}
