import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a process took from its start to its end. */
export interface Usage {
  /** Time of all processors, ms. */
  readonly cpuMs: number;
  /** The most memory that it held, MB. */
  readonly memoryMb: number;
}

/** Runs something with the environment that makes a Node process tell what it took. */
export async function withUsage<Result>(
  run: (env: { readonly NODE_OPTIONS: string; readonly USAGE_FILE: string }) => Promise<Result>,
): Promise<{ readonly result: Result; readonly usage: Usage; readonly wallMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'usage-'));
  const file = join(folder, 'usage.json');
  try {
    const startedAt = performance.now();
    const result = await run({
      NODE_OPTIONS: `--require ${join(import.meta.dirname, 'usage.cjs')}`,
      USAGE_FILE: file,
    });
    const wallMs = performance.now() - startedAt;
    return { result, usage: JSON.parse(await readFile(file, 'utf8')) as Usage, wallMs };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a Node process with these arguments. Throws if it fails. */
export async function runNode(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const child = spawn(process.execPath, args, { ...options, stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}.`);
}

/** What a Node process with these arguments takes. Throws if it fails. */
export async function usageOfNode(
  args: readonly string[],
  cwd = process.cwd(),
): Promise<{ readonly usage: Usage; readonly wallMs: number }> {
  return withUsage((env) => runNode(args, { cwd, env: { ...process.env, ...env } }));
}

/** The one in the middle. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
