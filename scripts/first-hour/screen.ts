import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** False where no process can be given a terminal of its own: `script` of util-linux does that. */
export const hasTerminals =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

/** Keys as a terminal sends them. */
export const keys = { enter: '\r', down: '\u001b[B', eraseLine: '\u0015', interrupt: '\u0003' } as const;

/** A process on a terminal of its own, and what it has shown. */
export class Screen implements Disposable {
  readonly #child: ChildProcessWithoutNullStreams;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  readonly #failure: RegExp | null;
  #shown = '';
  #read = 0;
  #isOver = false;
  #more = Promise.withResolvers<void>();

  /** `failure` is what no answer comes after. */
  constructor(
    command: string,
    folder: string,
    environment: Readonly<Record<string, string>>,
    failure: RegExp | null = null,
  ) {
    this.#failure = failure;
    // A new terminal has no width, so every letter would have a line of its own.
    const wide = `stty cols 140 rows 50; exec ${command}`;
    this.#child = spawn('script', ['-qefc', wide, '/dev/null'], {
      cwd: folder,
      env: { ...environment, TERM: 'xterm', SHELL: '/bin/sh' },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#shown += text;
      this.#wake();
    });
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
    void this.ended.then(() => {
      this.#isOver = true;
      this.#wake();
    });
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  /** All that was written to the terminal, with its control codes. */
  get raw(): string {
    return this.#shown;
  }

  /** The same without control codes: what was overwritten is still there. */
  get text(): string {
    return stripVTControlCharacters(this.#shown);
  }

  /** Waits for a question that was not answered before, then presses keys. Throws if the process fails or ends without it. */
  async answer(question: string, ...pressed: readonly string[]): Promise<void> {
    for (;;) {
      const at = this.text.indexOf(question, this.#read);
      if (at >= 0) {
        this.#read = at + question.length;
        break;
      }
      if (this.#isOver || this.#failure?.test(this.text.slice(this.#read)) === true)
        throw new Error(`No "${question}" in:\n${this.text}`);
      await this.#more.promise;
    }
    for (const key of pressed) this.#child.stdin.write(key);
  }

  [Symbol.dispose](): void {
    this.#child.kill();
  }
}
