import { readFile } from 'node:fs/promises';
import type { Language } from '../../src/errors/language.ts';
import type { Page } from '../../src/report/page/page.ts';
import type { Comparison } from '../../src/report/plan/comparison-report.ts';
import { comparisonPage } from '../../src/report/plan/comparison-summary.ts';
import type { Plan } from '../../src/report/plan/plan-report.ts';
import { planPage } from '../../src/report/plan/plan-summary.ts';
import { readerOf } from '../../src/report/reader.ts';
import { runPage } from '../../src/report/run/summary.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { ActionRun } from './runner.ts';

/** What a step of ours left as JSON; each is missing if the mode makes none, or ended early. */
export interface StepReports {
  readonly report?: RunReport;
  readonly plan?: Plan;
  readonly comparison?: Comparison;
}

/** Reads what a step left. */
export async function stepReports({ outputs }: Pick<ActionRun, 'outputs'>): Promise<StepReports> {
  const { plan, report } = outputs;
  if (plan !== undefined) {
    const read = JSON.parse(await readFile(plan, 'utf8')) as Plan | Comparison;
    return read.kind === 'plan' ? { plan: read } : { comparison: read };
  }
  const read = report === undefined ? {} : (JSON.parse(await readFile(report, 'utf8')) as object);
  return 'startedAt' in read ? { report: read as RunReport } : {};
}

/** The summary of a step, for a terminal; empty if its log has said it all. */
export function stepPage({ report, plan, comparison }: StepReports, language: Language = 'en'): Page {
  const reader = readerOf(language, {});
  if (plan !== undefined) return planPage(plan, reader);
  if (comparison !== undefined) return comparisonPage(comparison, reader.words);
  return report === undefined ? [] : runPage(report, reader);
}
