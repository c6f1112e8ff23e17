import type { Program } from '../../mapping/flow/program.ts';
import { ascending } from '../../order.ts';

/**
 * The name under which each step keeps its links: the resources of both sides, so that flows that bring the same source
 * records to the same target records share them. Steps whose match key holds a constant, such as a quantity or a warehouse,
 * make several records from one, so each has its own links. A flow with two steps for one pair keeps the later ones separate.
 */
export function pairNames(program: Program): readonly string[] {
  const seen = new Set<string>();
  return program.steps.map((step) => {
    const alias = step.elementOf ?? step.subject;
    const subject = program.joins.find((join) => join.alias === alias)?.spec ?? program.source.spec;
    const from = step.each === null || step.elementOf !== null ? subject.name : `${subject.name}.${step.id}`;
    const own = step.constantKey === '' ? '' : `[${step.constantKey}]`;
    const name = `${program.source.system}.${from}>${program.target.system}.${step.spec.name}${own}`;
    const unique = seen.has(name) ? `${name}#${step.id}` : name;
    seen.add(unique);
    return unique;
  });
}

/** The name of a source record of a pair among those of all pairs. */
export const nameInPair = (pair: string, key: string): string => `${pair}\n${key}`;

/** For each field that a flow writes, the fields of its source record that the value comes from: see `StepProgram.sources`. */
export type FieldSources = Readonly<Record<string, readonly string[]>>;

/** The other direction of a pair of resources. */
export interface Mirror {
  /** The name under which the links of the other direction are kept. */
  readonly pair: string;
  /** The fields that running flows write in that direction; null = no flow does. */
  readonly fields: FieldSources | null;
}

/** The name of a pair seen from the other side. */
export const mirrorName = (pair: string): string => pair.split('>').reverse().join('>');

/** The fields of master data that flows write, by pair. A field that two steps compute differently counts as computed from the fields of both. */
export function writtenFields(programs: readonly Program[]): ReadonlyMap<string, FieldSources> {
  const written = new Map<string, Record<string, readonly string[]>>();
  for (const program of programs) {
    const pairs = pairNames(program);
    for (const [position, step] of program.steps.entries()) {
      if (step.policy.kind !== 'master') continue;
      const pair = pairs[position] ?? step.id;
      const fields = written.get(pair) ?? {};
      written.set(pair, fields);
      for (const [name, sources] of Object.entries(step.sources)) {
        fields[name] = [...new Set([...(fields[name] ?? []), ...sources])];
      }
    }
  }
  return written;
}

/** The links that a person pinned for one pair of resources. */
export interface Pins {
  /** The flow under whose name they are listed: the one whose source has the pair's source records. */
  readonly flow: string;
  /** Source reference → target reference, `new` or `skip`. */
  readonly links: ReadonlyMap<string, string>;
}

/** Pins of links.yml by pair: they apply to every flow that brings the same records across, in either direction. */
export function pinsByPair(
  programs: readonly Program[],
  links: ReadonlyMap<string, ReadonlyMap<string, string>>,
): ReadonlyMap<string, Pins> {
  const pins = new Map<string, Pins>();
  const on = new Set(programs.filter(({ enabled }) => enabled).map(({ name }) => name));
  for (const program of programs) {
    const own = program.steps.findIndex((step) => step.subject === null);
    const pair = pairNames(program)[own];
    if (pair === undefined) continue;
    const before = pins.get(pair);
    // Nobody looks for it below a flow that is off, if one of the others is on.
    const isBetter = before === undefined || (program.enabled && !on.has(before.flow));
    pins.set(pair, {
      flow: isBetter ? program.name : before.flow,
      links: new Map([...(before?.links ?? []), ...(links.get(program.name) ?? [])]),
    });
  }
  return new Map([...pins].map(([pair, own]) => [pair, withMirrored(own, pins.get(mirrorName(pair)))]));
}

/** References that a person pinned as "skip": of the source records of a flow, and of the related records that its documents stand for. */
export function skippedReferences(
  program: Program,
  pins: ReadonlyMap<string, Pins>,
): { readonly own: ReadonlySet<string>; readonly elements: ReadonlySet<string> } {
  const skippedIn = (positions: readonly number[]): ReadonlySet<string> => {
    const links = positions.flatMap((position) => [...(pins.get(pairs[position] ?? '')?.links ?? [])]);
    return new Set(links.filter(([, to]) => to === 'skip').map(([from]) => from));
  };
  const pairs = pairNames(program);
  const elements = program.steps.flatMap(({ elementOf }, position) => (elementOf === null ? [] : [position]));
  return { own: skippedIn([program.steps.findIndex((step) => step.subject === null)]), elements: skippedIn(elements) };
}

/** A pin names two records, whichever is the source; "skip" and "new" are about one direction only. */
function withMirrored(own: Pins, mirrored: Pins | undefined): Pins {
  const turned = [...(mirrored?.links ?? [])]
    .filter(([, to]) => to !== 'skip' && to !== 'new')
    .map(([from, to]) => [to, from] as const);
  return turned.length === 0 ? own : { ...own, links: new Map([...turned, ...own.links]) };
}

const ORDER = ['customers', 'products', 'prices', 'orders', 'invoices', 'entries', 'stock'];

/**
 * Flows in the order in which records depend on one another, by the first word of their names: customers, products, prices,
 * orders, invoices, entries, stock, then the others, and finally those that verify. If two bring the same records across, the one whose source wins comes first: the other
 * one then finds its source overwritten. One that books what another one reads comes before that: it recognises what a person typed, and the other one leaves it out then.
 */
export function inOrder(programs: readonly Program[]): readonly Program[] {
  const rank = (program: Program): number => {
    const position = ORDER.indexOf(/^[a-z]*/.exec(program.name)?.[0] ?? '');
    // Flows that verify check what the others have done.
    if (program.purpose === 'verify') return ORDER.length + 1;
    return position < 0 ? ORDER.length : position;
  };
  const yields = (program: Program): number => (program.winner === 'source' ? 0 : 1);
  const feeds = (program: Program, other: Program): number => (books(program, other) ? 1 : 0);
  return [...programs].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      yields(left) - yields(right) ||
      feeds(right, left) - feeds(left, right) ||
      ascending(left.name, right.name),
  );
}

/** True if one flow makes documents that the other one reads. */
const books = ({ steps, target }: Program, { source }: Program): boolean =>
  target.system === source.system &&
  steps.some(({ policy, spec }) => policy.kind === 'document' && spec.name === source.spec.name);
