import { count } from '../report/words/count.ts';
import { isObject } from '../schema.ts';
import { schemaLine } from './yaml-text.ts';

/** How many records a flow would read in its first load. */
export interface FirstLoad {
  readonly flow: string;
  /** `SYSTEM.RESOURCE`. */
  readonly source: string;
  /** Null = it could not be counted. */
  readonly records: number | null;
  /** The first day of what was counted; null = all records. */
  readonly from: string | null;
}

/** A guard for the first load. */
export interface FirstGuard extends FirstLoad {
  /** Null = the shipped guard stays. */
  readonly most: number | null;
}

/** How far above the counted load the guard is, in percent: records come in while nobody looks. */
const MARGIN = 10;
/** The least that a guard lets pass. */
const LEAST = 50;

/** The source that a flow names, as `SYSTEM.RESOURCE`. */
export const sourceOfFlow = (flow: unknown): string => (isObject(flow) ? String(flow.from ?? '') : '');

/** True for a flow that books documents, which it does from a day on. */
export const booksDocuments = (flow: unknown): boolean =>
  isObject(flow) && Array.isArray(flow.steps) && flow.steps.some((step) => isObject(step) && step.exists !== undefined);

/**
 * The guards of some flows, by what their first loads would read. A record may make one record in each step; what an earlier flow makes
 * as well, such as the customer of an order, is counted there. A flow without anything to count keeps the shipped guard. Pure.
 */
export function guardsOf(loads: readonly FirstLoad[], flows: ReadonlyMap<string, unknown>): readonly FirstGuard[] {
  const made = new Set<string>();
  return loads.map((load) => {
    const flow = flows.get(load.flow);
    const own = madeBy(flow).filter((resource) => !made.has(resource));
    for (const resource of own) made.add(resource);
    if (load.records === null || load.records === 0) return { ...load, most: null };
    const most = Math.ceil((load.records * Math.max(1, own.length) * (100 + MARGIN)) / 1000) * 10;
    return { ...load, most: Math.max(LEAST, most) };
  });
}

function madeBy(flow: unknown): readonly string[] {
  if (!isObject(flow) || !Array.isArray(flow.steps)) return [];
  return flow.steps.filter(isObject).flatMap(({ resource, create }) => (create === false ? [] : [String(resource)]));
}

/** The text of a flow's own file with its guard; null if the shipped one stays. Pure. */
export function guardText({ flow, source, records, from, most }: FirstGuard, titles: Titles): string | null {
  if (most === null) return null;
  const [system = ''] = source.split('.');
  const resource = source.slice(system.length + 1);
  const days = from === null ? '' : ` from ${from} on`;
  return `${[
    schemaLine('extending'),
    `# ${titles(system)} counts ${count(records ?? 0, 'record')} of ${resource}${days} for the first load of ${flow}. A run that would create or`,
    '# change more than this writes nothing (GUARD_EXCEEDED). Lower it after the first load.',
    'extends: shipped',
    `guard: { maxCreates: ${most}, maxUpdates: ${most} }`,
  ].join('\n')}\n`;
}

/** What people call a system. */
export type Titles = (system: string) => string;
