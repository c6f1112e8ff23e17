import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type AsperionSandbox, startAsperion } from '../../../sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../../sandbox/exact-online/exact-online.ts';
import { createWorld, type World } from '../../../sandbox/world/world.ts';
import { initCommand } from '../../../src/commands/init/command-line.ts';
import { planCommand } from '../../../src/commands/plan/command-line.ts';
import { ConfigErrors, SyncError } from '../../../src/errors/errors.ts';
import { loginInputs } from '../../sandbox/login.ts';

/** Answers to all questions, of a company whose orders become invoices. */
export const ANSWERS = `customers: exact-online-to-asperion
products: asperion-to-exact-online
orders: invoices
every: 30 minutes
hours: 6-22 Monday to Saturday
since: 2026-01-01
owners: "@morgenrood/boekhouding"
values: { prefix: EO-, bookYear: "01-01", journals.sales: "70" }
`;

/** Makes Asperion's own limit so high that nobody waits. */
export const FAST = 'asperion: { requestsPerSecond: 200 }\n';

/** What a command left. */
export interface Ended {
  readonly isDone: boolean;
  readonly out: string;
  /** The codes and sentences of what it threw. */
  readonly err: string;
}

/** An empty repository beside the servers of both systems. */
export class Shop implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly folder = mkdtempSync(join(tmpdir(), 'shop-'));
  readonly environment: Record<string, string>;

  private constructor(exactOnline: ExactOnlineSandbox, asperion: AsperionSandbox) {
    this.exactOnline = exactOnline;
    this.asperion = asperion;
    this.environment = { PATH: process.env.PATH ?? '', ...loginInputs({ exactOnline, asperion }) };
  }

  static async open(world: World = createWorld({ customers: 4, articles: 6, orders: 6 })): Promise<Shop> {
    const [exactOnline, asperion] = await Promise.all([
      startExactOnline({ ...world.exactOnline, minuteLimit: 6000 }),
      startAsperion(world.asperion),
    ]);
    return new Shop(exactOnline, asperion);
  }

  /** Runs init without a terminal, as `morgenrood/shop`. */
  init(...args: readonly string[]): Promise<Ended> {
    const more = ['--repo', 'morgenrood/shop', '--state-store', `file:${join(this.folder, 'state')}`, ...args];
    return this.#run((world) => initCommand(more, world));
  }

  plan(...args: readonly string[]): Promise<Ended> {
    return this.#run((world) => planCommand(['--state-store', `file:${join(this.folder, 'state')}`, ...args], world));
  }

  async #run(command: (world: Parameters<typeof initCommand>[1]) => Promise<boolean>): Promise<Ended> {
    const output = new PassThrough();
    let out = '';
    output.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    const world = {
      input: new PassThrough(),
      output: output as unknown as NodeJS.WriteStream,
      echo: output,
      environment: this.environment,
      currentFolder: this.folder,
      clock: Date.now,
    };
    try {
      return { isDone: await command(world), out, err: '' };
    } catch (error) {
      const problems = error instanceof ConfigErrors ? error.problems : [error];
      const err = problems.map((problem) => {
        if (!(problem instanceof SyncError)) throw problem;
        return `${problem.code} ${problem.message} | ${problem.hint}`;
      });
      return { isDone: false, out, err: err.join('\n') };
    }
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** The files of the repository with their texts, without those of the state. */
  files(): Readonly<Record<string, string>> {
    const all = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = all
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(this.folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((name) => !name.startsWith('state') && name !== 'answers.yml');
    return Object.fromEntries(names.toSorted().map((name) => [name, this.read(name)]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.exactOnline.close(), this.asperion.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
