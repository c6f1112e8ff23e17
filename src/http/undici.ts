// The parts of undici that calls are made with. Its index would also load fetch, WebSocket, proxies, caches and mocks into every run.
import type { Dispatcher } from 'undici';
import sendRequest from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';

export type { Dispatcher } from 'undici';
export { Agent };

/** What is asked for, beside the address. */
export type RequestOptions = Omit<Dispatcher.RequestOptions<null>, 'origin' | 'path'>;

/** Sends a request by a dispatcher. Rejects with undici's, Node's and OpenSSL's errors. */
export function request(
  dispatcher: Dispatcher,
  { origin, pathname, search }: URL,
  options: RequestOptions,
): Promise<Dispatcher.ResponseData> {
  return sendRequest.call(dispatcher, { ...options, origin, path: `${pathname}${search}` });
}
