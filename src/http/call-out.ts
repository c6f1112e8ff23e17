import { Agent, request } from './undici.ts';

/** How long the other side may take. */
const TIMEOUT_MS = 10_000;

/**
 * Calls an address that people chose for messages, once: a POST with JSON, or a GET without. Follows no redirect. Returns null when it was
 * taken, or else why not, in words that hold nothing of the address: it is a secret.
 */
export async function callOut(address: string, body: object | null): Promise<string | null> {
  try {
    const answer = await request(new Agent(), new URL(address), {
      method: body === null ? 'GET' : 'POST',
      headers: {
        'user-agent': 'exact-asperion-sync',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body: body === null ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body.dump();
    return answer.statusCode < 300 ? null : `it answered HTTP ${answer.statusCode}`;
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return name === 'TimeoutError' ? 'no answer in time' : `no connection${code === undefined ? '' : `, ${code}`}`;
  }
}
