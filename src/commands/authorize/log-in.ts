import type { Environment } from '../../config/inputs.ts';
import { createTransport } from '../../http/transport.ts';
import type { Administration } from '../../systems/tokens/login.ts';
import { realTime } from '../session.ts';
import { describe, pickAdministration } from './administration.ts';
import { openBrowser } from './browser.ts';
import { askUntil, type Dialogue, filled } from './dialogue.ts';
import { exchangeCode } from './exchange.ts';
import { type Listening, listen } from './listen.ts';
import { checkedRedirectUri, type PreparedLogin, prepareLogin, readCode } from './login.ts';
import { type AuthorizeOptions, SECRET_VARIABLES } from './options.ts';
import type { LoginResult } from './places.ts';
import { type LoginSystem, onlyToken } from './systems.ts';

/** A login that was given access. */
export interface LoggedIn {
  readonly outcome: LoginResult;
  /** Good for minutes, without a renewal. */
  readonly accessToken: string;
  readonly administration: Administration;
}

/** What a login needs from outside. */
export interface LoginWorld {
  readonly environment: Environment;
  readonly clock: () => number;
}

/** From the client id to the administration. */
export async function logIn(
  system: LoginSystem,
  options: AuthorizeOptions,
  dialogue: Dialogue,
  { environment, clock }: LoginWorld,
): Promise<LoggedIn> {
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
  const code = await codeOf(system, login, dialogue, environment);

  await using transport = createTransport({
    clock,
    sleep: realTime.sleep,
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
  const outcome = {
    secrets: {
      [names.clientId]: clientId,
      [names.clientSecret]: clientSecret,
      // Set last, so that no run begins with a new token and an old client.
      [names.refreshToken]: refreshToken,
    },
    variables: { [names.administration]: administration.id },
    known: [names.clientSecret],
  };
  return { outcome, accessToken, administration };
}

/**
 * The code of the login. On a terminal of this machine, the browser is opened; a redirect address on this machine is waited at, any other
 * one is pasted by the person. Over SSH, the person's browser is on another machine: it is not opened from here, and never comes here.
 */
async function codeOf(
  system: LoginSystem,
  login: PreparedLogin,
  dialogue: Dialogue,
  environment: Environment,
): Promise<string> {
  const isBrowserHere = dialogue.isOnTerminal && !environment.SSH_CONNECTION;
  await using listening = isBrowserHere ? await listen(login) : null;
  explain(system, login, { dialogue, listening, isBrowserHere });
  if (isBrowserHere) openBrowser(login.address, environment);
  // Awaited here: leaving the block closes the page.
  if (listening !== null) return await listening.code(dialogue.signal);
  return askUntil(
    dialogue,
    () => dialogue.askHidden('Paste the address here (it is not shown):'),
    (answer) => readCode(answer, login),
  );
}

/** Says what to do in the browser. */
function explain(
  { title, codeLife, mayRedirectLocally }: LoginSystem,
  login: PreparedLogin,
  {
    dialogue,
    listening,
    isBrowserHere,
  }: { readonly dialogue: Dialogue; readonly listening: Listening | null; readonly isBrowserHere: boolean },
): void {
  const opens = isBrowserHere ? ' (your browser should open it by itself)' : '';
  dialogue.tell(
    '',
    `1. Open this address in a browser${opens}, log in at ${title} as the user that the sync works for, and allow access:`,
    '',
    login.address,
    '',
  );
  if (listening !== null) {
    dialogue.tell(`2. ${title} then sends the browser to this machine, which is waiting. Ctrl-C stops it.`, '');
    return;
  }
  const rule = mayRedirectLocally
    ? 'the redirect address that is registered for your client'
    : 'the redirect address: it must be public, https, and registered with your app';
  dialogue.tell(
    `2. ${title} then sends the browser to ${rule}.`,
    '   It does not matter what that page shows, or if it exists: copy its whole address from the address bar.',
    `3. Paste it here at once: the code in it works once, for ${codeLife}.`,
    '',
  );
}
