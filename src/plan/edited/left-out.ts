import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { Table } from '../../config/tables.ts';
import { versionOf } from '../../mapping/flow/version.ts';
import { isObject } from '../../schema.ts';
import type { MappingsVersion } from './config-changes.ts';

/** The keys of a flow that say which records it leaves out. */
const CONDITIONS = ['where', 'cancelled', 'withdrawn', 'copyOf'] as const;

/**
 * True if the second version of a flow may take in records that the first one left out: it begins earlier, or their conditions differ, or
 * something that these lead to, be it a name of `let`, a relation or a table. Such records are not recorded, so only the systems know what
 * becomes of them. Pure.
 */
export function takesInOthers(base: MappingsVersion, head: MappingsVersion, flow: string): boolean {
  if (![base, head].every(({ programs }) => programs.some(({ name }) => name === flow))) return false;
  const { where } = flowOf(base, flow);
  return beginsEarlier(base, head, flow) || conditionsOf(base, flow, where) !== conditionsOf(head, flow, where);
}

/** True if the second version of a flow begins on an earlier day: the next sync then reads everything once more. */
export function beginsEarlier(base: MappingsVersion, head: MappingsVersion, flow: string): boolean {
  const [before, after] = [base, head].map(({ programs }) => programs.find(({ name }) => name === flow));
  return before !== undefined && after !== undefined && (after.since ?? '') < (before.since ?? '');
}

const flowOf = ({ config }: MappingsVersion, name: string): Partial<FlowFile> =>
  config.flows.find((one) => one.name === name)?.flow ?? {};

/** The conditions of a flow with all that they lead to, as a short hash; a condition under words that `known` lacks only leaves out more. */
function conditionsOf(version: MappingsVersion, name: string, known: FlowFile['where']): string {
  const { config } = version;
  const whole = flowOf(version, name);
  const flow = { ...whole, where: under(whole.where, known) };
  const named = new Map<string, unknown>(Object.entries({ ...flow.with, ...flow.let }));
  const parts = new Map<string, unknown>(CONDITIONS.map((key) => [`of the flow: ${key}`, flow[key]]));
  const tables = new Set<Table>();
  // What is found joins the loop, so that it is searched as well.
  for (const part of parts.values()) {
    for (const word of wordsIn(part)) {
      const table = config.tables.get(word);
      if (table !== undefined) tables.add(table);
      if (named.has(word)) parts.set(word, named.get(word));
    }
  }
  return versionOf(Object.fromEntries(parts), [...tables], null);
}

function under(where: FlowFile['where'], known: FlowFile['where']): unknown {
  if (known === undefined) return known;
  if (!isObject(where) || !isObject(known)) return where;
  return Object.fromEntries(Object.entries(where).filter(([words]) => words in known));
}

/** All that may be a name in it: `vat-codes` is a table, or one value less another. */
function wordsIn(part: unknown): readonly string[] {
  const text = JSON.stringify(part) ?? '';
  return [...(text.match(/\w+/g) ?? []), ...(text.match(/[\w-]+/g) ?? [])];
}
