import { OF_WRITING, OF_WRITING_STEPS } from '../purpose-checks.ts';
import { type Branch, childOf, type Tree } from './tree.ts';

/** The key that names the flow which a flow verifies: it compares by the rules that the other one writes by. */
export const VERIFY = 'verify';

/**
 * A flow that writes as one that verifies: what is about writing goes, and it is off until it is named, because it reads everything each time.
 * Fields that are written once (`write: create`) stay: they are looked for and not compared.
 */
export function verified(flow: Tree): Tree {
  if (flow.kind !== 'map') return flow;
  const { origin } = flow;
  const entries = without(flow, OF_WRITING);
  entries.set('purpose', { kind: 'leaf', value: 'verify', origin });
  entries.set('enabled', { kind: 'leaf', value: false, origin });
  const steps = childOf(flow, 'steps');
  if (steps?.kind === 'list') entries.set('steps', { ...steps, items: steps.items.map(compared) });
  return { ...flow, entries };
}

function compared(step: Tree): Tree {
  return step.kind === 'map' ? { ...step, entries: without(step, OF_WRITING_STEPS) } : step;
}

const without = ({ entries }: Branch, keys: readonly string[]): Map<string, Tree> =>
  new Map([...entries].filter(([key]) => !keys.includes(key)));
