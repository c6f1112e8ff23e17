import Big from 'big.js';
import { type MoneyFields, moneyFieldNames, moneyFieldsOf } from '../../systems/money-fields.ts';
import { type Compilation, compileConditionAt } from '../compilation.ts';
import type { FieldReference, Names } from '../expressions/names.ts';
import { NO_SCOPE } from '../expressions/parts.ts';
import type { CompiledLines } from '../lines/lines.ts';
import type { LineSums, OnlyThere, StepPolicy } from './step-program.ts';
import type { WrittenStep } from './written-step.ts';

/** Compiles how a step of a flow that verifies compares; what is wrong is noted. */
export function compileVerifyPolicy(
  written: WrittenStep,
  { lines, names }: { readonly lines: CompiledLines | null; readonly names: Names },
  flow: Compilation,
): StepPolicy {
  const money = moneyFieldsOf(flow.target.system, written.resource.name);
  return {
    kind: 'verify',
    sums: compileSums(written, money, lines, flow),
    onlyThere: compileOnlyThere(written, money, names, flow),
  };
}

/** The amounts of `compare: sums`; which fields are amounts is a fact of the resource. */
function compileSums(
  { step, path }: WrittenStep,
  money: MoneyFields | null,
  lines: CompiledLines | null,
  { problems, source }: Compilation,
): LineSums | null {
  if (step.compare !== 'sums' || lines === null) return null;
  if (money === null) {
    const message = `nothing says which fields of the lines of ${step.resource} are amounts`;
    problems.add(source.at([...path, 'compare']), 'NOT_SUPPORTED', message, 'Write compare: lines.');
    return null;
  }
  const mapped = new Set([...lines.fields, ...lines.appended.flat()].map(({ name }) => name));
  const isMapped = (field: string | null | undefined): field is string => field != null && mapped.has(field);
  const by = [money.vatCode, money.account].filter(isMapped);
  const of = [money.amount, money.vatAmount, money.pieces?.quantity].filter(isMapped);
  const could = [money.amount, money.vatAmount, money.pieces?.quantity].filter((field) => field != null);
  if (of.length === 0) {
    const message = 'no field of the lines is added up';
    problems.add(
      source.at([...path, 'lines', 'fields'], 'key'),
      'MISSING_FIELD',
      message,
      `Map ${could.join(' or ')}.`,
    );
  }
  for (const name of Object.keys(step.lines?.fields ?? {})) {
    if (by.includes(name) || of.includes(name) || !mapped.has(name)) continue;
    const message = `the field "${name}" is not compared: lines are added up by ${by.join(' and ') || 'nothing'}`;
    const hint = 'Remove the rule, or write compare: lines.';
    problems.add(source.at([...path, 'lines', 'fields', name], 'key'), 'NEVER_USED', message, hint);
  }
  return { by, of, tolerance: new Big(step.tolerance ?? 0) };
}

/** How to find documents that only the target has: in the list of all documents booked there. */
function compileOnlyThere(
  { step, path, resource }: WrittenStep,
  money: MoneyFields | null,
  names: Names,
  flow: Compilation,
): OnlyThere | null {
  if (money === null || money.books === 'later' || resource.feed === undefined) {
    if (step.scope === undefined) return null;
    const message = `records of ${resource.name} that are only in the target are not looked for`;
    const hint = 'Remove "scope": a flow the other way finds them.';
    flow.problems.add(flow.source.at([...path, 'scope'], 'key'), 'NEVER_USED', message, hint);
    return null;
  }
  const record = {
    kind: 'record',
    spec: resource,
    catalog: flow.target,
    origin: { from: 'record', name: '', path: '' },
  } as const;
  const empty = { related: new Map(), steps: new Map(), line: null, shared: new Map(), elsewhere: new Map() };
  // The fields that it reads are not the source's.
  const uses: FieldReference[] = [];
  const scope = compileConditionAt(step.scope, [...path, 'scope'], { ...names, ...empty, record }, { ...flow, uses });
  const { date, year, period } = resource.booking ?? {};
  const header = [resource.key, resource.reference, money.date, date, year, period, ...uses.map(({ field }) => field)];
  const keys = step.match.flat().filter((field) => resource.fields[field] !== undefined);
  const fields = [...header, ...keys].filter((field) => field != null);
  return {
    inScope: scope === null ? null : (values, today) => scope.holds({ ...NO_SCOPE, record: values, today }),
    fields: [...new Set([...fields, ...moneyFieldNames(money).map((field) => `${money.lines}.${field}`)])],
  };
}
