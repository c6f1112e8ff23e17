import { expect } from 'vitest';
import type { Answer } from './client.ts';

/** What the client makes of an error: it wants this content type and reads these fields. */
export function expectProblem({ status, contentType, body }: Answer, wanted: number, keys: readonly string[]): void {
  expect(status).toBe(wanted);
  expect(contentType.split(';')[0]).toBe('application/json');
  expect(body).toMatchObject({ title: expect.any(String), status: wanted, traceId: expect.any(String) });
  expect(Object.keys(body.errors ?? {}).sort()).toEqual(keys);
  const messages: unknown[] = Object.values(body.errors ?? {}).flat();
  expect(messages.every((message) => typeof message === 'string')).toBe(true);
}
