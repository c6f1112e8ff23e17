import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BREAKS } from './breaks.ts';

const root = join(import.meta.dirname, '..', '..');
/** The last of the months of `month.exhaustive.test.ts`, which shows that the engine as it is passes them; each break shows in one of those. */
const LAST_MONTH = 40;

const months = (from: number): readonly string[] => {
  return ['test/month/run.ts', '--stop', '--from', String(from), '--seeds', String(LAST_MONTH + 1 - from)];
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

it.each(BREAKS)('an engine that $name is noticed', async ({ name, noticedBy, fromMonth = 1 }) => {
  expect(await run(name, noticedBy === undefined ? months(fromMonth) : [noticedBy])).toEqual({ code: 1, stderr: '' });
});
