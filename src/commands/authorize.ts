import { setTimeout as delay } from 'node:timers/promises';
import { loadSettings } from '../config/config.ts';
import type { Environment } from '../config/inputs.ts';
import { ConfigError, type SyncError } from '../errors/errors.ts';
import { findGh } from '../github/gh.ts';
import { dutchTime } from '../http/dutch-time.ts';
import { createTransport } from '../http/transport.ts';
import { describe, pickAdministration } from './authorize/administration.ts';
import { askUntil, type Dialogue, filled, openDialogue, type Streams } from './authorize/dialogue.ts';
import { exchangeCode } from './authorize/exchange.ts';
import { checkedRedirectUri, type PreparedLogin, prepareLogin, readCode } from './authorize/login.ts';
import {
  type AuthorizeOptions,
  CLIENT_SECRETS,
  readAuthorizeOptions,
  readRepository,
  readSystem,
  SECRET_VARIABLES,
  SYSTEM_CHOICES,
} from './authorize/options.ts';
import {
  filePlace,
  ghObstacle,
  ghPlace,
  type LoginResult,
  type SecretPlace,
  terminalPlace,
} from './authorize/places.ts';
import { type LoginSystem, loginSystem, onlyToken } from './authorize/systems.ts';

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
  const system = loginSystem(name, options.addresses[name], settings);
  const environment = options.environment ?? settings.secrets.environment;
  const place = await choosePlace(options, environment, dialogue, world);
  try {
    const outcome = await logIn(system, options, dialogue, world);
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
    const from = dutchTime(world.clock() + system.earliestRenewalMs + 60_000);
    dialogue.tell(
      `Start no sync before ${from} (Dutch time): ${system.title} renews nothing earlier, and asking may break the login.`,
    );
  }
  return true;
}

/** From the client id to the administration. */
async function logIn(
  system: LoginSystem,
  options: AuthorizeOptions,
  dialogue: Dialogue,
  { environment, clock }: AuthorizeWorld,
): Promise<LoginResult> {
  const { title, names } = system;
  const { signal } = dialogue;
  const ask = <Answer>(question: string, read: (answer: string) => Answer) =>
    askUntil(dialogue, () => dialogue.ask(question), read);
  const asRedirect = (answer: string) => checkedRedirectUri(answer, system);

  const clientId = options.clientIds[system.name] ?? (await ask(`Client id, from ${system.appPlace}:`, filled));
  const clientSecret =
    environment[SECRET_VARIABLES[system.name]]?.trim() ||
    (await askUntil(dialogue, () => dialogue.askHidden('Client secret (it is not shown):'), filled));
  const redirectUri =
    options.redirectUri === null
      ? await ask('Redirect address, as it is registered with the app:', asRedirect)
      : asRedirect(options.redirectUri);

  const login = prepareLogin(system, clientId, redirectUri);
  explain(system, login, dialogue);
  const code = await askUntil(
    dialogue,
    () => dialogue.askHidden('Paste the address here (it is not shown):'),
    (answer) => readCode(answer, login),
  );

  await using transport = createTransport({
    clock,
    sleep: (ms, aborted) => delay(ms, undefined, { signal: aborted }),
    random: Math.random,
    log: (line) => dialogue.tell(line),
    budgets: {},
  });
  const { accessToken, refreshToken } = await exchangeCode({
    system,
    login,
    code,
    clientId,
    clientSecret,
    transport,
    signal,
  });
  const administrations = await system.administrations({ transport, tokens: onlyToken(accessToken, title), signal });
  const administration = await pickAdministration(
    administrations,
    options.administrations[system.name],
    title,
    dialogue,
  );
  dialogue.tell('', `${title} is authorised for administration ${describe(administration)}`, '');
  return {
    secrets: {
      [names.clientId]: clientId,
      [names.clientSecret]: clientSecret,
      // Set last, so that no run begins with a new token and an old client.
      [names.refreshToken]: refreshToken,
    },
    variables: { [names.administration]: administration.id },
    known: [names.clientSecret],
  };
}

function explain({ title, codeLife, mayRedirectLocally }: LoginSystem, login: PreparedLogin, dialogue: Dialogue): void {
  const rule = mayRedirectLocally
    ? 'the redirect address that is registered for your client'
    : 'the redirect address: it must be public, https, and registered with your app';
  dialogue.tell(
    '',
    `1. Open this address in a browser, log in at ${title} as the user that the sync works for, and allow access:`,
    '',
    login.address,
    '',
    `2. ${title} then sends the browser to ${rule}.`,
    '   It does not matter what that page shows, or if it exists: copy its whole address from the address bar.',
    `3. Paste it here at once: the code in it works once, for ${codeLife}.`,
    '',
  );
}

/** A file if one is named, gh if it is installed and the person agrees, else the terminal. Throws ConfigError `NO_PLACE`. */
async function choosePlace(
  options: AuthorizeOptions,
  environment: string,
  dialogue: Dialogue,
  world: AuthorizeWorld,
): Promise<SecretPlace> {
  if (options.output !== null) return filePlace(options.output, environment);
  const gh = findGh(world.environment, CLIENT_SECRETS);
  if (gh !== null) {
    const repository = await agreedRepository(options.repository, environment, dialogue);
    if (repository !== null) {
      const target = { environment, repository };
      const obstacle = await ghObstacle(gh, target);
      if (obstacle === null) return ghPlace(gh, target);
      dialogue.tell(`gh does not reach the environment "${environment}" of ${repository}: ${obstacle}`);
    }
  }
  if (dialogue.isOnTerminal) return terminalPlace(environment);
  throw new ConfigError('NO_PLACE', 'There is no place for the refresh token: it is shown on a terminal only.', {
    hint: 'Run authorize on a terminal, or give --output FILE, or set it with gh: the environment must exist, and `gh auth status` must succeed.',
  });
}

/** The repository whose secrets gh may set, null when the person does not want that. */
async function agreedRepository(
  repository: string | null,
  environment: string,
  dialogue: Dialogue,
): Promise<string | null> {
  if (repository === null) {
    const question = `Repository in which gh sets the secrets of the environment "${environment}", OWNER/NAME (empty: do not use gh):`;
    return askUntil(
      dialogue,
      () => dialogue.ask(question),
      (answer) => (answer === '' ? null : readRepository(answer)),
    );
  }
  const question = `Let gh set the secrets in the environment "${environment}" of ${repository}? (y/n)`;
  return /^y(es)?$/i.test((await dialogue.ask(question)) ?? '') ? repository : null;
}
