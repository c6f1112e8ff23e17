import { createHash, randomBytes } from 'node:crypto';
import { AccessError, ConfigError } from '../../errors/errors.ts';
import { isLoopback } from '../../http/address.ts';
import type { LoginSystem } from './systems.ts';

/** One login of a person in the browser, from the address to open to the address it ends at. */
export interface PreparedLogin {
  /** The address to open. */
  readonly address: string;
  readonly redirectUri: string;
  /** Comes back unchanged: tells this login from any other. */
  readonly state: string;
  /** Proves at the exchange that the same program began the login (PKCE); null when it is not used. */
  readonly verifier: string | null;
}

/** Makes the address at which the person logs in and allows the app its access (EX-login, AS-login). */
export function prepareLogin(system: LoginSystem, clientId: string, redirectUri: string): PreparedLogin {
  const state = randomBytes(16).toString('base64url');
  const verifier = system.usesPkce ? randomBytes(32).toString('base64url') : null;
  const address = new URL(system.loginUrl);
  const parameters = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    state,
    ...system.loginParameters,
    ...(verifier === null ? {} : { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return { address: address.href, redirectUri, state, verifier };
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/**
 * The redirect address as it was typed, when it can be one: https, without a fragment; where `mayBeLocal`, also http to this
 * machine. Throws ConfigError `BAD_REDIRECT_URI`.
 */
export function checkedRedirectUri(text: string, { title, mayRedirectLocally }: LoginSystem): string {
  const url = URL.parse(text);
  const isLocal = url !== null && isLoopback(url.hostname);
  const isAllowed = isLocal ? mayRedirectLocally && /^https?:$/.test(url.protocol) : url?.protocol === 'https:';
  if (url !== null && isAllowed && url.hash === '' && !text.includes('#')) return text;
  const kind = mayRedirectLocally ? 'an https address' : 'a public https address, not this machine';
  throw new ConfigError('BAD_REDIRECT_URI', `The redirect address must be ${kind}.`, {
    hint: `Give it exactly as it is registered with your app at ${title}, such as https://www.example.com/callback.`,
  });
}

/**
 * The code in the address that the login ended at, decoded: `%21` is `!` (EX-login-code). Throws ConfigError `WRONG_PASTE` when it is
 * not such an address, `WRONG_STATE` when it is that of another login; AccessError `LOGIN_DENIED` when access was not given.
 * No message holds anything of what was pasted.
 */
export function readCode(pasted: string, login: PreparedLogin): string {
  const url = URL.parse(pasted);
  const parameters = url === null ? new Map<string, string>() : parametersOf(url.search);
  const code = parameters.get('code') ?? '';
  const refusal = parameters.get('error');
  if (url === null || (code === '' && refusal === undefined)) {
    throw new ConfigError('WRONG_PASTE', 'That is not the address the login ends at: it holds no code.', {
      hint: `Copy the whole address from the browser's address bar after the login; it begins with ${login.redirectUri}.`,
    });
  }
  if (parameters.get('state') !== login.state) {
    throw new ConfigError('WRONG_STATE', 'That address belongs to another login than the one just begun.', {
      hint: 'Open the address shown above, log in there, and paste the address that this login ends at.',
    });
  }
  if (code !== '') return code;
  const why = /^[a-z_]{1,40}$/.test(refusal ?? '') ? ` (${refusal})` : '';
  throw new AccessError('LOGIN_DENIED', `The login ended without access being given${why}.`, {
    hint: 'Run authorize again, and allow the app its access.',
  });
}

/** A plus stays a plus, as codes have it and blanks do not occur. */
function parametersOf(search: string): ReadonlyMap<string, string> {
  const pairs = search.replace(/^\?/, '').split('&');
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
