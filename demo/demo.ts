import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stepPage } from '../sandbox/github/step-page.ts';
import { actionFolder } from '../src/config/packs/shipped.ts';
import { styleFor, terminalText } from '../src/report/page/terminal.ts';
import { edit } from './edit.ts';
import {
  afterTheEdit,
  afterTheFirstSync,
  afterTheIdleRun,
  afterThePlan,
  type Expectation,
  moneyOf,
} from './expectations.ts';
import { type DemoRun, DemoStage } from './stage.ts';
import { excerpt } from './terminal.ts';

/**
 * Shows the product at work without any account. Servers on this machine play Exact Online, Asperion and GitHub,
 * and the committed bundle runs as on a runner: a plan with its money, the sync, a run with nothing to do, and what one edited row of a
 * VAT table would move. Prints the parts worth seeing, checks what each run promises, and writes all of it to
 * `demo-output/summary.md` in the current folder. True if every promise was kept.
 */
export async function demo(): Promise<boolean> {
  const startedAt = performance.now();
  const root = actionFolder();
  const story = new Story();

  story.heading('A company with two systems');
  await using stage = await DemoStage.set(join(root, 'action', 'index.js'), join(root, 'example', 'mappings'));
  const { exactOnline, asperion } = stage;
  story.tell(
    `Exact Online holds ${exactOnline.rows('Accounts').length} accounts and ${exactOnline.rows('SalesOrders').length} orders; Asperion holds ${asperion.rows('articles').length} articles and ${asperion.rows('debtors').length} debtors.`,
    'Both are servers on this machine. The company wrote example/mappings: one file of settings and four tables.',
  );

  story.heading('1. Plan: what a sync would do');
  const plan = await story.run((line) => stage.plan(line), ['What a sync would do', 'What will be booked']);
  story.check(afterThePlan(plan));

  story.heading('2. Sync');
  const first = await story.run((line) => stage.sync(line), ['Flow by flow']);
  story.check(afterTheFirstSync(first, moneyOf(plan.plan?.flows)));

  story.heading('3. Sync again: nothing to do');
  story.check(afterTheIdleRun(await story.run((line) => stage.sync(line), [])));

  story.heading('4. Somebody edits a VAT row. Before it is merged:');
  for (const [name, text] of Object.entries(edit)) story.tell(`mappings/${name}: ${text.trim()}`);
  const review = await story.run((line) => stage.review(edit, line), ['orders.exact-online-to-asperion']);
  story.check(afterTheEdit(review));

  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  story.heading(story.isKept ? `All promises kept, in ${seconds} s` : `Not all promises kept, after ${seconds} s`);
  const file = join('demo-output', 'summary.md');
  await story.write(file);
  console.log(`The four summaries in full: ${relative(process.cwd(), file)}`);
  console.log('Next, with your own hands: exact-asperion-sync sandbox (in a checkout: npm run sandbox)');
  return story.isKept;
}

/** What goes to the terminal in part and, at the end, into the Markdown file in full. */
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

  /** Runs the action on the stage; shows which flow it reads, then the named sections of its summary. */
  async run(act: (onLine: (line: string) => void) => Promise<DemoRun>, sections: readonly string[]): Promise<DemoRun> {
    const run = await act((line) => {
      if (/: reading /.test(line)) console.log(`  … ${line}`);
    });
    const seconds = (run.durationMs / 1000).toFixed(1);
    const style = styleFor(process.stdout.isTTY === true, process.env);
    console.log(`\n${terminalText(excerpt(stepPage(run), sections), style)}\n`);
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
