import type { AsperionSandbox } from './asperion/asperion.ts';
import type { ExactOnlineSandbox } from './exact-online/exact-online.ts';

/** The action's inputs that lead to both sandboxes, with a login at each. */
export function inputsFor(servers: {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
}): Readonly<Record<string, string>> {
  const { exactOnline, asperion } = servers;
  return {
    'exact-online-url': exactOnline.url,
    'exact-online-client-id': exactOnline.clientId,
    'exact-online-client-secret': exactOnline.clientSecret,
    'exact-online-refresh-token': exactOnline.issueRefreshToken(),
    'exact-online-division': String(exactOnline.division),
    'asperion-url': asperion.url,
    'asperion-identity-url': asperion.url,
    'asperion-client-id': asperion.clientId,
    'asperion-client-secret': asperion.clientSecret,
    'asperion-refresh-token': asperion.issueRefreshToken(),
    'asperion-tenant': String(asperion.tenant),
  };
}
