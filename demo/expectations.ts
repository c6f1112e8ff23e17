import Big from 'big.js';
import { landmarks } from '../sandbox/world/landmarks.ts';
import type { FlowBooked } from '../src/report/booked-report.ts';
import { en } from '../src/report/words/en.ts';
import { moved } from './edit.ts';
import type { DemoRun } from './stage.ts';

/** Something that the demo promises, and whether it came true. */
export interface Expectation {
  readonly promise: string;
  readonly isKept: boolean;
  /** What was found. */
  readonly found: string;
}

const { totalMismatch, notPrinted } = landmarks.orders;

/**
 * Records of the world that cannot be synced: a customer without an address, articles in a unit that Exact Online lacks, and orders
 * that do not add up or whose invoice is not printed.
 */
const unsyncable = [
  landmarks.customers.withoutAddress,
  ...landmarks.articles.unknownUnits,
  ...[totalMismatch, notPrinted].map(String),
];

/** What all flows book, VAT included, in words: the sum of the quarters, in which each document counts once. */
export function moneyOf(flows: readonly Partial<FlowBooked>[] = []): string {
  const quarters = flows.flatMap(({ bookedTotals = [] }) => bookedTotals).filter(({ quarter }) => quarter !== null);
  const documents = quarters.reduce((sum, quarter) => sum + quarter.documents, 0);
  const money = quarters.reduce((sum, { withVat }) => sum.plus(withVat ?? 0), new Big(0));
  return `${documents} documents, ${en.money(money.toFixed(2))}`;
}

/** A plan writes nothing. */
export function afterThePlan(run: DemoRun): Expectation[] {
  return [nothingWritten(run), promise('the plan could be made', run.exitCode === 0, `exit code ${run.exitCode}`)];
}

/** The first sync books what was planned, and reports the records that it cannot sync. */
export function afterTheFirstSync(run: DemoRun, planned: string): Expectation[] {
  const flows = run.report?.flows ?? [];
  const waiting = flows.flatMap(({ deadLetters }) => deadLetters.map(({ reference }) => reference));
  const booked = moneyOf(flows);
  return [
    promise(`it booked what the plan said, to the cent: ${planned}`, booked === planned, booked),
    promise(
      `the records that cannot be synced wait, and no others: ${unsyncable.join(', ')}`,
      waiting.length === unsyncable.length && unsyncable.every((name) => waiting.some((one) => one.endsWith(name))),
      waiting.join(', ') || 'none',
    ),
    promise('the run is red, because of them: GitHub sends a mail', run.exitCode === 1, `exit code ${run.exitCode}`),
  ];
}

/** A run with nothing to do writes nothing, and is green although there are still dead letters. */
export function afterTheIdleRun(run: DemoRun): Expectation[] {
  return [
    nothingWritten(run),
    promise('the run is green: what is known does not mail again', run.exitCode === 0, `exit code ${run.exitCode}`),
  ];
}

/** The edit is shown with its money, without a call to either system. */
export function afterTheEdit(run: DemoRun): Expectation[] {
  const moves = (run.comparison?.flows ?? []).flatMap((flow) => flow.moves);
  const all = moves.map((move) => `${move.lines} lines, ${en.money(move.amount)}, from ${move.from} to ${move.to}`);
  const [only] = moves;
  return [
    promise(
      `the plan says what the edit moves: ${all.join('; ')}`,
      moves.length === 1 && only?.from === moved.from && only.to === moved.to && Number(only.amount) > 0,
      all.join('; ') || 'nothing',
    ),
    promise('it asked neither system: a pull request needs no login', run.calls === 0, `${run.calls} calls`),
  ];
}

function nothingWritten({ writes }: DemoRun): Expectation {
  return promise('nothing was written', writes.length === 0, writes.join(', '));
}

function promise(text: string, isKept: boolean, found: string): Expectation {
  return { promise: text, isKept, found };
}
