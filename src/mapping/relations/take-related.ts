import { RecordError, type SourcePosition } from '../../errors/errors.ts';
import { ascending } from '../../order.ts';
import { isDecimal, LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import { toDecimal } from '../expressions/operators.ts';
import type { Related } from '../expressions/scope.ts';
import type { Join } from './joins.ts';

/**
 * What a relation takes of the records found for each of its values, each of them once: the only one, the first by its
 * order, or all of them, sorted. Undefined = a needed record is missing: a single one, or one that is looked up by its key.
 * Throws RecordError RELATED_SEVERAL.
 */
export function takeRelated(join: Join, answers: readonly (readonly RecordValues[])[]): Related | undefined {
  const { alias, spec, by, takes, at } = join;
  const found = answers.flat();
  if (takes !== 'all' && found.length <= 1) return found[0];
  if (by === spec.key && answers.some(({ length }) => length === 0)) return undefined;
  const records = [...new Map(found.map((record) => [String(record[spec.key]), record])).values()];
  if (takes === 'all') return sorted(join, records);
  if (takes === 'first') return sorted(join, records)[0];
  if (records.length === 1) return records[0];
  const message = `${records.length} records of ${spec.name} match "${alias}", but one is needed.`;
  const hint = 'Write one: first and order: FIELD to say which one is meant, or many: true for all of them.';
  throw new RecordError('RELATED_SEVERAL', message, { at, hint });
}

/** A relation by its name and by what it looks among. */
interface Missing extends Pick<Join, 'alias'> {
  readonly spec: { readonly name: string };
}

/** The failure of a record that names another one which the source does not have, or which was not fetched. */
export function relatedMissing({ alias, spec }: Missing, at?: SourcePosition): RecordError {
  const message = `"${alias}" is not among the ${spec.name}: it was deleted, or may not be read.`;
  return new RecordError('RELATED_MISSING', message, {
    hint: 'Check that it exists in the source and may be read.',
    ...(at === undefined ? {} : { at }),
  });
}

/** By the order of the relation, then by key, so that it is the same in every run, however the system answers. Null comes last. */
function sorted({ spec, order }: Join, records: readonly RecordValues[]): readonly RecordValues[] {
  const direction = order?.isDescending === true ? -1 : 1;
  return [...records].sort((left, right) => {
    const byOrder = order === null ? 0 : inOrder(left[order.field], right[order.field], direction);
    return byOrder === 0 ? inOrder(left[spec.key], right[spec.key], 1) : byOrder;
  });
}

function inOrder(left: Value | undefined, right: Value | undefined, direction: 1 | -1): number {
  const [first, second] = [left ?? null, right ?? null];
  if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1;
  return direction * rank(first, second);
}

/** False comes before true, numbers are sorted by amount, everything else as text. */
function rank(left: Value, right: Value): number {
  if (isNumber(left) && isNumber(right)) return toDecimal(left).cmp(toDecimal(right));
  return ascending(text(left), text(right));
}

const isNumber = (value: Value): boolean => typeof value === 'number' || isDecimal(value);
const text = (value: Value): string => (value instanceof LocalDateTime ? value.iso : String(value));
