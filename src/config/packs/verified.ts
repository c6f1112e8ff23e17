import { OF_WRITING, OF_WRITING_STEPS } from '../purpose-checks.ts';
import { type Branch, childOf, type Tree } from './tree.ts';

/** The key that names the flow which a flow verifies. */
export const VERIFY = 'verify';

/** What a check with rules of its own takes over of the flow that it verifies: what is read, and which records are copies. */
const READ: readonly string[] = ['from', 'to', 'copyOf'];

/**
 * A flow that writes as one that verifies: what is about writing goes, and it is off until it is named, because it reads everything each time.
 * Fields that are written once (`write: create`) stay: they are looked for and not compared. If the check has a list of steps, its rules are its own,
 * so that it can find a wrong rule of the flow: only what is read stays.
 */
export function verified(flow: Tree, check: Tree): Tree {
  if (flow.kind !== 'map') return flow;
  const { origin } = flow;
  const hasOwnRules = childOf(check, 'steps')?.kind === 'list';
  const kept = hasOwnRules ? READ : [...flow.entries.keys()].filter((key) => !OF_WRITING.includes(key));
  const entries = new Map([...flow.entries].filter(([key]) => kept.includes(key)));
  entries.set('purpose', { kind: 'leaf', value: 'verify', origin });
  entries.set('enabled', { kind: 'leaf', value: false, origin });
  const steps = entries.get('steps');
  if (steps?.kind === 'list') entries.set('steps', { ...steps, items: steps.items.map(compared) });
  return { ...flow, entries };
}

function compared(step: Tree): Tree {
  return step.kind === 'map' ? { ...step, entries: without(step, OF_WRITING_STEPS) } : step;
}

const without = ({ entries }: Branch, keys: readonly string[]): Map<string, Tree> =>
  new Map([...entries].filter(([key]) => !keys.includes(key)));
