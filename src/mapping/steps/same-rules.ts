import type { FlowSource } from '../../config/flow-source.ts';
import { type FlowFile, splitSource } from '../../config/schema/flow-schema.ts';
import { ascending } from '../../order.ts';
import { isDecimal } from '../../values.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { Expression } from '../expressions/syntax.ts';

/** What the names in a step's rules mean, and the alias of the record that the step stands for. */
export interface RuleContext {
  readonly flow: Pick<FlowSource['flow'], 'from' | 'let' | 'with'>;
  /** Null = the flow's own record. */
  readonly subject: string | null;
}

/** The place of the rules of a step, whose own `let` may use those of the flow. */
export function contextOfRules(flow: FlowSource['flow'], step: string, subject: string | null): RuleContext {
  const own = flow.steps.find(({ id }) => id === step)?.let;
  return { flow: { ...flow, let: { ...flow.let, ...own } }, subject };
}

/**
 * A rule as one text, the same for rules that give a record the same value: names of the subject's fields have no alias,
 * and names of `let` and `with` are replaced by what they mean.
 */
export function canonicalRule(rule: unknown, place: RuleContext): string {
  return JSON.stringify(ofRule(rule, null, place));
}

/** Keys of a rule whose texts are expressions. */
const EXPRESSIONS: ReadonlySet<string> = new Set(['expr', 'key', 'when', 'at', 'first']);

function ofRule(rule: unknown, key: string | null, place: RuleContext): unknown {
  if (isDecimal(rule)) return { decimal: rule.toFixed() };
  if (typeof rule === 'string') return key === null || EXPRESSIONS.has(key) ? ofText(rule, place) : rule;
  if (Array.isArray(rule)) return rule.map((one) => ofRule(one, key, place));
  if (typeof rule !== 'object' || rule === null) return rule;
  const entries = Object.entries(rule).filter(([, value]) => value !== undefined);
  // `name: x` and `name: { expr: x }` are one rule.
  if (entries.length === 1 && entries[0]?.[0] === 'expr') return ofRule(entries[0][1], null, place);
  const sorted = entries.sort(([left], [right]) => ascending(left, right));
  return Object.fromEntries(sorted.map(([name, value]) => [name, ofRule(value, name, place)]));
}

function ofText(text: string, place: RuleContext): unknown {
  const parsed = parseExpression(text, () => {});
  return parsed === null ? text : ofNode(parsed, place, []);
}

/** A node without its place in the text. `locals` are variables of macros, which hide other names. */
function ofNode(node: Expression, place: RuleContext, locals: readonly string[]): unknown {
  const inner = (child: Expression): unknown => ofNode(child, place, locals);
  switch (node.kind) {
    case 'literal':
      return { literal: isDecimal(node.value) ? node.value.toFixed() : node.value };
    case 'name':
      return locals.includes(node.name) ? { local: node.name } : ofName(node.name, place);
    case 'field': {
      const isSubject = node.of.kind === 'name' && node.of.name === place.subject && !locals.includes(node.of.name);
      return isSubject ? { name: node.field } : { of: inner(node.of), field: node.field };
    }
    case 'index':
      return { of: inner(node.of), index: inner(node.index) };
    case 'call': {
      const [first] = node.args;
      const isMacro = node.receiver !== null && node.args.length > 1 && first?.kind === 'name';
      const within = isMacro ? [...locals, first.name] : locals;
      const all = node.receiver === null ? node.args : [node.receiver, ...node.args];
      return { call: node.name, of: all.map((one) => ofNode(one, place, within)) };
    }
    case 'list':
      return node.elements.map(inner);
    case 'choose':
      return { choose: [inner(node.condition), inner(node.whenTrue), inner(node.whenFalse)] };
    case 'unary':
      return { [node.operator]: inner(node.operand) };
    default:
      return { [node.operator]: [inner(node.left), inner(node.right)] };
  }
}

function ofName(name: string, place: RuleContext): unknown {
  const { flow, subject } = place;
  const meant = flow.let?.[name];
  if (meant !== undefined) return ofText(meant, { flow: { ...flow, let: before(flow.let, name) }, subject });
  const relation = flow.with?.[name];
  // In a step that stands for a related record, a name without an alias is another record's.
  if (relation === undefined) return subject === null ? { name } : { own: name };
  const { value, ...rest } = relation;
  const earlier = { ...flow, with: before(flow.with, name) };
  return {
    related: rest,
    system: splitSource(flow.from).system,
    value: ofRule(value, 'expr', { flow: earlier, subject }),
  };
}

/** The entries before a name: it may use only those, so that nothing means itself. */
function before<Held>(all: Readonly<Record<string, Held>> | undefined, name: string): Record<string, Held> {
  const entries = Object.entries(all ?? {});
  return Object.fromEntries(
    entries.slice(
      0,
      entries.findIndex(([one]) => one === name),
    ),
  );
}

/** The written rule of a step's field. */
export function writtenRule({ steps }: FlowFile, step: string, field: string): unknown {
  return steps.find(({ id }) => id === step)?.fields[field];
}
