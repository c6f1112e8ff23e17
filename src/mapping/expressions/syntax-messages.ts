import { ParseError } from '@marcbachmann/cel-js';
import { foreignIdioms } from './foreign/idioms.ts';
import type { Report } from './syntax.ts';

const LIMITS: Readonly<Record<string, string>> = {
  maxAstNodes: 'is too large (more than 300 parts)',
  maxDepth: 'is nested too deeply (more than 24 levels)',
  maxListElements: 'has a list of more than 100 elements',
  maxMapEntries: 'has a map of more than 100 entries',
  maxCallArguments: 'has a call with more than 16 arguments',
};

const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a text',
  BOOLEAN: 'true or false',
  NULL: 'null',
  IDENTIFIER: 'a name',
  LPAREN: '"("',
  RPAREN: '")"',
  LBRACKET: '"["',
  RBRACKET: '"]"',
  LBRACE: '"{"',
  RBRACE: '"}"',
  COLON: '":"',
  COMMA: '","',
  DOT: '"."',
  PLUS: '"+"',
  MINUS: '"-"',
  MULTIPLY: '"*"',
  DIVIDE: '"/"',
  MODULO: '"%"',
  EQ: '"=="',
  NE: '"!="',
  LT: '"<"',
  LE: '"<="',
  GT: '">"',
  GE: '">="',
  AND: '"&&"',
  OR: '"||"',
  NOT: '"!"',
  IN: '"in"',
  QUESTION: '"?"',
  BYTES: 'bytes',
};

/** What may have been meant, by what stands where the reading stopped. */
const AHEAD: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  {
    pattern: /^\w/,
    hint: 'Texts are joined with +; put a constant text in quotes, or write { value: … } for a whole rule.',
  },
  { pattern: /^[)\]}]/, hint: 'There is a bracket too many, or something missing before it.' },
];

/** The text of an expression, and which words are names where it stands. */
interface Written {
  readonly source: string;
  readonly isName: (word: string) => boolean;
}

/** Says in plain words why cel-js could not read an expression, and what was probably meant. */
export function reportSyntax({ source, isName }: Written, error: unknown, report: Report): void {
  if (!(error instanceof ParseError)) {
    report({ code: 'EXPRESSION_SYNTAX', message: 'the expression cannot be read', offset: 0 });
    return;
  }
  const offset = Math.min(error.range?.start ?? 0, source.length);
  const { code, summary } = error;
  if (code === 'limit_exceeded') {
    const limit = Object.keys(LIMITS).find((name) => summary.includes(name)) ?? '';
    const hint = 'Use a table, or split it over several fields.';
    report({ code: 'EXPRESSION_LIMIT', message: `the expression ${LIMITS[limit] ?? 'is too large'}`, hint, offset });
    return;
  }
  const foreign = foreignIdioms(source);
  if (foreign !== null) {
    report(foreign);
    return;
  }
  if (code === 'reserved_identifier') {
    const name = /\w+$/.exec(summary)?.[0] ?? '';
    report({ code: 'UNKNOWN_NAME', message: `there is nothing named ${name}`, offset });
    return;
  }
  const ahead = source.slice(offset);
  const message = describe(code, summary, ahead);
  const hint =
    sentenceHint({ source, isName }) ?? wholeHint(message) ?? AHEAD.find(({ pattern }) => pattern.test(ahead))?.hint;
  report({ code: 'EXPRESSION_SYNTAX', message, hint, offset });
}

/** How words without quotes are written as a text: YAML takes the outer quotes off. Undefined if the first one is a name, such as that of a field. */
function sentenceHint({ source, isName }: Written): string | undefined {
  const text = source.trim();
  if (!/^\p{L}+(,? [\p{L}\d-]+){2,}[.!?]?$/u.test(text) || isName(/^\p{L}+/u.exec(text)?.[0] ?? '')) return undefined;
  const shown = text.length > 60 ? `${text.slice(0, 30).trimEnd()}…` : text;
  return `A text has quotes within quotes: '"${shown}"'; a whole rule may be { value: … } instead.`;
}

/** Problems that only the whole expression shows. */
function wholeHint(message: string): string | undefined {
  if (message.startsWith('expected ":"')) return 'A question has two answers: condition ? this : that.';
  if (message.includes('got the end')) return 'Close every bracket.';
  if (message.startsWith('a text in quotes')) return 'Close it with the same quote.';
  return undefined;
}

function describe(code: string, summary: string, ahead: string): string {
  if (code === 'expected_token' || code === 'unexpected_token') {
    const text = summary.replace(/\b[A-Z]{2,}\b/g, (token) => TOKENS[token] ?? token);
    const said = `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace('unexpected token: ', 'unexpected ');
    return said === 'unexpected the end' ? 'the expression ends where a value is needed' : said;
  }
  if (code === 'unexpected_character') return `unexpected ${/^\w+|^./su.exec(ahead)?.[0] ?? 'character'}`;
  if (/^unterminated/i.test(summary)) return 'a text in quotes does not end';
  return `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`;
}
