import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as core from '@actions/core';
import type { Environment } from '../../config/inputs.ts';
import { annotationsFor } from '../annotations.ts';
import { OUTPUTS } from '../output-names.ts';
import { annotate, writeSummary } from '../publish.ts';
import { readable } from '../readable.ts';
import type { ReportedError } from '../run-report.ts';
import type { Comparison } from './comparison-report.ts';
import { comparisonHeadline, summariseComparison } from './comparison-summary.ts';
import type { Plan } from './plan-report.ts';
import { planHeadline, summarisePlan } from './plan-summary.ts';

/** The plan as a file in the folder that it is published to. */
export const PLAN_FILE = 'exact-asperion-sync-plan.json';
const PLAN_TEXT_FILE = 'exact-asperion-sync-plan.md';
/** Bytes of a plan that a person reads on a terminal. */
const TERMINAL_BYTES = 64_000;

/** Where a plan goes. */
export interface PlanReaders {
  /** Where the files go: RUNNER_TEMP. */
  readonly folder: string;
  readonly environment: Environment;
  readonly log: (line: string) => void;
}

/**
 * Publishes a plan: as JSON and Markdown files, on GitHub also as outputs, job summary and annotations on
 * file lines that stop a flow; elsewhere as text.
 */
export async function publishPlan(made: Plan | Comparison, { folder, environment, log }: PlanReaders): Promise<void> {
  const file = path.join(folder, PLAN_FILE);
  const textFile = path.join(folder, PLAN_TEXT_FILE);
  await writeFile(file, `${JSON.stringify(made, null, 2)}\n`);
  await writeFile(textFile, textOf(made, Number.POSITIVE_INFINITY));
  const headline = made.kind === 'plan' ? planHeadline(made) : comparisonHeadline(made);
  if (environment.GITHUB_ACTIONS !== 'true') {
    log(readable(textOf(made, TERMINAL_BYTES)));
    return;
  }
  core.setOutput(OUTPUTS.plan, file);
  core.setOutput(OUTPUTS.activityLog, textFile);
  annotate(annotationsFor(errorsOf(made), []));
  await writeSummary(textOf(made), environment);
  log(headline);
}

function textOf(made: Plan | Comparison, most?: number): string {
  return made.kind === 'plan' ? summarisePlan(made, most) : summariseComparison(made, most);
}

function errorsOf(made: Plan | Comparison): readonly ReportedError[] {
  if (made.kind === 'plan') return made.flows.flatMap(({ error }) => error ?? []);
  return made.flows.flatMap(({ errors }) => errors.map(({ error }) => error));
}
