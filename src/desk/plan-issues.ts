import { factsOfCode } from '../errors/codes.ts';
import type { Issue } from '../github/issues.ts';
import type { Reader } from '../report/reader.ts';
import { type Cause, causesOf, type FlowRecord } from '../report/run/causes.ts';
import { saidOf } from '../report/run/of-each.ts';
import { cameToItsEnd, type RunReport } from '../report/run-report.ts';
import type { Candidates } from './candidates.ts';
import { type IssueMark, keyOfBox, ownReason, readBoxes, readMark, recordsOf } from './issue-marks.ts';
import { bodyOf, type IssueState, moreText, titleOf } from './issue-text.ts';
import { type Owner, ownerIn } from './owner.ts';

/** An issue of the desk. */
export interface DeskIssue extends Issue {
  readonly mark: IssueMark;
}

/** One thing to do on GitHub. */
export type IssueAction =
  | { readonly kind: 'open'; readonly title: string; readonly body: string }
  | { readonly kind: 'update' | 'reopen'; readonly number: number; readonly body: string }
  | { readonly kind: 'close'; readonly number: number };

/** What a run leaves behind, for the desk. */
export interface Desk {
  readonly report: RunReport;
  readonly owner: Owner;
  /** Names of the flows that run when nobody chooses. */
  readonly enabled: ReadonlySet<string>;
  /** False if the run was about some records only. */
  readonly isWhole: boolean;
  /** Keys of the boxes that this run acted on, by the issue's number, and when (epoch ms). */
  readonly acted: { readonly boxes: ReadonlyMap<number, ReadonlySet<string>>; readonly atMs: number };
  readonly reader: Reader;
  /** What a missing row may be, by the cause's id. */
  readonly candidates: ReadonlyMap<string, Candidates>;
}

/** Issues that one run opens at most; the other causes share one. */
export const MOST_NEW = 10;
/** Issues that are open at most; the other causes share one. */
export const MOST_OPEN = 40;

/** The issues of a folder's desk among others, those of all its companies: trusted, with a mark that names the folder; of two with one cause the older. */
export function issuesOfFolder(issues: readonly Issue[], mappings: string): readonly DeskIssue[] {
  const own = issues
    .flatMap((issue) => {
      const mark = issue.isTrusted ? readMark(issue.body) : null;
      return mark?.mappings === mappings ? [{ ...issue, mark }] : [];
    })
    .toSorted((left, right) => left.number - right.number);
  const known = new Set<string>();
  return own.filter(({ mark: { id, company = '' } }) => {
    const key = `${company}\n${id}`;
    return !known.has(key) && known.add(key);
  });
}

/** Those of one owner. */
export const deskIssues = (issues: readonly Issue[], { mappings, company }: Owner): readonly DeskIssue[] =>
  issuesOfFolder(issues, mappings).filter(({ mark }) => ownerIn(mark).company === company);

/** The causes that a person has to look at, each id once. What passes by itself has no issue: faults of a network, outages, limits. */
export function causesForDesk(report: RunReport): readonly Cause[] {
  const lasting = causesOf(report).filter(
    ({ kind, code }) => kind !== 'passing' && factsOfCode(code)?.class !== 'transient',
  );
  const byId = Map.groupBy(lasting, ({ id }) => id);
  return [...byId.values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined || others.length === 0) return first ?? [];
    return { ...first, ...joined(same) };
  });
}

/** Causes with the same words at two lines of a file are one for the desk. */
function joined(same: readonly Cause[]): Partial<Cause> {
  const records = same.flatMap((one) => one.records);
  return {
    ...saidOf(records, same[0]?.reason ?? ''),
    flows: [...new Set(same.flatMap(({ flows }) => flows))],
    references: [...new Set(same.flatMap(({ references }) => references))],
    records,
    firstAt: same.flatMap(({ firstAt }) => firstAt ?? []).sort()[0] ?? null,
    isNew: same.some(({ isNew }) => isNew),
  };
}

/** Causes that no open issue tells of. */
export function untold(causes: readonly Cause[], open: readonly DeskIssue[]): readonly Cause[] {
  const told = new Set(open.map(({ mark }) => mark.id));
  return causes.filter(({ id }) => !told.has(id));
}

/** What to do with the issues after a run. `closed` are those that were closed last. Pure. */
export function planIssues(
  desk: Desk,
  open: readonly DeskIssue[],
  closed: readonly DeskIssue[],
): readonly IssueAction[] {
  const causes = causesForDesk(desk.report);
  const byId = new Map(causes.map((cause) => [cause.id, cause]));
  const standing = open.filter(({ mark }) => mark.kind !== 'more');
  const kept = standing.flatMap((issue) => {
    const cause = byId.get(issue.mark.id);
    if (cause === undefined) return isGone(issue, desk) ? [close(issue)] : [];
    return update(issue, bodyFor(cause, issue, desk));
  });
  const gone = kept.filter(({ kind }) => kind === 'close').length;
  const fresh = untold(causes, standing).filter(({ id }) => !isDeclined(id, closed));
  const room = Math.max(Math.min(MOST_NEW, MOST_OPEN - (standing.length - gone)), 0);
  const opened = fresh.slice(0, room).map((cause): IssueAction => {
    const earlier = closed.findLast(({ mark }) => mark.id === cause.id);
    if (earlier !== undefined) return { kind: 'reopen', number: earlier.number, body: bodyFor(cause, earlier, desk) };
    const title = titleOf(cause, desk.reader.words, stateFor(cause, null, desk));
    return { kind: 'open', title, body: bodyFor(cause, null, desk) };
  });
  return [...kept, ...opened, ...planMore(fresh.slice(room), open, closed, desk)];
}

/** A person who closes an issue as not planned wants to hear no more of it. */
const isDeclined = (id: string, closed: readonly DeskIssue[]): boolean =>
  closed.findLast(({ mark }) => mark.id === id)?.isDeclined === true;

function planMore(
  left: readonly Cause[],
  open: readonly DeskIssue[],
  closed: readonly DeskIssue[],
  { reader, owner }: Desk,
): readonly IssueAction[] {
  const there = open.find(({ mark }) => mark.kind === 'more');
  if (left.length === 0) return there === undefined ? [] : [close(there)];
  const { title, body } = moreText(left, reader, owner);
  if (there !== undefined) return update(there, body);
  const earlier = closed.findLast(({ mark }) => mark.kind === 'more');
  if (earlier?.isDeclined === true) return [];
  return [earlier === undefined ? { kind: 'open', title, body } : { kind: 'reopen', number: earlier.number, body }];
}

const close = ({ number }: DeskIssue): IssueAction => ({ kind: 'close', number });

function update({ number, body: before }: DeskIssue, body: string): readonly IssueAction[] {
  return before.trimEnd() === body.trimEnd() ? [] : [{ kind: 'update', number, body }];
}

/** The new body of an issue. */
const bodyFor = (cause: Cause, issue: DeskIssue | null, desk: Desk): string =>
  bodyOf(issue?.isOpen === true ? withOthers(cause, issue, desk) : cause, desk.reader, stateFor(cause, issue, desk));

/** What it says beside its cause: boxes that this run did not act on stay ticked. */
function stateFor(cause: Cause, issue: DeskIssue | null, { acted, candidates, owner }: Desk): IssueState {
  const done = issue === null ? undefined : acted.boxes.get(issue.number);
  const ticked = readBoxes(issue?.body ?? '').filter(({ isTicked }) => isTicked);
  const left = ticked.map(keyOfBox).filter((key) => done?.has(key) !== true);
  return {
    owner,
    ticked: new Set(issue?.isOpen === true ? left : []),
    actedMs: done === undefined ? issue?.mark.actedMs : acted.atMs,
    candidates: candidates.get(cause.id) ?? issue?.mark.candidates ?? null,
    isProposed: issue?.mark.isProposed ?? false,
  };
}

/** A cause with what its issue says of the flows that this run left out and that are still on: their names and their records. */
function withOthers(cause: Cause, { mark, body }: DeskIssue, { report, enabled }: Desk): Cause {
  const present = new Set(report.flows.map(({ flow }) => flow));
  const others = mark.flows.filter((flow) => !present.has(flow) && enabled.has(flow));
  if (others.length === 0) return cause;
  const left = recordsOf({ mark, body }).filter(({ flow }) => others.includes(flow));
  const known = left.map((record): FlowRecord => {
    const reason = ownReason(mark, record);
    return { ...record, ...pinsIn(body, record), ...(reason !== undefined && { reason }) };
  });
  const records = [...cause.records, ...known];
  const references = [...new Set(records.map(({ reference }) => reference))];
  return {
    ...cause,
    ...saidOf(records, cause.reason),
    flows: [...new Set([...cause.flows, ...others])],
    // Nothing tells which records they are.
    counts: [{ source: null, count: references.length }],
    references,
    records,
    firstAt: [cause.firstAt, mark.since ?? null].filter((time) => time !== null).sort()[0] ?? null,
  };
}

/** The pins that a body offers for a record. */
function pinsIn(body: string, { flow, reference }: FlowRecord): Pick<FlowRecord, 'pins'> {
  const own = readBoxes(body).filter((box) => box.flow === flow && box.reference === reference);
  const targets = own.flatMap(({ target }) => target ?? []);
  return targets.length === 0 ? {} : { pins: { flow, reference, targets } };
}

/**
 * True if a run shows that a cause is gone: each of its flows ran to its end or does not run any more, some flow ran if the cause is of no flow, and
 * none of its records failed for a passing reason, behind which the old one may still be.
 */
function isGone({ mark, body }: DeskIssue, { report, enabled, isWhole }: Desk): boolean {
  if (mark.kind !== 'waiting' && !isWhole) return false;
  const ended = new Map(report.flows.map((one) => [one.flow, cameToItsEnd(one)]));
  const isSettled = mark.flows.every((flow) => ended.get(flow) ?? !enabled.has(flow));
  if (!isSettled) return false;
  if (mark.kind === 'run' && report.flows.every(({ isPaused }) => isPaused === true)) return false;
  const passing = causesOf(report).filter(({ kind }) => kind === 'passing');
  const failed = new Set(passing.flatMap(({ records }) => records.map((one) => `${one.flow}\n${one.reference}`)));
  return !recordsOf({ mark, body }).some(({ flow, reference }) => failed.has(`${flow}\n${reference}`));
}
