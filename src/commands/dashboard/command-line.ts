import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readRunsOnce } from '../../activity/read.ts';
import { collect } from '../../dashboard/collect.ts';
import { dashboardPage } from '../../dashboard/page.ts';
import { ConfigError } from '../../errors/errors.ts';
import { describeError } from '../../report/describe-error.ts';
import { count } from '../../report/words/count.ts';
import { VERSION } from '../../version.ts';
import { languageFlag, languageIn, type OptionHelp, optionLines, readOptions } from '../options.ts';

/** What the command gets from outside. */
export interface DashboardWorld {
  readonly output: { write(text: string): unknown };
  readonly currentFolder: string;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** The options of the command. */
export const FLAGS = {
  log: ['DIR', 'folder of the activity logs, and of folders with them (activity)'],
  out: ['FILE', 'the page that is written (dashboard.html)'],
  ...languageFlag('the page'),
} as const satisfies OptionHelp;

/** What `dashboard --help` says. */
export const dashboardHelp = `exact-asperion-sync dashboard makes one page of the activity logs of your runs: runs over time, what waits and why, the money
booked per period and VAT code, calls, how long runs took, and the way of each record through both systems.

Each run leaves its log as an artifact. Download them first (of several companies, those of companies.yml), then open the
page in a browser: it needs no network and no other file.

  gh run list --repo OWNER/NAME --workflow sync.yml --branch main --limit 1000 --json databaseId,event --jq '.[] | select(.event | startswith("pull_request") | not) | .databaseId' |
    while read -r run; do gh run download "$run" --repo OWNER/NAME --pattern 'exact-asperion-sync-activity-*' --dir activity; done
  exact-asperion-sync dashboard

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync dashboard
  exact-asperion-sync dashboard --log activity --out november.html
  exact-asperion-sync dashboard --language nl`;

/**
 * Runs the command. Lines that cannot be read are told and left out. Throws ConfigError ACTIVITY_MISSING if there is no run, and OUTPUT_FILE
 * if the page cannot be written.
 */
export async function dashboardCommand(args: readonly string[], world: DashboardWorld): Promise<boolean> {
  const options = readOptions('dashboard', args, ['log', 'out', 'language']);
  const { log = 'activity', out = 'dashboard.html' } = options;
  const lines = readRunsOnce(path.resolve(world.currentFolder, log));
  const made = { madeAt: Math.round(world.clock() / 1000), version: VERSION };
  const collected = await collect(lines, made, languageIn(options.language));
  tellDamaged(collected.damaged, world);
  const { runs, events } = collected.overview;
  if (runs.length === 0) {
    const hint = 'Download the logs of the runs first, see docs/dashboard.md, and name their folder with --log.';
    throw new ConfigError('ACTIVITY_MISSING', `No run in ${log} can be read.`, { hint });
  }
  const page = dashboardPage(collected);
  writePage(path.resolve(world.currentFolder, out), page);
  const megabytes = (page.length / 1e6).toFixed(1);
  world.output.write(
    `${out} shows ${count(runs.length, 'run')} and ${count(events.count, 'event')}, ${megabytes} MB. Open it in a browser.\n` +
      'It holds references and amounts of your books: share it only with those who may see them.\n',
  );
  return true;
}

/** How many lines that cannot be read are told one by one. */
const TOLD = 5;

function tellDamaged(damaged: readonly ConfigError[], { output }: DashboardWorld): void {
  for (const error of damaged.slice(0, TOLD)) for (const line of describeError(error, false)) output.write(`${line}\n`);
  if (damaged.length > TOLD) output.write(`And ${count(damaged.length - TOLD, 'line')} more that cannot be read.\n`);
}

function writePage(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const hint = 'Give another file with --out, in a folder that exists and that you may write to.';
    throw new ConfigError('OUTPUT_FILE', `The file ${path.basename(file)} cannot be written.`, { hint, cause });
  }
}
