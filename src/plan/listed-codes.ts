import { RecordError, SyncError } from '../errors/errors.ts';
import type { CreateRequest, UpdateRequest, Writer } from '../sync/write/writer.ts';
import type { ReferenceList } from '../systems/reference-list.ts';
import { factsOf } from '../systems/registry.ts';
import type { System } from '../systems/system.ts';
import { isRecord, type RecordValues, type Value } from '../values.ts';

/**
 * A writer that only pretends takes every code. This one refuses what the target would refuse, a code that its list does not have, so that a plan shows
 * no money in a place that is not there: RecordError `REFUSED`. Each list is read when the first code of it comes; one that is empty, or cannot be
 * read, proves nothing, and what was created here is there.
 */
export function refusingUnlisted(writer: Writer, target: System, signal: AbortSignal): Writer {
  const lists = new Map<string, Promise<ReadonlySet<string>>>();
  const created: CreateRequest[] = [];
  const isCreated = ({ resource, by }: ReferenceList, code: string): boolean =>
    created.some(({ spec, values }) => spec.name === resource && String(values[by] ?? '') === code);
  const entriesOf = ({ resource, by }: ReferenceList): Promise<ReadonlySet<string>> => {
    const name = `${resource} ${by}`;
    const known = lists.get(name) ?? readList(target, { resource, by }, signal);
    lists.set(name, known);
    return known;
  };
  const check = async ({ spec, values }: CreateRequest | UpdateRequest): Promise<void> => {
    for (const { list, field, code } of codesIn(target, spec.name, values)) {
      const entries = await entriesOf(list);
      if (entries.size > 0 && !entries.has(code) && !isCreated(list, code)) throw unlisted(list, field, code);
    }
  };
  return {
    async create(request) {
      await check(request);
      if (isList(target, request.spec.name)) created.push(request);
      return writer.create(request);
    },
    async update(request) {
      await check(request);
      return writer.update(request);
    },
  };
}

async function readList(
  target: System,
  { resource, by }: Pick<ReferenceList, 'resource' | 'by'>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const entries = await target.list({ resource, fields: [by], signal });
    return new Set(entries.map((entry) => String(entry[by] ?? '')));
  } catch (error) {
    // The run does not read it.
    if (error instanceof SyncError && !signal.aborted) return new Set();
    throw error;
  }
}

const isList = ({ name }: System, resource: string): boolean =>
  Object.values(factsOf(name).lists.byField).some((list) => list.resource === resource);

/** A code among values that are written, with the list that must have it. */
interface ListedCode {
  readonly list: ReferenceList;
  readonly field: string;
  readonly code: string;
}

function codesIn({ name }: System, resource: string, values: RecordValues): readonly ListedCode[] {
  const { byField } = factsOf(name).lists;
  const within = (value: Value, field: string): readonly ListedCode[] => {
    if (Array.isArray(value)) return value.flatMap((one: Value) => within(one, field));
    if (isRecord(value)) return Object.entries(value).flatMap(([inner, one]) => within(one, inner));
    const list = Object.hasOwn(byField, field) ? byField[field] : undefined;
    return value === null || list === undefined || list.resource === resource
      ? []
      : [{ list, field, code: String(value) }];
  };
  return Object.entries(values).flatMap(([field, value]) => within(value, field));
}

function unlisted({ noun, resource }: ReferenceList, field: string, code: string): RecordError {
  return new RecordError('REFUSED', `The target has no ${noun} "${code}" (${resource}), which ${field} would get.`, {
    hint: 'Correct the row or the rule that gives it, or create it there.',
  });
}
