import type { Program } from '../mapping/program.ts';

/**
 * Under which name each step keeps its links: the resources of both sides, so that flows that bring the same source
 * records to the same target records share them. A flow with two steps for one pair keeps the later ones apart.
 */
export function pairNames(program: Program): readonly string[] {
  const seen = new Set<string>();
  return program.steps.map((step) => {
    const subject = program.joins.find((join) => join.alias === step.subject)?.spec ?? program.source.spec;
    const name = `${program.source.system}.${subject.name}>${program.target.system}.${step.spec.name}`;
    const unique = seen.has(name) ? `${name}#${step.id}` : name;
    seen.add(unique);
    return unique;
  });
}

/** The links that a person pinned for one pair of resources. */
export interface Pins {
  /** The flow under whose name they stand: the one that has the pair's source records as its own. */
  readonly flow: string;
  /** Source reference → target reference, or `skip`. */
  readonly links: ReadonlyMap<string, string>;
}

/** Pins of links.yml by pair: they hold for every flow that brings the same records across. */
export function pinsByPair(
  programs: readonly Program[],
  links: ReadonlyMap<string, ReadonlyMap<string, string>>,
): ReadonlyMap<string, Pins> {
  const pins = new Map<string, Pins>();
  for (const program of programs) {
    const own = program.steps.findIndex((step) => step.subject === null);
    const pair = pairNames(program)[own];
    if (pair === undefined) continue;
    const before = pins.get(pair);
    pins.set(pair, {
      flow: before?.flow ?? program.name,
      links: new Map([...(before?.links ?? []), ...(links.get(program.name) ?? [])]),
    });
  }
  return pins;
}

const ORDER = ['customers', 'products', 'orders', 'stock'];

/** Flows in the order in which records depend on one another: customers, products, orders, stock, then the others. */
export function inOrder(programs: readonly Program[]): readonly Program[] {
  const rank = (program: Program): number => {
    const position = ORDER.indexOf(program.name.split('.')[0] ?? '');
    return position < 0 ? ORDER.length : position;
  };
  return [...programs].sort((left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name));
}
