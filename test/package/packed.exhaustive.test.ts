/** The npm package as its users have it: packed, installed without a network into an empty folder, and every command run or asked there. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/command-line/table.ts';
import { eventLine, runLine } from '../dashboard/logs.ts';
import { packageFile, root } from './package.ts';

/** npm needs a shell on Windows, where it is a script. */
const shell = process.platform === 'win32';
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
const installed = join(folder, 'node_modules', 'exact-asperion-sync');

function npm(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, shell, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
}

/** Makes every call to another machine fail. */
const OFFLINE = `data:text/javascript,${encodeURIComponent(`
  import { Socket } from 'node:net';
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (...args) {
    const { host = '' } = args.flat()[0] ?? {};
    if (!/^(127[.].*|localhost|::1|)$/.test(host)) throw new Error('There is no network to ' + host);
    return connect.apply(this, args);
  };
`)}`;
const env: NodeJS.ProcessEnv = { ...process.env, NODE_OPTIONS: `--import ${OFFLINE}`, NO_COLOR: '1' };
const bin = join(folder, 'node_modules', '.bin', 'exact-asperion-sync');
const command = shell ? `"${bin}"` : bin;

/** Runs the installed command line to its end. */
function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, shell, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  npm(root, 'pack', '--pack-destination', folder);
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${archive}`);
  cpSync(join(installed, 'example', 'mappings'), join(folder, 'mappings'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('the packed command line', () => {
  it('brings no dependency, no sources and no tests', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'exact-asperion-sync',
    ]);
    expect(packageFile(installed).dependencies).toBeUndefined();
    expect(['src', 'test', 'scripts', 'node_modules'].filter((name) => existsSync(join(installed, name)))).toEqual([]);
  });

  it('says its version, and helps with every command', () => {
    expect(run('--version').out.trim()).toBe(packageFile().version);
    for (const { name } of commands) {
      const { code, out, err } = run(name, '--help');
      expect([name, code, err]).toEqual([name, 0, '']);
      expect(out).toContain(`exact-asperion-sync ${name}`);
    }
  });

  it('validates a folder that builds on the mappings of the package', () => {
    const { code, out, err } = run('validate');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/The mappings are right: 3 flows checked/);
  });

  it('shows flows and fields', () => {
    expect(run('mappings', 'show', 'customers.exact-online-to-asperion').out).toContain(
      'shipped/customers.exact-online-to-asperion.yml',
    );
    expect(run('fields', 'debtors').out).toMatch(/^debtors of Asperion/);
  });

  it('explains a code, and completes', () => {
    expect(run('explain', 'UNMAPPED_KEY').out).toMatch(/^UNMAPPED_KEY\n\nA table of the mappings has no row/);
    expect(run('completion', 'bash').out).toContain('complete -o default -F _exact-asperion-sync exact-asperion-sync');
  });

  it('makes a dashboard with all that it needs', () => {
    const logs = join(folder, 'activity');
    mkdirSync(logs);
    writeFileSync(join(logs, 'log.jsonl'), `${JSON.stringify(runLine())}\n${JSON.stringify(eventLine())}\n`);
    const { code, out, err } = run('dashboard');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('dashboard.html shows 1 run and 1 event');
    expect(readFileSync(join(folder, 'dashboard.html'), 'utf8')).toMatch(/Chart\.js v[\s\S]+id="events-0"/);
  });

  it('makes a plan key, and asks nobody for it', () => {
    env.INPUT_STATE_KEY = 'a key for tests only, never for real records';
    const { code, out } = run('plan-key');
    delete env.INPUT_STATE_KEY;
    expect([code, out]).toEqual([0, expect.stringMatching(/^\S{40,}\n$/)]);
  });

  it('asks for a login on a terminal only', () => {
    const { code, err } = run('authorize');
    expect(code).toBe(1);
    expect(err).toMatch(/^[A-Z_]+ .+\n$/);
  });

  it.each(['plan', 'doctor'])('names what %s is not given, without a stack trace', (name) => {
    const { code, err } = run(name);
    expect(code).toBe(1);
    for (const line of err.trim().split('\n')) expect(line).toMatch(/^MISSING_INPUT /);
  });

  it('says without a terminal which answers init needs, or what is missing for its questions', () => {
    const { code, err } = run('init');
    expect(code).toBe(1);
    for (const line of err.trim().split('\n')) expect(line).toMatch(/^(MISSING_INPUT|ANSWER_MISSING) /);
  });

  it('opens the sandbox with its page', async () => {
    const child = spawn(command, ['sandbox', '--port', '0'], { cwd: folder, env, shell });
    try {
      let printed = '';
      for await (const chunk of child.stdout) {
        printed += String(chunk);
        if (printed.includes('Ctrl-C')) break;
      }
      const [, page = ''] = /Page +(http:\S+)/.exec(printed) ?? [];
      expect(await (await fetch(page)).text()).toContain('<html');
    } finally {
      child.kill();
    }
  });

  it('reaches no other machine: the network is cut in these tests', () => {
    const call = `fetch('http://192.0.2.1').catch(({ cause }) => console.log(String(cause)))`;
    const { stdout } = spawnSync(process.execPath, ['-e', call], { env, encoding: 'utf8' });
    expect(stdout).toContain('There is no network to 192.0.2.1');
  });

  it('runs the demo and keeps its promises', () => {
    const { code, out } = run('demo');
    expect(out).toContain('=== All promises kept');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'demo-output', 'summary.md'))).toBe(true);
  });
});
