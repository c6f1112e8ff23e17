import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';

/**
 * Runs the action named by OBSERVED_ACTION in this process and notes in the file OBSERVED, in the order in which they
 * happen, what it asks the runner to mask and what it sends: one JSON object a line, `{ mask }` or `{ sent }`.
 */
const { OBSERVED = '', OBSERVED_ACTION = '' } = process.env;
const note = (event: object): void => appendFileSync(OBSERVED, `${JSON.stringify(event)}\n`);

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
  for (const [, mask] of String(chunk).matchAll(/^::add-mask::(.*)$/gm)) note({ mask });
  return write(chunk, ...rest);
}) as typeof process.stdout.write;

subscribe('undici:request:create', (message) => {
  const { request } = message as { request: { origin: string; path: string; headers: unknown; body: unknown } };
  note({ sent: [request.origin, request.path, String(request.headers), String(request.body)].join('\n') });
});
subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  note({ sent: [request.host, request.path, JSON.stringify(request.getHeaders())].join('\n') });
});

await import(OBSERVED_ACTION);
