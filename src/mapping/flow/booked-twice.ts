import type { FlowSource } from '../../config/flow-source.ts';
import { ConfigError } from '../../errors/errors.ts';
import { titleOf } from '../../systems/registry.ts';
import { canonicalRule, contextOfRules, writtenRule } from '../steps/same-rules.ts';
import type { StepProgram } from '../steps/step-program.ts';
import type { Program } from './program.ts';

const HINT =
  'Turn one of them off (take it out of "flows" in settings.yml, or write enabled: false in a flow of your own), or "disjoint: WORD" with the same word in both when no record meets the conditions of both.';

/** True for a flow that writes documents. */
export const writesDocuments = ({ purpose, steps }: Program): boolean =>
  purpose === 'sync' && steps.some(({ policy }) => policy.kind === 'document');

/**
 * Errors for flows that run and book the same records of the source as documents in the same system. A copy of a flow under another name is
 * one of them. Not so two flows that make the same document of a record, as one that reads invoices and one that finds them by their orders: they
 * share the document and its link. `sources` are the files of the flows. Pure.
 */
export function bookedTwice(programs: readonly Program[], sources: readonly FlowSource[]): readonly ConfigError[] {
  const flows = programs.filter(writesDocuments);
  return flows.flatMap((program, position) =>
    flows.slice(0, position).flatMap((before) => {
      const same = sameBooking(before, program, sources);
      return same === null || isDisjoint(before, program) ? [] : [refusal(before, program, same)];
    }),
  );
}

/** The flows that must not take a record of `program` as well: both are declared disjoint, and each record is checked. */
export function disjointFlows(
  program: Program,
  programs: readonly Program[],
  isOn: (program: Program) => boolean,
): readonly Program[] {
  return programs.filter((other) => other.name !== program.name && isOn(other) && isDisjoint(program, other));
}

/** Both say so, and the records of one can be checked against the conditions of the other. */
export const isDisjoint = (left: Program, right: Program): boolean =>
  haveSameWord(left, right) &&
  left.source.spec.name === right.source.spec.name &&
  left.target.system === right.target.system;

/** Both are declared disjoint by the same word. */
export const haveSameWord = (left: Program, right: Program): boolean =>
  left.disjoint !== null && left.disjoint.word === right.disjoint?.word;

/** A step of a flow, with the records that it books. */
export interface Booking {
  readonly resource: string;
  readonly step: StepProgram;
  /** The document that is made of a record, as one text: its resource and the rules of its key; null = not one document for each record. */
  readonly document: string | null;
  /** What the step books stands for these records: an invoice for its order. */
  readonly isStandIn: boolean;
}

function sameBooking(
  left: Program,
  right: Program,
  sources: readonly FlowSource[],
): { readonly left: Booking; readonly right: Booking } | null {
  if (left.source.system !== right.source.system || left.target.system !== right.target.system) return null;
  const reads = [left, right].map(({ source }) => source.spec.name);
  // One of the two reads the records itself, the other finds them by its own.
  const isShared = (ours: Booking, theirs: Booking): boolean =>
    ours.document !== null &&
    ours.document === theirs.document &&
    reads.includes(ours.resource) &&
    [ours, theirs].some(({ step }) => step.elementOf !== null);
  const pairs = bookingsOf(left, sources).flatMap((ours) =>
    bookingsOf(right, sources)
      .filter(({ resource }) => resource === ours.resource)
      .map((theirs) => ({ left: ours, right: theirs })),
  );
  const shared = pairs.filter((pair) => isShared(pair.left, pair.right));
  const sharing = new Set(shared.flatMap((pair) => [pair.left.step, pair.right.step]));
  // A flow that shares the invoices of orders knows of them itself, and an order in the target is no sale yet.
  const isApart = (one: Booking, other: Booking): boolean =>
    one.isStandIn && (sharing.has(one.step) || other.step.spec.isOrder === true);
  return (
    pairs.find(
      (pair) => !(shared.includes(pair) || isApart(pair.left, pair.right) || isApart(pair.right, pair.left)),
    ) ?? null
  );
}

/** What a flow books: for each step of documents, the records it is made from, and those that they stand for. */
export function bookingsOf({ name: flow, steps, source }: Program, sources: readonly FlowSource[]): readonly Booking[] {
  const file = sources.find(({ name }) => name === flow)?.flow;
  return steps
    .filter(({ policy }) => policy.kind === 'document')
    .flatMap((step) => {
      const { name, alsoBooks: also = [] } = step.bookedFrom ?? source.spec;
      const document = file === undefined ? null : documentOf(step, file);
      const others = also.map((resource) => ({ resource, step, document: null, isStandIn: true }));
      return [{ resource: name, step, document, isStandIn: false }, ...others];
    });
}

function documentOf(
  { id, spec, subject, each, elementOf, match: [key = []] }: StepProgram,
  flow: FlowSource['flow'],
): string | null {
  if (each !== null && elementOf === null) return null;
  const place = contextOfRules(flow, id, subject);
  return JSON.stringify([
    spec.name,
    ...key.map((field) => [field, canonicalRule(writtenRule(flow, id, field), place)]),
  ]);
}

function refusal(
  before: Program,
  program: Program,
  { left, right }: { readonly left: Booking; readonly right: Booking },
): ConfigError {
  const { file, line } = left.step.at;
  const there = titleOf(program.target.system);
  const message = `The flow ${program.name} books ${right.resource} in ${there}, and so does ${before.name} (${file}:${line}).`;
  const [one, other] = [before.source.spec.name, program.source.spec.name];
  const hint =
    one === other
      ? HINT
      : `Turn one of them off (take it out of "flows" in settings.yml, or write enabled: false in a flow of your own): records of ${one} and ${other} cannot be told apart by conditions.`;
  return new ConfigError('BOOKED_TWICE', message, { at: right.step.at, hint });
}
