import { describe, expect, it } from 'vitest';
import { type CallKind, classify, type Resolution } from '../../src/http/classify.ts';
import type { Failure } from '../../src/http/failure.ts';

type Expected = readonly [read: Resolution, write: Resolution, token: Resolution];

const kinds: readonly CallKind[] = ['read', 'write', 'token'];

const byStatus: readonly [number, Expected][] = [
  [200, ['answer', 'answer', 'answer']],
  [201, ['answer', 'answer', 'answer']],
  [204, ['answer', 'answer', 'answer']],
  [301, ['fail', 'unclear', 'fail']],
  [307, ['fail', 'unclear', 'fail']],
  [400, ['answer', 'answer', 'answer']],
  [401, ['answer', 'answer', 'answer']],
  [403, ['answer', 'answer', 'answer']],
  [404, ['answer', 'answer', 'answer']],
  [405, ['answer', 'answer', 'answer']],
  [408, ['retry', 'unclear', 'answer']],
  [409, ['answer', 'answer', 'answer']],
  [429, ['retry', 'unclear', 'answer']],
  [500, ['retry', 'unclear', 'answer']],
  [502, ['retry', 'unclear', 'answer']],
  [503, ['retry', 'unclear', 'answer']],
  [599, ['retry', 'unclear', 'answer']],
  [999, ['retry', 'unclear', 'fail']],
];

const byFailure: Readonly<Record<Failure, Expected>> = {
  UNREACHABLE: ['retry', 'retry', 'retry'],
  CERTIFICATE: ['fail', 'fail', 'fail'],
  UNSENDABLE: ['fail', 'fail', 'fail'],
  TIMEOUT: ['retry', 'unclear', 'fail'],
  DISCONNECTED: ['retry', 'unclear', 'fail'],
  TRUNCATED: ['retry', 'unclear', 'fail'],
  GARBLED: ['retry', 'unclear', 'fail'],
  TOO_LARGE: ['fail', 'unclear', 'fail'],
  ABORTED: ['fail', 'unclear', 'fail'],
};

describe('what follows from an outcome', () => {
  it.each(byStatus)('status %i: read, write, token', (status, expected) => {
    expect(kinds.map((kind) => classify({ kind, status }))).toEqual(expected);
  });

  it.each(Object.entries(byFailure) as [Failure, Expected][])('failure %s: read, write, token', (failure, expected) => {
    expect(kinds.map((kind) => classify({ kind, failure }))).toEqual(expected);
  });
});
