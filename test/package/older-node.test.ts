import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempDisposableSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, scripts } from './package.ts';

/** Runs a file of `bin/` in a folder as a Node of that version would. */
function onNode(version: string, file: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-e', `${pretend(version)}; require(${JSON.stringify(file)})`],
    {
      encoding: 'utf8',
    },
  );
  return { code: status, said: stdout + stderr };
}

const pretend = (version: string): string =>
  `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;

test.each(['12.22.0', '20.20.2', '22.23.3', '24.1.0'])('in a checkout Node %s gets one sentence', (version) => {
  const { code, said } = onNode(version, join(root, 'bin', 'needs-node.cjs'));
  expect(code).toBe(1);
  expect(said).toMatch(
    new RegExp(`^A checkout of exact-asperion-sync needs Node 24.4 or newer, and this is Node ${version}: .*\n$`),
  );
});

test('in the package a Node older than 22.19 gets one sentence, and a newer one the command line', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'package-'));
  cpSync(join(root, 'bin'), join(folder.path, 'bin'), { recursive: true });
  mkdirSync(join(folder.path, 'dist'));
  writeFileSync(join(folder.path, 'dist', 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder.path, 'dist', 'index.js'), "console.log('the bundle');");
  const start = join(folder.path, 'bin', 'exact-asperion-sync.cjs');
  for (const old of ['18.20.8', '20.20.2', '22.18.9']) {
    const says = `exact-asperion-sync needs Node 22.19 or newer, and this is Node ${old}: install a newer one from https://nodejs.org.\n`;
    expect(onNode(old, start)).toEqual({ code: 1, said: says });
  }
  for (const supported of ['22.19.0', '24.0.0', '26.1.0']) {
    expect(onNode(supported, start)).toEqual({ code: 0, said: 'the bundle\n' });
  }
});

test('in a checkout the command goes over to the Node that npm brought, if there is one', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'checkout-'));
  cpSync(join(root, 'bin'), join(folder.path, 'bin'), { recursive: true });
  for (const name of ['src', 'node_modules/.bin']) mkdirSync(join(folder.path, name), { recursive: true });
  writeFileSync(join(folder.path, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder.path, 'src', 'cli.ts'), 'process.exitCode = 3; console.log(process.argv.slice(2).join());');
  const start = join(folder.path, 'bin', 'exact-asperion-sync.cjs');
  expect(onNode('20.20.2', start).said).toMatch(/^A checkout of exact-asperion-sync needs Node 24.4/);
  symlinkSync(process.execPath, join(folder.path, 'node_modules', '.bin', 'node'));
  expect(onNode('20.20.2', start)).toEqual({ code: 3, said: '\n' });
});

test('a Node of npm that cannot be started, or is too old itself, gets the same sentence', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'checkout-'));
  cpSync(join(root, 'bin'), join(folder.path, 'bin'), { recursive: true });
  for (const name of ['src', 'node_modules/.bin']) mkdirSync(join(folder.path, name), { recursive: true });
  writeFileSync(join(folder.path, 'src', 'cli.ts'), '');
  const start = join(folder.path, 'bin', 'exact-asperion-sync.cjs');
  const brought = join(folder.path, 'node_modules', '.bin', 'node');
  const sentence = /^A checkout of exact-asperion-sync needs Node 24.4 or newer, and this is Node 20.20.2: .*\n$/;
  writeFileSync(brought, '', { mode: 0o644 });
  expect(onNode('20.20.2', start)).toEqual({ code: 1, said: expect.stringMatching(sentence) });
  rmSync(brought);
  symlinkSync(process.execPath, brought);
  const everyNode = join(folder.path, 'pretend.cjs');
  writeFileSync(everyNode, pretend('20.20.2'));
  const env = { ...process.env, NODE_OPTIONS: `--require "${everyNode}"` };
  const { status, stderr } = spawnSync(process.execPath, [start], { encoding: 'utf8', env, timeout: 10_000 });
  expect([status, stderr]).toEqual([1, expect.stringMatching(sentence)]);
});

test('every script of package.json looks at the Node before it runs TypeScript', () => {
  const unguarded = scripts().filter(([, script]) => {
    const needsNode = /\.ts\b|vitest/.test(script);
    return needsNode && !/^node (-r \.\/)?bin\/needs-node\.cjs\b/.test(script);
  });
  expect(unguarded).toEqual([]);
});
