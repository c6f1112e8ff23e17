import { RecordError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { Progress } from '../../state/progress.ts';
import { titleOf } from '../../systems/registry.ts';
import type { FlowContext } from '../context.ts';
import { failItem } from '../failure.ts';
import type { Item } from '../item.ts';
import { type Pins, pairNames } from '../links/pairs.ts';
import { wasSent } from './copies.ts';

/** What a flow in the other direction has not brought across: any of it may be a document that a person typed here. */
export interface Twins {
  readonly flow: string;
  readonly pair: string;
  /** The field that would hold the number. */
  readonly field: string;
  /** The numbers of its records that wait, or that a person pinned as "skip". */
  readonly numbers: ReadonlySet<string>;
}

/** Where records wait, and what a person said of them. */
interface Waiting extends Pick<Progress, 'flows'> {
  readonly pins: ReadonlyMap<string, Pins>;
}

/** What the other flows that run hold of the documents that a flow reads. Orders are no sale yet: what is invoiced of them is. */
export function twinsOf(
  { source, target, purpose }: Program,
  others: readonly Program[],
  waiting: Waiting,
): readonly Twins[] {
  if (purpose === 'verify' || source.spec.isOrder === true) return [];
  return others
    .filter((other) => other.purpose === 'sync' && other.source.system === target.system)
    .filter((other) => other.target.system === source.system)
    .flatMap((other) => {
      const pairs = pairNames(other);
      return other.steps.flatMap((step, position) => {
        const field = step.match[0]?.[0];
        const pair = pairs[position];
        if (step.policy.kind !== 'document' || step.spec.name !== source.spec.name) return [];
        return field === undefined || pair === undefined
          ? []
          : [{ flow: other.name, pair, field, numbers: new Set(numbersHeld(other, step, pair, waiting)) }];
      });
    });
}

function numbersHeld(
  { name, source }: Program,
  { subject }: StepProgram,
  pair: string,
  { flows, pins }: Waiting,
): readonly string[] {
  // The records of a flow of orders have the numbers of orders: what they become has its own.
  if (subject === null && source.spec.isOrder === true) return [];
  const skipped = [...(pins.get(pair)?.links ?? [])].filter(([, to]) => to === 'skip').map(([reference]) => reference);
  // A dead letter names the record of its flow, such as an order, and not the invoice that it waits with.
  if (subject !== null) return skipped;
  const letters = Object.values(flows[name]?.deadLetters ?? {});
  return [...skipped, ...letters.map(({ reference }) => reference)];
}

/** What is needed to look for them. */
type TwinSearch = Pick<FlowContext, 'program' | 'twins' | 'claims' | 'links' | 'pairs' | 'pins'>;

/** Refuses documents that may be what a flow in the other direction holds: BOOKED_TWICE. A person may say that one is a sale of its own. */
export function refuseTwins({ program, twins, claims, links, pairs, pins }: TwinSearch, items: readonly Item[]): void {
  if (twins.length === 0) return;
  const failing = { program, step: program.steps[0]?.id ?? '', values: null };
  const own = pins.get(pairs[program.steps.findIndex(({ subject }) => subject === null)] ?? '')?.links;
  for (const item of items) {
    const { key, reference, fields } = item.source;
    if (wasSent({ program, links, pairs }, key) || own?.get(reference) === 'new') continue;
    for (const { flow, pair, field, numbers } of twins) {
      const number = String(fields[field] ?? '');
      const twin = numbers.has(number) ? number : claims.rivals(pair, key, '')[0];
      if (twin !== undefined) failItem(failing, item, mayBe(program, item, { flow, twin }));
    }
  }
}

function mayBe(
  { name, target }: Program,
  { source: { reference } }: Item,
  { flow, twin }: { readonly flow: string; readonly twin: string },
): RecordError {
  const message = [
    `${reference} may be ${twin} of ${titleOf(target.system)}, which ${flow} has not brought across: it waits there, or is skipped.`,
    `If it is, write "${reference}": skip below "${name}" in links.yml.`,
    `If it is a sale of its own, write "${reference}": new there.`,
  ].join(' ');
  return new RecordError('BOOKED_TWICE', message);
}
