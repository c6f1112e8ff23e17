import { moneyFieldsOf } from '../../systems/money-fields.ts';
import { titleOf } from '../../systems/registry.ts';
import { actionFor } from '../advice.ts';
import { joined, linked, type Piece, type Text, withCode } from '../page/page.ts';
import type { Reader } from '../reader.ts';
import type { FlowReport, RunReport } from '../run-report.ts';
import type { DifferenceReport } from '../verified-report.ts';
import type { Words } from '../words/words.ts';
import { causeId } from './causes.ts';
import { nounOf } from './record-words.ts';

type Kind = DifferenceReport['kind'];

/** In the order in which a person settles them: what could not be compared may hide others. */
const KINDS: readonly Kind[] = ['failed', 'missing', 'differs', 'ambiguous', 'only'];

/** References shown of one entry; the list of differences has them all. */
const MOST_REFERENCES = 5;

/** What the differences of flows that verify ask of a person: one entry per flow and kind, and per reason of those that failed. */
export function differenceEntries({ flows }: RunReport, reader: Reader): readonly Text[] {
  const toldBefore = toldElsewhere(flows);
  return flows.flatMap((flow) => KINDS.flatMap((kind) => entriesOf(flow, kind, { ...reader, toldBefore })));
}

/**
 * Tells what is missing and need not be told once more: another flow found the same record, and it asks a person which one it is, or an
 * earlier one misses it as well. An order and an invoice with one number are two documents, so these are always told.
 */
function toldElsewhere(flows: readonly FlowReport[]): (flow: FlowReport, found: DifferenceReport) => boolean {
  const tellers = new Map<string, FlowReport>();
  for (const kind of ['ambiguous', 'missing'] as const) {
    for (const flow of flows) {
      for (const one of flow.differences ?? []) {
        const name = nameOf(flow, one);
        if (one.kind === kind && !tellers.has(name)) tellers.set(name, flow);
      }
    }
  }
  return (flow, found) =>
    found.kind === 'missing' && !isDocument(ofStep(flow, found)) && tellers.get(nameOf(flow, found)) !== flow;
}

/** The same for one record in all flows that make the same of it. */
function nameOf(flow: FlowReport, found: DifferenceReport): string {
  const of = ofStep(flow, found);
  return JSON.stringify([of?.system, of?.resource, found.reference]);
}

const ofStep = ({ verified }: FlowReport, { step }: DifferenceReport): FlowReport['source'] =>
  verified?.bySteps.find((one) => one.step === step)?.of;

const isDocument = (of: FlowReport['source']): boolean =>
  of !== undefined && moneyFieldsOf(of.system, of.resource) !== null;

interface Telling extends Reader {
  readonly toldBefore: ReturnType<typeof toldElsewhere>;
}

function entriesOf(flow: FlowReport, kind: Kind, reader: Telling): readonly Text[] {
  const { verified, differences = [] } = flow;
  if (verified === undefined || verified[kind] === 0) return [];
  const own = differences.filter((one) => one.kind === kind);
  if (kind !== 'failed') {
    return verified.bySteps
      .filter((one) => one[kind] > 0)
      .flatMap((one) => {
        const found = own.filter(({ step }) => step === one.step);
        const all = found.filter((each) => !reader.toldBefore(flow, each));
        const count = one[kind] - (found.length - all.length);
        return count === 0 ? [] : [entry(flow, { kind, of: one.of, all, count }, reader)];
      });
  }
  const groups = Map.groupBy(own, ({ code, reason, at }) => causeId({ code: code ?? '', reason: reason ?? '', at }));
  return [...groups.values()].map((all) => entry(flow, { kind, of: flow.source, all, count: all.length }, reader));
}

/** Differences of one entry; of very many, `all` has only the first. */
interface Group {
  readonly kind: Kind;
  /** What the records are: of a step those of the target, of what could not be compared those that the flow reads. */
  readonly of: FlowReport['source'];
  readonly all: readonly DifferenceReport[];
  readonly count: number;
}

function entry(flow: FlowReport, group: Group, { words, place }: Reader): Text {
  const { kind, of, all, count } = group;
  const { theTarget, todo } = words.compared;
  const target = flow.verified?.target ?? theTarget;
  const source = flow.source === undefined ? words.compared.theSource : titleOf(flow.source.system);
  const shown = all.slice(0, MOST_REFERENCES).map(({ reference, screen }) => linked(reference, screen));
  const at = all[0]?.at;
  const code = all[0]?.code ?? null;
  const pieces: readonly Piece[] = [
    { strong: todo.who[kind](words.counted(count, nounOf(of, words)), count === 1, target) },
    ...(shown.length === 0 ? [] : [' (', ...joined(shown), words.andMore(count - shown.length), ')']),
    ...withCode(
      `: ${kind === 'failed' ? whyFailed(all[0], words) : todo.next[isBooked(kind, of) ? 'differsBooked' : kind](target, source, isDocument(of))}`,
    ),
    ...(at === undefined ? [] : [' → ', place(at)]),
    ' ',
    ...(code === null ? [] : [{ code }, ' ']),
    { code: flow.flow },
  ];
  return pieces;
}

/** True for documents in the books, which nobody corrects in place. */
const isBooked = (kind: Kind, of: FlowReport['source']): boolean => {
  const books = kind === 'differs' && of !== undefined ? moneyFieldsOf(of.system, of.resource)?.books : undefined;
  return books !== undefined && books !== 'later';
};

/** Why a record could not be compared, and what to do about it. */
function whyFailed(failed: DifferenceReport | undefined, words: Words): string {
  const { code = null, reason } = failed ?? {};
  const said = words.said(reason ?? '');
  const whole = /[.!?:…]$/.test(said) ? said : `${said}.`;
  if (code === null) return whole;
  const action = actionFor({ code, reason: reason ?? '' }, words.language);
  return action === null ? whole : `${whole} ${words.todo.action}${action}`;
}
