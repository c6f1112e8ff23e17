import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { Table } from '../../config/tables.ts';
import { versionOf } from '../../mapping/flow/version.ts';
import type { MappingsVersion } from './config-changes.ts';

/** The keys of a flow that say which records it leaves out. */
const CONDITIONS = ['where', 'cancelled', 'withdrawn', 'copyOf'] as const;

/**
 * True if the second version of a flow may take in records that the first one left out: it begins earlier, or their conditions differ, or
 * something that these lead to, be it a name of `let`, a relation or a table. Such records are not recorded, so only the systems know what
 * becomes of them. Pure.
 */
export function takesInOthers(base: MappingsVersion, head: MappingsVersion, flow: string): boolean {
  const [before, after] = [base, head].map(({ programs }) => programs.find(({ name }) => name === flow));
  if (before === undefined || after === undefined) return false;
  return (after.since ?? '') < (before.since ?? '') || conditionsOf(base, flow) !== conditionsOf(head, flow);
}

/** The conditions of a flow with all that they lead to, as a short hash. */
function conditionsOf({ config }: MappingsVersion, name: string): string {
  const flow: Partial<FlowFile> = config.flows.find((one) => one.name === name)?.flow ?? {};
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

/** All that may be a name in it: `vat-codes` is a table, or one value less another. */
function wordsIn(part: unknown): readonly string[] {
  const text = JSON.stringify(part) ?? '';
  return [...(text.match(/\w+/g) ?? []), ...(text.match(/[\w-]+/g) ?? [])];
}
