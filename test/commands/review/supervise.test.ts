import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type Supervised, supervise } from '../../../src/commands/review/supervise.ts';
import { AccessError, ConfigError, ConfigErrors, SyncError } from '../../../src/errors/errors.ts';
import { describeError } from '../../../src/report/describe-error.ts';

const entry = new URL('./deeds.ts', import.meta.url);

/** Lets a thread do one of the deeds; its exit code or what it threw, and its output. */
async function watch(task: string, options: Partial<Supervised> = {}): Promise<{ ended: unknown; output: string }> {
  const output = new PassThrough();
  const all = text(output);
  const { signal } = new AbortController();
  const ended = await supervise({ entry, task, signal, output, ...options }).catch((error: unknown) => error);
  output.end();
  return { ended, output: await all };
}

describe('a thread that does its work', () => {
  it('gives its exit code after all of its output, in order', async () => {
    const { ended, output } = await watch('talk');
    expect(ended).toBe(1);
    const lines = output.trimEnd().split('\n');
    expect(lines.slice(0, 5000)).toEqual(Array.from({ length: 5000 }, (_, line) => `line ${line}`));
    expect(lines.slice(5000)).toEqual(['::add-mask::a secret text', '::warning file=mappings/flow.yml,line=7::look']);
  });

  it('may wait for an answer for longer than it may be silent', async () => {
    expect(await watch('wait', { silentMs: 3000 })).toMatchObject({ ended: 0 });
  });

  it('is told when the run is cancelled, before or after it began', async () => {
    const cancel = new AbortController();
    const output = new PassThrough();
    output.once('data', () => cancel.abort());
    const later = supervise({ entry, task: 'obey', signal: cancel.signal, output });
    expect(await later).toBe(3);
    expect(await watch('obey', { signal: AbortSignal.abort() })).toEqual({ ended: 3, output: 'waiting\ntold\n' });
  });
});

describe('a thread that fails', () => {
  it('throws here what it threw there', async () => {
    const { ended: problems } = await watch('problems');
    expect(problems).toBeInstanceOf(ConfigErrors);
    const [first] = (problems as ConfigErrors).problems;
    expect(first).toBeInstanceOf(ConfigError);
    const at = { file: 'mappings/flow.yml', line: 3, column: 5 };
    expect(first).toMatchObject({ code: 'UNKNOWN_FIELD', message: 'There is no such field.', hint: 'Mend it.', at });

    const { ended: refusal } = await watch('refusal');
    expect(refusal).toBeInstanceOf(AccessError);
    expect(refusal).toMatchObject({ code: 'UNAUTHORIZED', message: 'Refused.' });
    const told = describeError(refusal, true).join('\n');
    expect(told).toMatch(/deeds\.ts/);
    expect(told).toMatch(/Caused by:\nTypeError: below/);
  });

  it('reports an unforeseen error as one', async () => {
    for (const [deed, name] of [
      ['crash', 'TypeError'],
      ['crashLater', 'RangeError'],
    ] as const) {
      const { ended } = await watch(deed);
      expect(ended).not.toBeInstanceOf(SyncError);
      expect(ended).toMatchObject({ name, message: 'not foreseen' });
      expect(describeError(ended, false)[0]).toMatch(/^UNEXPECTED An unexpected error \((Type|Range)Error\)/);
    }
  });

  it.each(['forget', 'leave'])('is noticed when it ends without a result: %s', async (deed) => {
    const { ended } = await watch(deed);
    expect(ended).toMatchObject({
      message: expect.stringMatching(/^The thread ended with \d+ before its work had\.$/),
    });
  });
});

describe('a thread that goes too far', () => {
  it('is ended when it is busy without a pause', async () => {
    const { ended, output } = await watch('hang', { silentMs: 2000 });
    expect(ended).toBeInstanceOf(ConfigError);
    expect(ended).toMatchObject({ code: 'MAPPINGS_TOO_SLOW', message: expect.stringContaining('busy for 2 s') });
    expect(output).toBe('before\n');
  });

  it.each(['grow', 'keep'])('is ended when it takes too much memory: %s', async (deed) => {
    const { ended } = await watch(deed, { memoryMb: 64 });
    expect(ended).toBeInstanceOf(ConfigError);
    expect(ended).toMatchObject({ code: 'MAPPINGS_TOO_LARGE', message: expect.stringContaining('more than 64 MB') });
  });
});
