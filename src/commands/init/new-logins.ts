import type { Environment } from '../../config/inputs.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { factsOf, type SystemName, systemNames, titleOf } from '../../systems/registry.ts';
import { isGiven } from '../arguments.ts';
import { openDialogue } from '../authorize/dialogue.ts';
import { type AuthorizeOptions, readAuthorizeOptions } from '../authorize/options.ts';
import { type AuthorizeWorld, authorizeAt } from '../authorize.ts';
import type { Asker } from './asker.ts';

/** A login of a minute ago. */
export interface NewLogin {
  readonly accessToken: string;
  readonly administration: string;
}

/** What may be said of a system without a login. */
const LOG_IN = 'log in now';

/** Offers to log in at each system whose refresh token is not given: those at which the person wants to. Nobody is asked without a terminal. */
export async function loginsToMake(asker: Asker | null, environment: Environment): Promise<ReadonlySet<SystemName>> {
  const wanted = new Set<SystemName>();
  if (asker === null) return wanted;
  for (const name of systemNames().filter((one) => canLogIn(one, environment))) {
    const answer = await asker.choose(`There is no login at ${titleOf(name)} yet.`, [
      { value: LOG_IN, says: 'in the browser, and set the secrets' },
      { value: 'paste', says: 'I have a refresh token that nobody else uses' },
    ]);
    if (answer === LOG_IN) wanted.add(name);
  }
  return wanted;
}

/** Leads through the logins, with the secrets set on GitHub or shown once. `args` are options of `authorize`. Throws as `authorize` does. */
export async function logInAt(
  wanted: ReadonlySet<SystemName>,
  args: readonly string[],
  { settings, world }: { readonly settings: Settings; readonly world: AuthorizeWorld },
): Promise<Readonly<Partial<Record<SystemName, NewLogin>>>> {
  const logins: Partial<Record<SystemName, NewLogin>> = {};
  if (wanted.size === 0) return logins;
  const options: AuthorizeOptions = readAuthorizeOptions(args);
  for (const name of wanted) {
    using dialogue = openDialogue(world);
    const { accessToken, administration } = await authorizeAt(name, { options, settings }, dialogue, world);
    logins[name] = { accessToken, administration: administration.id };
  }
  return logins;
}

function canLogIn(name: SystemName, environment: Environment): boolean {
  const { login, inputs } = factsOf(name);
  return login !== undefined && inputs.refreshToken !== undefined && !isGiven(environment, inputs.refreshToken.name);
}
