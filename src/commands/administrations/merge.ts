import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkoutOf } from '../../config/checkout.ts';
import { loadSettings } from '../../config/config.ts';
import { ascending } from '../../order.ts';
import { type MergedPart, missingIn } from '../../report/merge/merged-page.ts';
import { readReport } from '../../report/merge/report-schema.ts';
import { publishMerged, REPORT_FILE } from '../../report/publish.ts';
import { VERSION } from '../../version.ts';
import type { CommandContext } from '../session.ts';
import { askedFor } from './in-administration.ts';

/**
 * The last job of a workflow for several companies: makes one summary of the reports of their jobs. It is red only if a report is missing: each job is red
 * itself for what went wrong in it, and one mail is enough. Calls neither system and opens no state. Returns the exit code. Throws ConfigErrors.
 */
export async function merge({ inputs, github, environment }: CommandContext): Promise<number> {
  const settings = loadSettings(inputs.mappings, github.workspace);
  const names = askedFor(inputs, settings).map(({ name }) => name);
  const found = foundIn(path.resolve(github.workspace, inputs.reports), names);
  const administrations = names.map((name) => partOf(name, found, Number(github.runAttempt)));
  const merged = { version: VERSION, administrations };
  const checkout = checkoutOf(inputs.mappings, github.workspace);
  await publishMerged(merged, { ...inputs, folder: github.temporaryFolder ?? tmpdir(), environment, checkout });
  return missingIn(merged).length === 0 ? 0 : 1;
}

/** A file that a job left; `report` is null if parts of it are missing. */
interface Found extends Pick<MergedPart, 'name' | 'report'> {
  /** The attempt of the run that left it, by the name of its artifact; 0 = not known. */
  readonly attempt: number;
}

/** The newest report of a company, as after a re-run there may be several. One of an earlier attempt than this is told as such. */
function partOf(name: string, found: readonly Found[], attempt: number): MergedPart {
  const newest = found.findLast((one) => one.name === name);
  if (newest === undefined) return { name, report: null };
  if (newest.report === null) return { name, report: null, isDamaged: true };
  const isEarlier = newest.attempt > 0 && newest.attempt < attempt;
  return { name, report: newest.report, ...(isEarlier && { earlierAttempt: newest.attempt }) };
}

/** The files of these companies in a folder and those below it, the oldest first. */
function foundIn(folder: string, names: readonly string[]): readonly Found[] {
  const endOf = ({ report }: Found): string => report?.finishedAt ?? '';
  return filesIn(folder)
    .flatMap((file) => readFound(file, names) ?? [])
    .sort((left, right) => left.attempt - right.attempt || ascending(endOf(left), endOf(right)));
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

/** A file by what it says itself, or else by the folder of its artifact, `…-NAME-ATTEMPT`; null if neither says whose it is. */
function readFound(file: string, names: readonly string[]): Found | null {
  const [, artifact = '', attempt = '0'] = /^(.*)-(\d+)$/.exec(path.basename(path.dirname(file))) ?? [];
  const read = readReport(readFileSync(file, 'utf8'));
  const named = names.filter((name) => artifact.endsWith(`-${name}`)).sort((left, right) => right.length - left.length);
  const name = read?.administration ?? named[0];
  return name === undefined ? null : { name, report: read?.report ?? null, attempt: Number(attempt) };
}
