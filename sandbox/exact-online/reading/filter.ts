import { Refusal, texts } from '../http/refusals.ts';
import { type Endpoint, modelOf } from '../records/catalog.ts';
import type { Stored } from '../records/values.ts';
import type { Expression, LiteralType } from './filter-syntax.ts';

/** Reads one property of the row under test, padded as in answers. */
export type PropertyReader = (name: string) => Stored;

const TEXT_FUNCTIONS: ReadonlySet<string> = new Set(['trim', 'tolower']);
const TEXT_TESTS: ReadonlySet<string> = new Set(['substringof', 'startswith', 'endswith']);

/** The vendor's sample filters the deletion log by this, though its page marks only Timestamp (EX-deletion-log). */
const ALSO_FILTERABLE: ReadonlySet<string> = new Set(['Sync_Deleted.EntityType']);

/** The properties that an expression names, each once. */
export function propertiesIn(expression: Expression): readonly string[] {
  return [...new Set(collect(expression))];
}

function collect(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'property':
      return [expression.name];
    case 'literal':
      return [];
    case 'not':
      return collect(expression.operand);
    case 'call':
      return expression.parameters.flatMap(collect);
    default:
      return [...collect(expression.left), ...collect(expression.right)];
  }
}

/**
 * Checks names, types and filterability before a row is read. Throws a Refusal with 400 for an unknown name, a property
 * that the catalog marks as not filterable (null = unknown = allowed), operands of different types, a comparison of two
 * properties, a path into a collection.
 */
export function checkFilter(expression: Expression, endpoint: Endpoint, refusedFilters: readonly string[]): void {
  const names = propertiesIn(expression);
  if (names.some((name) => name.includes('/'))) throw new Refusal(400, texts.filter);
  const unknown = names.find((name) => endpoint.properties[name] === undefined);
  if (unknown !== undefined) throw new Refusal(400, texts.noProperty(unknown, modelOf(endpoint.resource)));
  const refused = names.filter(
    (name) =>
      refusedFilters.includes(`${endpoint.name}.${name}`) ||
      (endpoint.properties[name]?.filterable === false && !ALSO_FILTERABLE.has(`${endpoint.name}.${name}`)),
  );
  if (refused.length > 0) throw new Refusal(400, texts.filterOn(refused));
  if (typeOf(expression, endpoint) !== 'boolean') throw new Refusal(400, texts.syntax);
}

function typeOf(expression: Expression, endpoint: Endpoint): LiteralType {
  const demand = (part: Expression, type: LiteralType): void => {
    if (typeOf(part, endpoint) !== type) throw new Refusal(400, texts.syntax);
  };
  switch (expression.kind) {
    case 'literal':
      return expression.type;
    case 'property':
      return propertyType(endpoint.properties[expression.name]?.type ?? 'Edm.String');
    case 'not':
      demand(expression.operand, 'boolean');
      return 'boolean';
    case 'logic':
      demand(expression.left, 'boolean');
      demand(expression.right, 'boolean');
      return 'boolean';
    case 'compare': {
      const left = typeOf(expression.left, endpoint);
      const right = typeOf(expression.right, endpoint);
      if (left !== right && left !== 'null' && right !== 'null') throw new Refusal(400, texts.syntax);
      if (collect(expression.left).length > 0 && collect(expression.right).length > 0) {
        throw new Refusal(400, texts.filter);
      }
      return 'boolean';
    }
    case 'call': {
      const isTest = TEXT_TESTS.has(expression.name);
      const isFunction = TEXT_FUNCTIONS.has(expression.name);
      if (expression.parameters.length !== (isTest ? 2 : isFunction ? 1 : -1)) throw new Refusal(400, texts.syntax);
      for (const parameter of expression.parameters) demand(parameter, 'text');
      return isTest ? 'boolean' : 'text';
    }
  }
}

function propertyType(edm: string): LiteralType {
  if (edm.startsWith('Collection') || edm === 'Edm.Binary') throw new Refusal(400, texts.filter);
  if (edm === 'Edm.Guid') return 'guid';
  if (edm === 'Edm.DateTime') return 'datetime';
  if (edm === 'Edm.Boolean') return 'boolean';
  return edm === 'Edm.String' ? 'text' : 'number';
}

/** How a filter is evaluated: the row's properties, and when two values are the same. */
export interface Reading {
  readonly read: PropertyReader;
  readonly isSame: (left: Stored, right: Stored) => boolean;
}

/** Blanks at the end of a text do not count, as in SQL Server's comparison (EX-trailing-blanks). */
export function sameButForBlanks(left: Stored, right: Stored): boolean {
  return (
    left === right || (typeof left === 'string' && typeof right === 'string' && left.trimEnd() === right.trimEnd())
  );
}

/** A value without its padding, compared with the literal as written. */
export function sameWhenBare(left: Stored, right: Stored): boolean {
  return (typeof left === 'string' ? left.trim() : left) === right;
}

/** True when the row passes a checked filter. Null is equal to null only, and neither greater nor less than anything. */
export function passes(expression: Expression, reading: Reading): boolean {
  return evaluate(expression, reading) === true;
}

function evaluate(expression: Expression, reading: Reading): Stored {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'property':
      return reading.read(expression.name);
    case 'not':
      return evaluate(expression.operand, reading) !== true;
    case 'logic':
      return expression.operator === 'and'
        ? passes(expression.left, reading) && passes(expression.right, reading)
        : passes(expression.left, reading) || passes(expression.right, reading);
    case 'compare':
      return compare(
        expression.operator,
        evaluate(expression.left, reading),
        evaluate(expression.right, reading),
        reading,
      );
    case 'call':
      return call(
        expression.name,
        expression.parameters.map((parameter) => evaluate(parameter, reading)),
      );
  }
}

function compare(operator: string, left: Stored, right: Stored, { isSame }: Reading): boolean {
  if (operator === 'eq') return isSame(left, right);
  if (operator === 'ne') return !isSame(left, right);
  if (left === null || right === null) return false;
  const order = orderOf(left, right);
  if (operator === 'gt') return order > 0;
  if (operator === 'ge') return order >= 0;
  return operator === 'lt' ? order < 0 : order <= 0;
}

/** Negative, zero or positive; null comes first. Moments are ISO text, which sorts by time. */
export function orderOf(left: Stored, right: Stored): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

function call(name: string, [first, second]: readonly Stored[]): Stored {
  if (typeof first !== 'string') return TEXT_FUNCTIONS.has(name) ? null : false;
  if (name === 'trim') return first.trim();
  if (name === 'tolower') return first.toLowerCase();
  if (typeof second !== 'string') return false;
  if (name === 'substringof') return second.includes(first);
  return name === 'startswith' ? first.startsWith(second) : first.endsWith(second);
}
