import { AccessError, TransientError } from '../../errors/errors.ts';
import type { Transport } from '../../http/transport.ts';
import { readTokenAnswer } from '../../systems/tokens/token-answer.ts';
import type { PreparedLogin } from './login.ts';
import type { LoginSystem } from './systems.ts';

/** What a code is exchanged with. */
export interface CodeExchange {
  readonly system: LoginSystem;
  readonly login: PreparedLogin;
  readonly code: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** The tokens of a new authorisation. */
export interface NewTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * Exchanges the code of a login for tokens, once. Throws AccessError `CODE_REFUSED`, `CLIENT_REFUSED` or
 * `NO_REFRESH_TOKEN`, TransientError `TOKEN_UNAVAILABLE`, and what the transport throws.
 */
export async function exchangeCode(exchange: CodeExchange): Promise<NewTokens> {
  const { system, login, code, clientId, clientSecret, transport, signal } = exchange;
  const { title, tokenUrl } = system;
  const response = await transport.send({
    system: system.name,
    method: 'POST',
    url: tokenUrl,
    resource: new URL(tokenUrl).pathname.replace(/^\/(api\/)?/, ''),
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: login.redirectUri,
      client_id: clientId,
      client_secret: clientSecret,
      ...(login.verifier === null ? {} : { code_verifier: login.verifier }),
    }).toString(),
    kind: 'token',
    input: system.addressInput,
    signal,
  });
  const answer = readTokenAnswer(response);
  switch (answer.kind) {
    case 'issued': {
      const { accessToken, refreshToken } = answer.tokens;
      if (refreshToken !== null) return { accessToken, refreshToken };
      throw new AccessError(
        'NO_REFRESH_TOKEN',
        `${title} gave no refresh token, so runs could not go on by themselves.`,
        {
          hint: system.withoutRefreshToken,
        },
      );
    }
    case 'client-refused':
      throw new AccessError('CLIENT_REFUSED', `${title} does not accept the client id and secret.`, {
        hint: `Copy both again from ${system.appPlace}, and run authorize again.`,
      });
    case 'unavailable':
      throw new TransientError(
        'TOKEN_UNAVAILABLE',
        `${title} did not exchange the code: it answered with ${answer.why}.`,
        {
          hint: 'Run authorize again in a few minutes.',
        },
      );
    default:
      throw new AccessError('CODE_REFUSED', `${title} does not accept the code of this login.`, {
        hint: `A code works once and for ${system.codeLife}, and the redirect address must be exactly the registered one. Run authorize again and paste the address at once.`,
      });
  }
}
