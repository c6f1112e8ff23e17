import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** All that a run tells, by where it stands. */
export type Told = Readonly<Record<'log' | 'outputs' | 'summary', string>>;

const MASK = '::add-mask::';

/**
 * Hears what runs in this process tell a runner: standard output, outputs and job summary. The lines that name a secret so that the
 * runner hides it are no part of the log; they are collected.
 */
export class Listener implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  readonly #write = process.stdout.write.bind(process.stdout);
  readonly secrets = new Set<string>();
  #heard: string[] = [];

  constructor() {
    // The toolkit reads both names from the process, the second one once.
    process.env.GITHUB_OUTPUT = this.#file('outputs');
    process.env.GITHUB_STEP_SUMMARY = this.#file('summary');
  }

  /** RUNNER_TEMP. */
  get folder(): string {
    return this.#folder;
  }

  /** What is told while something runs. */
  async listen<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly told: Told }> {
    this.#heard = [];
    for (const name of ['outputs', 'summary']) writeFileSync(this.#file(name), '');
    const hear = (chunk: string | Uint8Array): boolean => this.#heard.push(String(chunk)) > 0;
    process.stdout.write = hear as typeof process.stdout.write;
    try {
      const result = await work();
      return { result, told: this.#told() };
    } finally {
      process.stdout.write = this.#write;
    }
  }

  #told(): Told {
    const lines = this.#heard.join('').split('\n');
    for (const line of lines) if (line.startsWith(MASK)) this.secrets.add(line.slice(MASK.length).trim());
    const log = lines.filter((line) => !line.startsWith(MASK)).join('\n');
    return { log, outputs: this.#read('outputs'), summary: this.#read('summary') };
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }

  #read(name: string): string {
    return readFileSync(this.#file(name), 'utf8');
  }

  [Symbol.dispose](): void {
    process.stdout.write = this.#write;
    rmSync(this.#folder, { recursive: true });
  }
}
