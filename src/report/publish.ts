import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Checkout, UNSEEN } from '../config/checkout.ts';
import { type Environment, type FailOn, languageOf } from '../config/inputs.ts';
import { ConfigError } from '../errors/errors.ts';
import type { Language } from '../errors/language.ts';
import * as core from '../github/workflow-commands.ts';
import { alarmSentences } from './alarm/alarm-words.ts';
import { type Freshness, freshnessMarks, freshnessPage, freshnessSentence } from './alarm/freshness-report.ts';
import { describeError, errorsIn, logLine } from './describe-error.ts';
import { doctorHeadline, type Finding, findingAnnotations, findingLines, findingsPage } from './doctor-report.ts';
import { logText } from './log-text.ts';
import {
  type MergedReport,
  mergedPage,
  mergedTotals,
  mergedVerdict,
  missingIn,
  whyMissing,
} from './merge/merged-page.ts';
import { OUTPUTS } from './output-names.ts';
import { fitted } from './page/fit.ts';
import { markdown } from './page/markdown.ts';
import type { Page } from './page/page.ts';
import { styleFor } from './page/terminal.ts';
import { readerOf, readWords } from './reader.ts';
import { type Annotations, annotationsFor, annotationsOf } from './run/annotations.ts';
import { errorsPage, runPage } from './run/summary.ts';
import { verdictOf } from './run/verdict.ts';
import { type RunReport, stopsOf, type Totals, totalsOf } from './run-report.ts';
import {
  type Validation,
  validateAnnotations,
  validateHeadline,
  validateLines,
  validationPage,
} from './validate-report.ts';
import { en } from './words/en.ts';
import type { Words } from './words/words.ts';
import { written } from './written.ts';

const say = (text: string): void => core.info(logText(text));

/** GitHub drops a step's summary above 1 MiB; how it counts is not documented, so there is a margin. */
const SUMMARY_BYTES = 1_000_000;

/** The file of a run's report. */
export const REPORT_FILE = 'exact-asperion-sync-report.json';

const MERGED_FILE = 'exact-asperion-sync-merged.json';

/** Where the results of a run go. */
export interface RunReaders {
  /** Where the report goes: RUNNER_TEMP. */
  readonly folder: string;
  /** The activity log, which is written already; null = there is none. */
  readonly activityFile: string | null;
  readonly environment: Environment;
  readonly language: Language;
  readonly failOn: FailOn;
  /** What links and marks may lead to. */
  readonly checkout: Checkout;
}

/**
 * Publishes what a run did: the report as a file, the outputs, the job summary, annotations, and in the log the errors and a
 * last line.
 */
export async function publishRun(
  report: RunReport,
  { folder, activityFile, environment, language, failOn, checkout }: RunReaders,
): Promise<void> {
  const reader = readerOf(language, environment, checkout);
  const { words } = reader;
  const reportFile = path.join(folder, REPORT_FILE);
  const page = runPage(report, reader);

  await written('report', () => writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`), words);
  const more = { [OUTPUTS.report]: reportFile, [OUTPUTS.activityLog]: activityFile ?? '' };
  await setOutputs({ ...outputsOf(totalsOf(report)), ...more }, words);

  for (const sentence of alarmSentences(report.alarm, words)) say(sentence);
  for (const error of [...report.errors, ...stopsOf(report).map((stop) => stop.error)]) say(logLine(error));
  annotate(annotationsOf(report, failOn, words), words, checkout);
  await writeSummary(page, environment, words.reportFile, words);
  say(verdictOf(report, words).text);
}

const outputsOf = (totals: Totals): Readonly<Record<string, number>> => ({
  [OUTPUTS.created]: totals.created,
  [OUTPUTS.updated]: totals.updated,
  [OUTPUTS.unchanged]: totals.unchanged,
  [OUTPUTS.skipped]: totals.skipped,
  [OUTPUTS.deadLetters]: totals.deadLetters,
  [OUTPUTS.failed]: totals.failed,
  [OUTPUTS.apiCalls]: totals.apiCalls,
});

/** Sets outputs of the step, and says so if that fails. */
export async function setOutputs(outputs: Readonly<Record<string, string | number>>, words: Words): Promise<void> {
  const set = (): void => {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  };
  await written('outputs', set, words);
}

/** Publishes what the jobs of all companies did: one report as a file, the outputs, one summary, and a mark for each company without a report. */
export async function publishMerged(
  merged: MergedReport,
  { folder, environment, language, checkout }: Omit<RunReaders, 'activityFile' | 'failOn'>,
): Promise<void> {
  const reader = readerOf(language, environment, checkout);
  const { words } = reader;
  const reportFile = path.join(folder, MERGED_FILE);
  await written('report', () => writeFile(reportFile, `${JSON.stringify(merged, null, 2)}\n`), words);
  await setOutputs({ ...outputsOf(mergedTotals(merged)), [OUTPUTS.report]: reportFile }, words);
  const missing = missingIn(merged).map((part) => {
    return { code: 'REPORT_MISSING', message: `${part.name}: ${whyMissing(part, words)}`, hint: null };
  });
  for (const error of missing) say(logLine(error));
  annotate(annotationsFor(missing, words), words);
  await writeSummary(mergedPage(merged, reader), environment, words.reportFile, words);
  say(mergedVerdict(merged, words).text);
}

/** Leaves a report of a company whose run could not begin, so that the summary of all says why. */
export async function reportFailure(
  thrown: unknown,
  report: Omit<RunReport, 'errors'>,
  { folder, words }: { readonly folder: string; readonly words: Words },
): Promise<void> {
  const reportFile = path.join(folder, REPORT_FILE);
  const text = `${JSON.stringify({ ...report, errors: errorsIn(thrown) }, null, 2)}\n`;
  if (await written('report', () => writeFile(reportFile, text), words))
    await setOutputs({ [OUTPUTS.report]: reportFile }, words);
}

/**
 * Reports why a run could not begin or ended in an error: one line of the log and, as far as GitHub shows
 * them, one annotation per problem. A stack is shown only with debug logging. `began` = something may have been written.
 */
export async function publishFailure(thrown: unknown, began: boolean, environment: Environment): Promise<void> {
  for (const line of describeError(thrown, core.isDebug())) say(line);
  const errors = errorsIn(thrown);
  const words = readWords(languageOf(environment), environment);
  annotate(annotationsFor(errors, words), words);
  await writeSummary(errorsPage(errors, began, words), environment, words.theLog, words);
}

/**
 * Publishes what the doctor found: a list in the log, the report as a file if one is named, on GitHub also as an output, annotations on
 * file lines and a summary table.
 */
export async function publishFindings(
  findings: readonly Finding[],
  report: object,
  to: {
    readonly isTerminal: boolean;
    readonly reportFile: string | null;
    readonly log: (line: string) => void;
    readonly environment: Environment;
  },
): Promise<void> {
  const { reportFile } = to;
  for (const line of findingLines(findings, to.isTerminal)) to.log(line);
  if (to.environment.GITHUB_ACTIONS === 'true') annotate(findingAnnotations(findings));
  await writeSummary(findingsPage(findings), to.environment, 'the log');
  to.log(doctorHeadline(findings));
  if (reportFile === null) return;
  try {
    await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw new ConfigError('REPORT_NOT_WRITTEN', `The report could not be written to ${reportFile}.`, {
      hint: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    });
  }
  if (to.environment.GITHUB_ACTIONS === 'true') await setOutputs({ [OUTPUTS.report]: reportFile }, en);
}

/** Publishes whether the books are fresh: in the log, as annotations and a summary. */
export async function publishFreshness(found: Freshness, words: Words, environment: Environment): Promise<void> {
  say(freshnessSentence(found, words));
  annotate(freshnessMarks(found, words), words);
  await writeSummary(freshnessPage(found, words), environment, words.theLog, words);
}

/** Publishes the test results of the mappings: in the log, on GitHub also as annotations and a summary. */
export async function publishValidation(
  validation: Validation,
  to: { readonly isTerminal: boolean; readonly log: (line: string) => void; readonly environment: Environment },
): Promise<void> {
  const style = styleFor(to.isTerminal, to.environment);
  for (const line of validateLines(validation, style)) to.log(line);
  if (to.environment.GITHUB_ACTIONS === 'true') annotate(validateAnnotations(validation));
  await writeSummary(validationPage(validation), to.environment, 'the log');
  to.log(validateHeadline(validation));
}

/** Marks on the run's page, and on the lines of files: of a file that the checkout does not have, on the line that stands for it. */
export function annotate({ shown, more }: Annotations, words: Words = en, checkout: Checkout = UNSEEN): void {
  for (const { level, title, message, at } of shown) {
    const text = logText(message);
    const line = at === null || checkout.has(at.file) ? at : checkout.use;
    const place = line === null ? {} : { file: line.file, startLine: line.line, startColumn: line.column };
    if (level === 'error') core.error(text, { title: logText(title), ...place });
    else core.warning(text, { title: logText(title), ...place });
  }
  if (more > 0) say(words.annotations.more(words.count(more, 'problem')));
}

/** Writes the job summary, of which `where` has what does not fit, or says that it cannot; outside of a runner there is none. */
export async function writeSummary(
  page: Page,
  environment: Environment,
  where: string,
  words: Words = en,
): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file } = environment;
  if (!file) return;
  const text = markdown(fitted(page, SUMMARY_BYTES, where, words));
  await written('summary', () => appendFile(file, text), words);
}
