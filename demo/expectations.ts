import { landmarks } from '../sandbox/world/landmarks.ts';
import type { StepReport } from '../src/report/run-report.ts';
import { edits } from './edits.ts';
import type { DemoRun, Targets } from './stage.ts';

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

/** The first sync creates records, and reports those that it cannot sync. */
export function afterTheFirstSync(run: DemoRun): Expectation[] {
  return [
    promise(
      'records are created in both systems',
      run.steps.some(({ created }) => created > 0),
      counts(run.steps),
    ),
    promise(
      `the records that cannot be synced are reported, and no others: ${unsyncable.join(', ')}`,
      sameNames(run.deadLetters, unsyncable),
      run.deadLetters.join(', ') || 'none',
    ),
    promise('the run is red, because of them: GitHub sends a mail', run.exitCode === 1, `exit code ${run.exitCode}`),
  ];
}

/** A run with nothing to do writes nothing, and is green although there are still dead letters. */
export function afterTheIdleRun(run: DemoRun): Expectation[] {
  return [
    promise('0 writes', run.writes.length === 0, run.writes.join(', ')),
    promise('no record of either system changed', changed(run).length === 0, changed(run).join(', ')),
    promise('the run is green: what is known does not mail again', run.exitCode === 0, `exit code ${run.exitCode}`),
  ];
}

/** Exactly the edited records are updated. */
export function afterTheEdits(run: DemoRun): Expectation[] {
  const wanted = edits.flatMap(({ writes, reference }) => (writes === null ? [] : [`${writes} ${reference}`]));
  const updated = run.steps.reduce((total, step) => total + step.updated, 0);
  const created = run.steps.reduce((total, step) => total + step.created, 0);
  return [
    promise(
      `exactly the edited records are updated: ${wanted.join(', ')}`,
      sameNames(changed(run), wanted) && updated === wanted.length && created === 0,
      `${changed(run).join(', ') || 'none'} (${counts(run.steps)})`,
    ),
    promise('one write call each', run.writes.length === wanted.length, run.writes.join(', ')),
    promise('the run is green', run.exitCode === 0, `exit code ${run.exitCode}`),
  ];
}

function promise(text: string, isKept: boolean, found: string): Expectation {
  return { promise: text, isKept, found };
}

function counts(steps: readonly StepReport[]): string {
  return steps.map(({ step, created, updated }) => `${step}: ${created} created, ${updated} updated`).join('; ');
}

/** The target records that changed: `debtor EO-20009`. */
function changed({ before, after }: DemoRun): string[] {
  const kinds = Object.keys(after) as (keyof Targets)[];
  return kinds.flatMap((kind) => {
    const names = new Set([...before[kind].keys(), ...after[kind].keys()]);
    return [...names]
      .filter((name) => before[kind].get(name) !== after[kind].get(name))
      .map((name) => `${kind} ${name}`);
  });
}

/** Every found name contains a wanted one (with `EO-` or an id around it), and none is missing. */
function sameNames(found: readonly string[], wanted: readonly string[]): boolean {
  const pattern = (name: string) => new RegExp(`^${name.replace(' ', ' (EO-)?')}\\b`);
  const exact = (name: string) => found.filter((one) => pattern(name).test(one) || one.endsWith(name)).length === 1;
  return found.length === wanted.length && wanted.every(exact);
}
