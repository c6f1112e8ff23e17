import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sampleOf } from '../support/sample.ts';
import { BREAKS } from './breaks.ts';

const root = join(import.meta.dirname, '..', '..');
/** The months from one on that the engine as it is passes, see `month.exhaustive.test.ts`: up to the sixteenth, or from the one that shows the break. */
const months = (from: number): readonly string[] => {
  const last = Math.max(from, 16);
  return ['test/month/run.ts', '--stop', '--from', String(from), '--seeds', String(last + 1 - from)];
};

/** How a program ends over an engine with a break. */
function run(name: string, args: readonly string[]): Promise<{ readonly code: unknown; readonly stderr: string }> {
  const options = { cwd: root, env: { ...process.env, BREAK: name } };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', './test/breaks/apply.ts', ...args], options, (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    );
  });
}

it.each(sampleOf(BREAKS))('an engine that $name is noticed', async ({ name, noticedBy, fromMonth = 1 }) => {
  expect(await run(name, noticedBy === undefined ? months(fromMonth) : [noticedBy])).toEqual({ code: 1, stderr: '' });
});
