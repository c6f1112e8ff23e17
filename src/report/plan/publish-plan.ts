import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Checkout } from '../../config/checkout.ts';
import type { Environment } from '../../config/inputs.ts';
import type { Language } from '../../errors/language.ts';
import { OUTPUTS } from '../output-names.ts';
import { fitted } from '../page/fit.ts';
import { markdown } from '../page/markdown.ts';
import { styleFor, terminalText } from '../page/terminal.ts';
import { annotate, setOutputs, writeSummary } from '../publish.ts';
import { readerOf } from '../reader.ts';
import { annotationsFor } from '../run/annotations.ts';
import type { ReportedError } from '../run-report.ts';
import type { Comparison } from './comparison-report.ts';
import { comparisonHeadline, comparisonPage } from './comparison-summary.ts';
import type { Plan } from './plan-report.ts';
import { planHeadline, planLine, planPage } from './plan-summary.ts';

/** The plan as a file in the folder that it is published to. */
export const PLAN_FILE = 'exact-asperion-sync-plan.json';
const PLAN_TEXT_FILE = 'exact-asperion-sync-plan.md';
/** A plan that a person reads on a terminal has at most as many rows as fit into so many bytes of Markdown. */
const TERMINAL_BYTES = 64_000;

/** Where a plan goes. */
export interface PlanReaders {
  /** Where the files go: RUNNER_TEMP. */
  readonly folder: string;
  readonly environment: Environment;
  readonly isTerminal: boolean;
  readonly language: Language;
  /** The files that a link may lead to; absent = they were not looked at. */
  readonly checkout?: Checkout;
  readonly log: (line: string) => void;
}

/**
 * Publishes a plan: as JSON and Markdown files, on GitHub also as outputs, job summary and annotations on
 * file lines that stop a flow; elsewhere as text.
 */
export async function publishPlan(made: Plan | Comparison, to: PlanReaders): Promise<void> {
  const { folder, environment, isTerminal, language, checkout, log } = to;
  const reader = readerOf(language, environment, checkout);
  const { words } = reader;
  const file = path.join(folder, PLAN_FILE);
  const textFile = path.join(folder, PLAN_TEXT_FILE);
  const page = made.kind === 'plan' ? planPage(made, reader) : comparisonPage(made, words);
  await writeFile(file, `${JSON.stringify(made, null, 2)}\n`);
  await writeFile(textFile, markdown(page));
  if (environment.GITHUB_ACTIONS !== 'true') {
    const shown = fitted(page, TERMINAL_BYTES, words.plan.withJson, words);
    log(terminalText(shown, styleFor(isTerminal, environment)));
    if (made.kind === 'plan') log(planLine(made, words));
    return;
  }
  await setOutputs({ [OUTPUTS.plan]: file, [OUTPUTS.activityLog]: textFile }, words);
  annotate(annotationsFor(errorsOf(made), words), words);
  await writeSummary(page, environment, words.plan.theFile, words);
  log(made.kind === 'plan' ? planHeadline(made, words) : comparisonHeadline(made, words));
}

function errorsOf(made: Plan | Comparison): readonly ReportedError[] {
  if (made.kind === 'plan') return made.flows.flatMap(({ error }) => error ?? []);
  return made.flows.flatMap(({ errors }) => errors.map(({ error }) => error));
}
