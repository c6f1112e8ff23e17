import Big from 'big.js';
import fc from 'fast-check';
import type { Scope } from '../../../src/mapping/expressions/scope.ts';
import type { Program } from '../../../src/mapping/flow/program.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../../src/values.ts';
import { TODAY } from '../flows.ts';

/** Values as no client would ever give them. */
export const values: fc.Arbitrary<Value> = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'xsmall' },
    // biome-ignore format: a list
    fc.constantFrom<Value>(null, '', true, 0, -0, 21, 'C', 'EUR', 'NL', '1', Number.NaN, 0.1, new Big('12.345'), new Big('1e40')),
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('2026-01-31T00:00:00', 'never', '').map((iso) => new LocalDateTime(iso)),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('AmountFC', 'VATCode', 'ItemCode', 'Description'), tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** Records with any value under the names that the shipped flows look at. */
export const records = (program: Program): fc.Arbitrary<Scope> => {
  const recordOf = (fields: readonly string[]) =>
    fc.dictionary(
      fc.constantFrom('x', ...fields.map((field) => field.split('.')[0] ?? field)),
      values,
    ) as fc.Arbitrary<RecordValues>;
  const related = fc.record(Object.fromEntries(program.joins.map(({ alias, fields }) => [alias, recordOf(fields)])));
  const steps = fc.record(Object.fromEntries(program.steps.map(({ id, keep }) => [id, recordOf(keep)])));
  return fc.record({
    record: recordOf(program.fields),
    related,
    steps,
    refs: fc.constant(() => undefined),
    today: fc.constant(TODAY),
  });
};
