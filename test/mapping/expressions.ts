import { readTable } from '../../src/config/tables.ts';
import { readYaml } from '../../src/config/yaml/yaml-source.ts';
import { compileExpression } from '../../src/mapping/expressions/compile-expression.ts';
import type { Names } from '../../src/mapping/expressions/names.ts';
import type { ExpressionProblem } from '../../src/mapping/expressions/syntax.ts';
import type { RecordType } from '../../src/mapping/expressions/types.ts';
import { Problems } from '../../src/mapping/problems.ts';
import { tableShelf } from '../../src/mapping/tables/table-shelf.ts';
import type { Catalog, FieldSpec, FieldType, ResourceSpec } from '../../src/systems/catalog.ts';
import { isDecimal, LocalDateTime, type RecordValues, type Value } from '../../src/values.ts';
import { TODAY } from './flows.ts';

const field = (type: FieldType): FieldSpec => ({
  type,
  personal: null,
  create: true,
  update: true,
  required: false,
  searchable: true,
});

function resource(name: string, types: Readonly<Record<string, FieldType>>, lines = {}): ResourceSpec {
  const fields = Object.fromEntries(Object.entries(types).map(([key, type]) => [key, field(type)]));
  return { name, key: 'ID', reference: 'Code', fields, creatable: true, updatable: true, lines };
}

const ACCOUNT = resource('Accounts', { ID: 'id', Name: 'text', Email: 'text' });
const LINE = resource('Lines', { Code: 'text', Quantity: 'decimal', Amount: 'decimal' });
const ORDER = resource(
  'Orders',
  {
    ID: 'id',
    Code: 'text',
    Remark: 'text',
    Count: 'integer',
    Amount: 'decimal',
    Blocked: 'boolean',
    Date: 'date',
    Lines: 'lines',
  },
  { Lines: 'Lines' },
);
/** A small system: an order with lines. */
export const catalog: Catalog = {
  system: 'exact-online',
  resources: new Map([ACCOUNT, LINE, ORDER].map((spec) => [spec.name, spec])),
};

const typeOf = (spec: ResourceSpec, origin: RecordType['origin']): RecordType => ({
  kind: 'record',
  spec,
  catalog,
  origin,
});

const terms = readTable('payment-conditions', readYaml('payment-conditions.yml', '"14": "2"\n"30": "1"\n', 'text'));
if (!('rows' in terms)) throw new Error('no table');
const shelf = tableShelf({
  tables: new Map([['payment-conditions', terms]]),
  usedTables: new Set(),
  problems: new Problems(),
  coverage: null,
  name: 'flow',
});

/** Names over an order, its `customer`, and an earlier step `debtor`. */
export const names: Names = {
  record: typeOf(ORDER, { from: 'record', name: '', path: '' }),
  related: new Map([['customer', typeOf(ACCOUNT, { from: 'related', name: 'customer', path: '' })]]),
  steps: new Map([['debtor', typeOf(ACCOUNT, { from: 'step', name: 'debtor', path: '' })]]),
  line: null,
  elsewhere: new Map([['invoice', 'Only rules of the steps after it may use it.']]),
  settings: { bookYear: { start: '01-01' }, externalKeys: { prefix: 'EO-' } },
  tables: shelf,
};

/** The problems of an expression. */
export function faultsOf(text: string, of: Names = names): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  compileExpression(text, of, (problem) => problems.push(problem));
  return problems;
}

/** The result of an expression over an order. Throws when it does not compile. */
export function evaluate(
  text: string,
  record: RecordValues = {},
  rest: { related?: Record<string, RecordValues>; of?: Names } = {},
): Value {
  const problems: ExpressionProblem[] = [];
  const compiled = compileExpression(text, rest.of ?? names, (problem) => problems.push(problem));
  if (compiled === null) throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join('; '));
  return compiled.evaluate({ record, related: rest.related ?? {}, steps: {}, refs: () => undefined, today: TODAY }, []);
}

/** A value as a short text: decimals with a `d`, dates as written. */
export function shown(value: Value): unknown {
  if (isDecimal(value)) return `${value.toFixed()}d`;
  if (value instanceof LocalDateTime) return value.iso;
  if (Array.isArray(value)) return value.map((element: Value) => shown(element));
  return value;
}
