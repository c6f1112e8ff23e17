import { Refusal, texts } from '../http/refusals.ts';
import { readMoment } from '../records/values.ts';

/** The operators that compare two values. */
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A literal's type; `null` fits every property. */
export type LiteralType = 'guid' | 'datetime' | 'number' | 'text' | 'boolean' | 'null';

/** A `$filter` expression, or a part of one (EX-query-options). */
export type Expression =
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | boolean | null };

const TOKEN =
  /\s*(?:(guid|datetime)'([^']*)'|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)([lmdf])?(?![\w'])|([a-z_]\w*(?:\/[a-z_]\w*)*)|([(),]))/iy;

type Token =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | boolean | null }
  | { readonly kind: 'word' | 'sign'; readonly text: string };

const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const KEYWORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function syntaxError(): Refusal {
  return new Refusal(400, texts.syntax);
}

function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (match === null) throw syntaxError();
    tokens.push(toToken(match));
  }
  return tokens;
}

function toToken([, prefix, quoted, text, number, suffix, word, sign]: RegExpExecArray): Token {
  if (prefix !== undefined) {
    if (prefix.toLowerCase() === 'guid') return { kind: 'literal', type: 'guid', value: readGuid(quoted ?? '') };
    const moment = readMoment(quoted ?? '');
    if (moment === null) throw syntaxError();
    return { kind: 'literal', type: 'datetime', value: moment };
  }
  if (text !== undefined) return { kind: 'literal', type: 'text', value: text.replaceAll("''", "'") };
  // A whole number without a suffix is one of 32 bits (EX-int64-literals).
  if (number !== undefined && suffix === undefined && /^-?\d+$/.test(number) && !isInt32(Number(number)))
    throw syntaxError();
  if (number !== undefined) return { kind: 'literal', type: 'number', value: Number(number) };
  if (word !== undefined && word in KEYWORDS) {
    const value = KEYWORDS[word] ?? null;
    return { kind: 'literal', type: value === null ? 'null' : 'boolean', value };
  }
  return word === undefined ? { kind: 'sign', text: sign ?? '' } : { kind: 'word', text: word };
}

const isInt32 = (number: number): boolean => number === (number | 0);

function readGuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw syntaxError();
  return text.toLowerCase();
}

/** Reads tokens by falling precedence: or, and, not, comparison, value. */
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#or();
    if (this.#next < this.#tokens.length) throw syntaxError();
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#takes('or')) left = { kind: 'logic', operator: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#takes('and')) left = { kind: 'logic', operator: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    return this.#takes('not') ? { kind: 'not', operand: this.#not() } : this.#comparison();
  }

  #comparison(): Expression {
    const left = this.#value();
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'word' || !COMPARISONS.has(token.text)) return left;
    this.#next += 1;
    return { kind: 'compare', operator: token.text as Comparison, left, right: this.#value() };
  }

  #value(): Expression {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    if (token === undefined) throw syntaxError();
    if (token.kind === 'literal') return token;
    if (token.kind === 'sign') {
      if (token.text !== '(') throw syntaxError();
      const inner = this.#or();
      this.#demand(')');
      return inner;
    }
    if (!this.#takes('(')) return { kind: 'property', name: token.text };
    const parameters = [this.#or()];
    while (this.#takes(',')) parameters.push(this.#or());
    this.#demand(')');
    return { kind: 'call', name: token.text, parameters };
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#next];
    if (token === undefined || token.kind === 'literal' || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #demand(text: string): void {
    if (!this.#takes(text)) throw syntaxError();
  }
}

/** Parses `$filter`; throws a Refusal with 400 when it does not follow the grammar (EX-query-options, EX-literals). */
export function parseFilter(text: string): Expression {
  if (text.trim() === '') throw new Refusal(400, texts.filter);
  return new Parser(readTokens(text)).parse();
}

/** Reads comma-separated literals, as in keys and `$skiptoken`; throws a Refusal with 400. */
export function parseLiterals(text: string): readonly (string | number | boolean | null)[] {
  return readTokens(text).flatMap((token) => {
    if (token.kind === 'literal') return [token.value];
    if (token.text === ',') return [];
    throw syntaxError();
  });
}
