import { loadSettings } from '../config/config.ts';
import type { Environment } from '../config/inputs.ts';
import type { Settings } from '../config/schema/settings-schema.ts';
import type { SyncError } from '../errors/errors.ts';
import { dutchTime } from '../http/dutch-time.ts';
import type { SystemName } from '../systems/registry.ts';
import { MINUTE_MS } from '../time.ts';
import { choosePlace } from './authorize/choose-place.ts';
import { askUntil, type Dialogue, openDialogue, type Streams } from './authorize/dialogue.ts';
import { type LoggedIn, logIn } from './authorize/log-in.ts';
import { type AuthorizeOptions, readAuthorizeOptions, readSystem, SYSTEM_CHOICES } from './authorize/options.ts';
import { terminalPlace } from './authorize/places.ts';
import { loginSystem } from './authorize/systems.ts';

/** What the command gets from outside. */
export interface AuthorizeWorld extends Streams {
  readonly environment: Environment;
  readonly currentFolder: string;
  readonly clock: () => number;
}

/**
 * The one-time login at one of the two systems: guides a person through it, stores the result on GitHub, and gives back true. Throws SyncErrors; none of them holds a secret, a code or a token.
 */
export async function authorize(args: readonly string[], world: AuthorizeWorld): Promise<true> {
  const options = readAuthorizeOptions(args);
  const settings = loadSettings(options.mappings, world.currentFolder);
  using dialogue = openDialogue(world);
  const name =
    options.system ?? (await askUntil(dialogue, () => dialogue.ask(`Which system, ${SYSTEM_CHOICES}?`), readSystem));
  await authorizeAt(name, { options, settings }, dialogue, world);
  return true;
}

/** The login at one system, with its secrets put where the person wants them. Throws as `authorize` does. */
export async function authorizeAt(
  name: SystemName,
  { options, settings }: { readonly options: AuthorizeOptions; readonly settings: Settings },
  dialogue: Dialogue,
  world: AuthorizeWorld,
): Promise<LoggedIn> {
  const system = loginSystem(name, options.addresses[name], settings);
  const environment = options.environment ?? settings.secrets.environment;
  const place = await choosePlace(options, environment, dialogue, world.environment);
  let loggedIn: LoggedIn;
  try {
    loggedIn = await logIn(system, options, dialogue, world);
    const { outcome } = loggedIn;
    await place.put(outcome, dialogue).catch(async (error: SyncError) => {
      // The login must not be lost because gh fails half-way: the person at the terminal can still paste.
      if (error.code !== 'GH_FAILED' || !dialogue.isOnTerminal) throw error;
      dialogue.tell(`${error.message}. Here is everything for pasting:`);
      await terminalPlace(environment).put(outcome, dialogue);
    });
  } catch (error) {
    await place.giveUp();
    throw error;
  }
  if (system.earliestRenewalMs > 0) {
    const from = dutchTime(world.clock() + system.earliestRenewalMs + MINUTE_MS);
    dialogue.tell(
      `Start no sync before ${from} (Dutch time): ${system.title} renews nothing earlier, and asking may break the login.`,
    );
  }
  return loggedIn;
}
