import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { styleFor, terminalText } from '../src/report/page/terminal.ts';
import { runPage } from '../src/report/summary.ts';
import { edits } from './edits.ts';
import { afterTheEdits, afterTheFirstSync, afterTheIdleRun, type Expectation } from './expectations.ts';
import { type DemoRun, DemoStage } from './stage.ts';

/**
 * Shows the product at work without any account. Servers on this machine play Exact Online, Asperion and GitHub,
 * and the committed bundle runs as on a runner: a first sync, an idle run, a run after some edits. Prints
 * what happens, checks what it promises, and writes all of it to `demo-output/summary.md`. True if every
 * promise was kept.
 */
export async function demo(): Promise<boolean> {
  const startedAt = performance.now();
  const root = join(import.meta.dirname, '..');
  const story = new Story();

  story.heading('Setting the stage');
  await using stage = await DemoStage.set(join(root, 'action', 'index.js'), join(root, 'mappings'));
  story.tell(
    `Exact Online is played at ${stage.exactOnline.url}, Asperion at ${stage.asperion.url}, GitHub at ${stage.gitHubUrl}.`,
    `Exact Online has ${stage.exactOnline.rows('Accounts').length} accounts and ${stage.exactOnline.rows('SalesOrders').length} orders; Asperion has ${stage.asperion.rows('articles').length} articles.`,
    'mappings/ is copied, as a repository of your own would have it; in the copy asperion.requestsPerSecond is raised, and Exact Online allows more calls a minute than the real one, so that nobody has to wait.',
  );

  const first = await story.run(stage, 'First run: everything is new');
  story.check(afterTheFirstSync(first));

  const idle = await story.run(stage, 'Second run: nothing changed');
  story.check(afterTheIdleRun(idle));

  story.heading('People change something');
  for (const edit of edits) {
    stage.apply(edit);
    story.tell(`${edit.system === 'asperion' ? 'Asperion' : 'Exact Online'}: ${edit.reference} ${edit.told}.`);
  }
  const edited = await story.run(stage, 'Third run: only the edited records');
  story.check(afterTheEdits(edited));

  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  story.heading(story.isKept ? `All promises kept, in ${seconds} s` : `Not all promises kept, after ${seconds} s`);
  const file = join(root, 'demo-output', 'summary.md');
  await story.write(file);
  console.log(`Everything above as one file: ${relative(process.cwd(), file)}`);
  return story.isKept;
}

/** What goes to the terminal and, at the end, into the Markdown file. */
class Story {
  readonly #markdown: string[] = ['# The demo of exact-asperion-sync'];
  #isKept = true;

  /** False when a promise was broken. */
  get isKept(): boolean {
    return this.#isKept;
  }

  heading(text: string): void {
    console.log(`\n=== ${text}`);
    this.#markdown.push(`## ${text}`);
  }

  tell(...sentences: readonly string[]): void {
    for (const sentence of sentences) console.log(sentence);
    this.#markdown.push(sentences.map((sentence) => `- ${sentence}`).join('\n'));
  }

  /** Runs the action on the stage; shows its log, then its summary. */
  async run(stage: DemoStage, title: string): Promise<DemoRun> {
    this.heading(title);
    const run = await stage.run((line) => console.log(`  | ${line}`));
    const seconds = (run.durationMs / 1000).toFixed(1);
    const style = styleFor(process.stdout.isTTY === true, process.env);
    console.log(`\n${run.report === null ? run.summary : terminalText(runPage(run.report), style)}\n`);
    console.log(`The step ended with exit code ${run.exitCode} after ${seconds} s.`);
    // The summary is a separate document: its headings go below ours.
    this.#markdown.push(run.summary.replace(/^(#+ )/gm, '##$1').trim());
    this.#markdown.push(`The step ended with exit code ${run.exitCode} after ${seconds} s.`);
    return run;
  }

  check(expectations: readonly Expectation[]): void {
    const lines = expectations.map(({ promise, isKept, found }) => {
      this.#isKept &&= isKept;
      return isKept ? `[ok] ${promise}` : `[BROKEN] ${promise}; found: ${found}`;
    });
    for (const line of lines) console.log(line);
    this.#markdown.push(lines.map((line) => `- ${line}`).join('\n'));
  }

  async write(file: string): Promise<void> {
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, `${this.#markdown.join('\n\n')}\n`);
  }
}
