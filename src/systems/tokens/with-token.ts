import type { AccessError } from '../../errors/errors.ts';
import type { HttpResponse } from '../../http/transport.ts';
import type { TokenChain } from './token-chain.ts';

/**
 * Sends with the chain's token, and once more with a renewed one if it is refused: a refused token means that nothing was
 * done, so even a write may be sent again. Throws `refused()` if the new one is refused, too, and what both arguments throw.
 */
export async function withToken(
  tokens: TokenChain,
  send: (token: string) => Promise<HttpResponse>,
  refused: () => AccessError,
): Promise<HttpResponse> {
  const token = await tokens.accessToken();
  const response = await send(token);
  if (response.status !== 401) return response;
  const renewed = await send(await tokens.renew(token));
  if (renewed.status === 401) throw refused();
  return renewed;
}
