import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showProgress } from '../../src/commands/command-line/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A terminal, or what is none, that keeps what is written. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) > 0 };
}

const CLEAR = '\r\u001b[K';

test('a terminal shows how long the work takes, in one line that goes away', () => {
  const output = stream(true);
  const { write } = output;
  {
    using _progress = showProgress('validate', output);
    vi.advanceTimersByTime(2000);
    expect(output.written).toEqual(['validate … 1 s', CLEAR, 'validate … 2 s']);
  }
  expect(output.written.at(-1)).toBe(CLEAR);
  expect(output.write).toBe(write);
  vi.advanceTimersByTime(5000);
  expect(output.written).toHaveLength(4);
});

test('the line makes room for what is written, and does not cut into an open line', () => {
  const output = stream(true);
  using _progress = showProgress('plan', output);
  vi.advanceTimersByTime(1000);
  output.write('Reading ');
  vi.advanceTimersByTime(1000);
  output.write('customers\n');
  vi.advanceTimersByTime(1000);
  expect(output.written).toEqual(['plan … 1 s', CLEAR, 'Reading ', 'customers\n', 'plan … 3 s']);
});

test('quick work shows nothing, and neither does a file or a pipe', () => {
  const quick = stream(true);
  showProgress('validate', quick)[Symbol.dispose]();
  const pipe = stream(false);
  using _progress = showProgress('validate', pipe);
  vi.advanceTimersByTime(9000);
  expect([quick.written, pipe.written]).toEqual([[], []]);
});
