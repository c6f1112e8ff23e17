import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { BREAKS } from './breaks.ts';

const root = join(import.meta.dirname, '..', '..');
/** Enough months for the rarest of them; most show in the first few. */
const MOST_MONTHS = 40;

/** What the months tell of an engine with a break, up to the first that is not as the model has it. */
async function months(name: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const args = ['--import', './test/breaks/apply.ts', 'test/month/run.ts', '--stop', '--seeds', String(MOST_MONTHS)];
  const options = { cwd: root, env: { ...process.env, BREAK: name } };
  return await promisify(execFile)(process.execPath, args, options).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => error,
  );
}

// `month.exhaustive.test.ts` shows that the engine as it is passes its months.
it.each(BREAKS)('the month catches an engine that $name', async ({ name }) => {
  const { stdout, stderr } = await months(name);
  expect(stderr).toBe('');
  expect(stdout).toContain('npm run month -- --seed');
});
