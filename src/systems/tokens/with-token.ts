import { SyncError } from '../../errors/errors.ts';
import type { HttpResponse } from '../../http/transport.ts';
import type { TokenChain } from './token-chain.ts';

/**
 * Sends with the chain's token, and once more with a renewed one if it is refused: a refused token means that nothing was
 * done, so even a write may be sent again. A 401 may also be about a right (EX-unauthorized). So one to a token that can be renewed only later is returned
 * as the answer, as is one to the renewed token, unless the system says that the token has expired. Throws what both arguments throw.
 */
export async function withToken(
  tokens: TokenChain,
  send: (token: string) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const token = await tokens.accessToken();
  const response = await send(token);
  if (response.status !== 401) return response;
  const renewed = await tokens.renew(token).catch((error: unknown) => {
    const isNotNow = error instanceof SyncError && NOT_NOW.has(error.code);
    if (isNotNow && !saysExpired(response)) return null;
    throw error;
  });
  return renewed === null ? response : send(renewed);
}

/** Why a token that is still good by our clock cannot be renewed. */
const NOT_NOW: ReadonlySet<string> = new Set(['NO_REFRESH_HERE', 'TOKEN_TOO_EARLY']);

/** That the token is meant and not a right: in Exact Online's words (EX-unauthorized), or by the code that OAuth has for it (RFC 6750, 3.1). */
const saysExpired = ({ headers }: HttpResponse): boolean =>
  /expired|invalid_token/i.test(headers['www-authenticate'] ?? '');
