import { isObject } from '../../schema.ts';
import type { Mistake } from './schema-parts.ts';

/** Keys of a step about writing; a flow that verifies writes nothing. */
export const OF_WRITING_STEPS: readonly string[] = [
  'create',
  'update',
  'inactive',
  'exists',
  'unlessBooked',
  'closed',
  'checks',
];
/** Keys about comparing. */
const OF_VERIFYING_STEPS = ['compare', 'tolerance', 'scope'];
/** Keys of a flow about writing. */
export const OF_WRITING: readonly string[] = [
  'limit',
  'guard',
  'deleted',
  'winner',
  'back',
  'checks',
  'cancelled',
  'withdrawn',
  'disjoint',
];

/** What a flow's purpose requires of its keys and those of its steps. */
export function* purposeFindings(written: Readonly<Record<string, unknown>>): Generator<Mistake> {
  const steps = Array.isArray(written.steps) ? written.steps : [];
  if (written.purpose === 'verify') {
    for (const key of OF_WRITING) if (written[key] !== undefined) yield useless([key], key);
    for (const [index, step] of steps.entries()) {
      for (const key of OF_WRITING_STEPS) {
        if (isObject(step) && step[key] !== undefined) yield useless(['steps', index, key], key);
      }
    }
    return;
  }
  for (const [index, step] of steps.entries()) {
    for (const key of OF_VERIFYING_STEPS) {
      if (!isObject(step) || step[key] === undefined) continue;
      const message = `"${key}" says how records are compared, but this flow writes them.`;
      yield {
        path: ['steps', index, key],
        code: 'NEVER_USED',
        message,
        hint: 'Remove it, or write purpose: verify.',
      };
    }
    if (!isObject(step) || step.update !== undefined || step.exists !== undefined) continue;
    yield {
      path: ['steps', index, 'update'],
      code: 'UPDATE_OR_EXISTS',
      message: 'The step has neither "update" nor "exists".',
      hint: 'Write update: true or false for master data, exists: skip, verify, fail or update for documents.',
      missing: ['update', 'exists'],
    };
  }
}

/** The same for editors, as keywords of JSON Schema. */
export const purposeKeywords = {
  if: { properties: { purpose: { const: 'verify' } }, required: ['purpose'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nobody awaits it.
  then: {
    properties: {
      ...Object.fromEntries(OF_WRITING.map((key) => [key, false])),
      steps: { items: { properties: Object.fromEntries(OF_WRITING_STEPS.map((key) => [key, false])) } },
    },
  },
  else: {
    properties: {
      steps: {
        items: {
          anyOf: [{ required: ['update'] }, { required: ['exists'] }],
          properties: Object.fromEntries(OF_VERIFYING_STEPS.map((key) => [key, false])),
        },
      },
    },
  },
};

function useless(path: Mistake['path'], key: string): Mistake {
  const message = `"${key}" has no meaning in a flow that verifies: it writes nothing.`;
  return { path, code: 'VERIFY_WRITES_NOTHING', message, hint: 'Remove it, or write purpose: sync.' };
}
