import { StateError } from '../../errors/errors.ts';
import type { Transport } from '../../http/transport.ts';
import type { SystemName } from '../registry.ts';
import { readTokenAnswer, type TokenAnswer } from './token-answer.ts';
import { notAskedFor } from './token-errors.ts';

/** Where to request new tokens, and for which app. */
export interface TokenEndpoint {
  readonly system: SystemName;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
  /** The input that holds the host of `tokenUrl`, for hints; absent = `<system>-url`. */
  readonly addressInput?: string | undefined;
  /** Throws StateError if nothing can be saved now. Called before a refresh token is used up, because the new one must be saved. */
  proveSavable(): Promise<void>;
  readonly transport: Transport;
  /** Keeps a secret out of the log, from before its first use. */
  mask(secret: string): void;
  readonly signal: AbortSignal;
}

/** Asks for the pair that follows a refresh token. Throws StateError if it could not be saved, and what the transport throws. */
export async function askForTokens(endpoint: TokenEndpoint, refreshToken: string): Promise<TokenAnswer> {
  const { system, clientId, clientSecret, tokenUrl, addressInput, transport, signal } = endpoint;
  endpoint.mask(refreshToken);
  await endpoint.proveSavable().catch((error: unknown) => {
    throw error instanceof StateError ? notAskedFor(system, error) : error;
  });
  const response = await transport.send({
    system,
    method: 'POST',
    url: tokenUrl,
    resource: new URL(tokenUrl).pathname.replace(/^\/(api\/)?/, ''),
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
    kind: 'token',
    ...(addressInput === undefined ? {} : { input: addressInput }),
    signal,
  });
  return readTokenAnswer(response);
}
