import { createHash } from 'node:crypto';
import { isShipped } from '../../config/checkout.ts';
import { factsOfCode } from '../../errors/codes.ts';
import type { Outage, SourcePosition } from '../../errors/errors.ts';
import type { Advice } from '../advice.ts';
import {
  type DeadLetterReport,
  type FlowReport,
  failedInPassing,
  type ReportedError,
  type RunReport,
  stopsOf,
} from '../run-report.ts';
import { ofEach, saidOf } from './of-each.ts';

/** A record of a flow, by its reference. */
export interface FlowRecord {
  readonly flow: string;
  readonly reference: string;
  /** The address at which its system shows it; absent = not known. */
  readonly screen?: string;
  readonly pins?: DeadLetterReport['pins'];
  /** Why this one waits; absent = an issue kept no more of it than what is said of all. */
  readonly reason?: string;
}

/** One reason why something waits or stopped, with all that it holds up. */
export interface Cause {
  /** The same from run to run, 12 hexadecimal digits: of its code, its file and its reason. */
  readonly id: string;
  /**
   * `run`: something outside of the flows; `stopped`: it stopped flows; `waiting`: records wait for a person; `passing`: they failed and
   * are tried again in the next run by themselves.
   */
  readonly kind: 'run' | 'stopped' | 'waiting' | 'passing';
  readonly code: string;
  /** What happened; of several records, without the number under which each would be booked. */
  readonly reason: string;
  /** The record whose numbers the reason has, if others have the same reason with other numbers; null = it holds for all. */
  readonly exampleOf: string | null;
  /** What to do, as the error itself says; null = nothing in particular. */
  readonly hint: string | null;
  /** What the system's own words mean, and what to do; null = nothing is known of them. */
  readonly advice: Advice | null;
  /** The place in a file that a person would edit. */
  readonly at?: SourcePosition;
  /** The system that did not answer, if that stopped the flows. */
  readonly outage?: Outage;
  readonly flows: readonly string[];
  /** How many records there are of each resource, each record once. */
  readonly counts: readonly { readonly source: FlowReport['source'] | null; readonly count: number }[];
  /** The references of the records, each once; empty if it is not about records. */
  readonly references: readonly string[];
  /** The same records with the flows in which they wait. */
  readonly records: readonly FlowRecord[];
  /** ISO text in UTC of its first failure; null if it is not about records. */
  readonly firstAt: string | null;
  /** True if something failed for it for the first time in this run. */
  readonly isNew: boolean;
}

const ORDER: readonly Cause['kind'][] = ['run', 'stopped', 'waiting', 'passing'];

/** All causes of a run: what went wrong outside of the flows, what stopped flows, then records, new causes first and the largest first. */
export function causesOf(report: RunReport): readonly Cause[] {
  const about = { exampleOf: null, advice: null, counts: [], references: [], records: [], firstAt: null };
  const ofError = (kind: 'run' | 'stopped', flows: readonly string[], { message, ...error }: ReportedError): Cause => {
    const told = { ...error, reason: message };
    return { ...about, id: causeId(told), kind, flows, isNew: true, ...told };
  };
  const ofRun = report.errors.map((error) => ofError('run', [], error));
  const ofFlows = stopsOf(report).map(({ flows, error }) => ofError('stopped', flows, error));
  const groups = Map.groupBy(report.flows.flatMap(waitingIn), ({ letter, kind }) => `${kind} ${causeId(letter)}`);
  const ofRecords = [...groups.values()].map(ofGroup);
  return [...ofRun, ...ofFlows, ...ofRecords].sort(
    (left, right) =>
      ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind) ||
      Number(right.isNew) - Number(left.isNew) ||
      right.references.length - left.references.length,
  );
}

interface Waiting {
  readonly kind: 'waiting' | 'passing';
  readonly letter: DeadLetterReport;
  readonly flow: FlowReport;
  readonly isNew: boolean;
}

/** The records of a flow that wait, and those that failed and do not wait. */
function waitingIn(flow: FlowReport): readonly Waiting[] {
  const fresh = new Set(flow.failures.filter(({ isNew }) => isNew).map(({ reference }) => reference));
  return [
    ...flow.deadLetters.map((letter): Waiting => {
      return { kind: 'waiting', letter, flow, isNew: fresh.has(letter.reference) };
    }),
    ...failedInPassing(flow).map((letter): Waiting => {
      return { kind: letter.nextAt === null ? 'passing' : 'waiting', letter, flow, isNew: letter.isNew };
    }),
  ];
}

/** What a cause is known by. */
export interface Told extends Pick<DeadLetterReport, 'code' | 'reason'> {
  readonly at?: SourcePosition | undefined;
}

/**
 * The id of the cause that an error or a record has. Records have one cause if one correction helps all of them: a missing row is a cause of its
 * own, other reasons may differ in numbers. Lines move when a file is edited, so only the file counts.
 */
export function causeId(told: Told): string {
  const text = [told.code, told.at?.file ?? '', sameReason(told)].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The place that a person is sent to, to edit it; undefined for that of a check, which only an annotation marks, and for what comes with the action. */
export const placeToEdit = ({ code, at }: Pick<Told, 'code' | 'at'>): SourcePosition | undefined =>
  factsOfCode(code)?.isGuard === true || (at !== undefined && isShipped(at.file)) ? undefined : at;

/** A reason without its numbers and quotations, unless those say what to correct. What is said of one line or of several is the same. */
function sameReason({ code, reason }: Told): string {
  if (factsOfCode(code)?.isNamed === true) return reason;
  const sentences = ofEach(reason)
    .replace(/"[^"]*"|[-\u2212]?\d+([.,:/-]\d+)*/g, '#')
    .split(/(?<=[.!?]) /);
  return [...new Set(sentences)].join(' ');
}

function ofGroup(group: readonly Waiting[]): Cause {
  const [first] = group as readonly [Waiting, ...Waiting[]];
  const { kind, letter } = first;
  const bySource = Map.groupBy(group, ({ flow: { source } }) => (source ? `${source.system} ${source.resource}` : ''));
  const counts = [...bySource.values()].map((same) => {
    const references = new Set(same.map((one) => one.letter.reference));
    return { source: same[0]?.flow.source ?? null, count: references.size };
  });
  const records = group.map(({ flow, letter: { reference, screen, pins, reason } }): FlowRecord => {
    return { flow: flow.flow, reference, reason, ...(screen !== undefined && { screen }), ...(pins && { pins }) };
  });
  return {
    id: causeId(letter),
    kind,
    code: letter.code,
    ...saidOf(records, letter.reason),
    hint: null,
    advice: letter.advice ?? null,
    ...(letter.at && { at: letter.at }),
    flows: [...new Set(group.map(({ flow }) => flow.flow))],
    counts,
    references: [...new Set(group.map((one) => one.letter.reference))],
    records,
    firstAt: group.map((one) => one.letter.firstAt).sort()[0] ?? null,
    isNew: group.some(({ isNew }) => isNew),
  };
}
