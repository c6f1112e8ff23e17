import { readMark } from '../../src/desk/issue-marks.ts';
import type { Owner } from '../../src/desk/owner.ts';
import { type Desk, type DeskIssue, type IssueAction, planIssues } from '../../src/desk/plan-issues.ts';
import { readerOf } from '../../src/report/reader.ts';
import type { DeadLetterReport, RunReport } from '../../src/report/run-report.ts';
import { deadLetter, reportWith } from '../report/reports.ts';

export const runner = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_REF_NAME: 'main' };
export const reason = 'Table terms has no row for "14". Add "14": … to mappings/tables/terms.yml.';
export const at = { file: 'mappings/tables/terms.yml', line: 12, column: 1 };
/** The folder of mappings of a single company. */
export const ONLY: Owner = { mappings: 'mappings', company: null };
export const waits = (reference: string, parts: Partial<DeadLetterReport> = {}) =>
  deadLetter(reference, { reason, at, ...parts });

export const deskOf = (report: RunReport, parts: Partial<Desk> = {}): Desk => ({
  report,
  owner: ONLY,
  enabled: new Set(['customers']),
  isWhole: true,
  acted: { boxes: new Map(), atMs: 0 },
  reader: readerOf('en', runner),
  candidates: new Map(),
  ...parts,
});
export const withLetters = (...deadLetters: readonly DeadLetterReport[]): RunReport => reportWith({ deadLetters });

/** The issue that an action opened, as GitHub would list it. */
export function issueOf(action: IssueAction | undefined, parts: Partial<DeskIssue> = {}): DeskIssue {
  if (action?.kind !== 'open') throw new RangeError('This opens no issue.');
  const mark = readMark(action.body);
  if (mark === null) throw new RangeError('The body has no mark.');
  return { number: 1, body: action.body, isOpen: true, isDeclined: false, isTrusted: true, mark, ...parts };
}
export const opened = (report: RunReport): DeskIssue => issueOf(planIssues(deskOf(report), [], [])[0]);
