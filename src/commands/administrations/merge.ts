import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { checkoutOf } from '../../config/checkout.ts';
import { loadSettings } from '../../config/config.ts';
import { missingIn } from '../../report/merge/merged-page.ts';
import { publishMerged, REPORT_FILE } from '../../report/publish.ts';
import type { RunReport } from '../../report/run-report.ts';
import { VERSION } from '../../version.ts';
import type { CommandContext } from '../session.ts';
import { askedFor } from './in-administration.ts';

/** What is needed of a report to know whose it is; the rest is as this action wrote it in a job of the same run. */
const reportSchema = z.looseObject({
  administration: z.string(),
  finishedAt: z.string(),
  flows: z.array(z.looseObject({})),
  calls: z.record(z.string(), z.number()),
});

/**
 * The last job of a workflow for several companies: makes one summary of the reports of their jobs. It is red only if a report is missing: each job is red
 * itself for what went wrong in it, and one mail is enough. Calls neither system and opens no state. Returns the exit code. Throws ConfigErrors.
 */
export async function merge({ inputs, github, environment }: CommandContext): Promise<number> {
  const settings = loadSettings(inputs.mappings, github.workspace);
  const reports = readReports(path.resolve(github.workspace, inputs.reports));
  const administrations = askedFor(inputs, settings).map(({ name }) => ({ name, report: reports.get(name) ?? null }));
  const merged = { version: VERSION, administrations };
  const checkout = checkoutOf(inputs.mappings, github.workspace);
  await publishMerged(merged, { ...inputs, folder: github.temporaryFolder ?? tmpdir(), environment, checkout });
  return missingIn(merged).length === 0 ? 0 : 1;
}

/** The reports in a folder and those below it, by company; of several of one company, as after a re-run, the newest. */
function readReports(folder: string): ReadonlyMap<string, RunReport> {
  const found = filesIn(folder)
    .flatMap((file) => reportIn(file) ?? [])
    .sort((left, right) => (left.finishedAt < right.finishedAt ? -1 : 1));
  return new Map(found.map((report) => [report.administration ?? '', report]));
}

/** None if there is no such folder: no job left a report. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name === REPORT_FILE)
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/** Null for a file that a job could not write to its end: its company has no report then. */
function reportIn(file: string): RunReport | null {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return reportSchema.safeParse(report).success ? (report as RunReport) : null;
  } catch {
    return null;
  }
}
