import { isoDay } from '../../../config/schema/schema-words.ts';
import type { ExpressionProblem } from '../syntax.ts';

/** What people write who know Excel, SQL, JavaScript, Python or a template language, and what to write here. */
interface Idiom {
  readonly pattern: RegExp;
  /** What is not of the language; by default what the pattern found. */
  readonly is?: string;
  readonly hint: string;
}

const BRACES = 'Name the field itself, without braces and dollar signs, as in upper(Name).';
const CHOICE = 'Write condition ? this : that.';
const NULL = 'Write x == null or x != null.';
const LIST = 'Write a list in square brackets: x in ["a", "b"].';

const idioms: readonly Idiom[] = [
  { pattern: /\{\{|\{%|\$\{|\$(?=[A-Za-z.(])|\{\s*\w+\s*\}/g, hint: BRACES },
  { pattern: /`/g, hint: 'Texts stand in quotes and are joined with +.' },
  { pattern: /\?\?|\?:/g, hint: 'Write coalesce(x, other), which takes the first that is not null.' },
  { pattern: /\?\.(?=[A-Za-z])/g, hint: 'A plain dot is enough: what is not there is null.' },
  { pattern: /^\s*=(?!=)/g, is: '= in front', hint: 'Remove it.' },
  { pattern: /===|(?<=\S\s*)(?<![=!<>])=(?!=)/g, hint: 'Compare with ==.' },
  { pattern: /!==/g, hint: 'Write != for "not equal".' },
  { pattern: /<>/g, hint: 'Write != for "not equal".' },
  { pattern: /(?<!&)&(?!&)/g, hint: 'Write && for "and"; texts are joined with +.' },
  { pattern: /(?<!\|)\|(?!\|)/g, hint: 'Write || for "or"; a function stands around its value: upper(Name).' },
  { pattern: /\band\b/gi, hint: 'Write && for "and".' },
  { pattern: /\bor\b/gi, hint: 'Write || for "or".' },
  { pattern: /\bnot\s+in\b/gi, hint: 'Write !(x in ["a", "b"]).' },
  { pattern: /\bis\s+(not\s+)?null\b/gi, hint: NULL },
  { pattern: /(?<!\bis\s+)\bnot\b(?!\s+in\b)/gi, hint: 'Write ! for "not".' },
  { pattern: /\bIN\b(?!\s*\()/g, hint: LIST },
  { pattern: /\bin\s*\((?=[^()]*,)|\bIN\s*\(/g, is: 'list in round brackets', hint: LIST },
  {
    pattern: /\blike\b|(?<![.(]\s*)\bcontains\b(?!\s*\()/gi,
    hint: 'Write contains(text, part), startsWith(text, start) or endsWith(text, end).',
  },
  { pattern: /\bbetween\b/gi, hint: 'Write x >= 1 && x <= 9.' },
  { pattern: /\b(if|als|iif)\s*\(/gi, hint: CHOICE },
  { pattern: /\bcase\b|\bthen\b|\belse\b|\bif\b(?!\s*\()/gi, hint: CHOICE },
  { pattern: /\breturn\b/g, hint: 'Write the value alone.' },
  { pattern: /;/g, hint: 'Arguments are separated by commas, and nothing stands at the end.' },
  { pattern: /::/g, hint: 'Convert with string(…), int(…) or dec(…).' },
  { pattern: /[“”„‘’]/g, is: 'curly quotes', hint: 'Type straight quotes: " or \'.' },
  { pattern: /[\u00a0\u2007\u202f]/g, is: 'blanks that do not break', hint: 'Delete it and type a blank.' },
  { pattern: /(?<=^[^([]*\d),(?=\d)/g, is: 'comma in a number', hint: 'Decimals come after a point: 1000.50.' },
  { pattern: /(?<=\d)\s*%(?=\s*($|[,)&|<>=]))/g, is: 'percent sign', hint: 'Write 21 % as 0.21.' },
  { pattern: /(?<=^\s*)<(?=\w+>\s*$)/g, is: 'angle brackets', hint: 'Name the field itself.' },
];

/** The most idioms that one message names. */
const MOST = 3;

/** What of another language an expression has that cannot be read: all of it in one problem, at the first; null if there is none. */
export function foreignIdioms(source: string): ExpressionProblem | null {
  const text = withoutTexts(source);
  const found = idioms
    .flatMap(({ pattern, is, hint }) => {
      const [match] = text.matchAll(pattern);
      return match === undefined ? [] : [{ at: match.index, is: is ?? `"${match[0].trim()}"`, hint }];
    })
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST);
  const [first] = found;
  if (first === undefined) return null;
  const offset = first.at + (/^\s*/.exec(source.slice(first.at))?.[0].length ?? 0);
  const message = `expressions have no ${found.map(({ is }) => is).join(' and no ')}`;
  const hint = [...new Set(found.map((one) => one.hint))].join(' ');
  return { code: 'EXPRESSION_SYNTAX', message, hint, offset };
}

/** The expression with the letters of its texts in quotes left blank, at the same offsets. */
const withoutTexts = (source: string): string =>
  source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (text) => `"${'_'.repeat(text.length - 2)}"`);

/** Says how to write an expression that is a day and nothing else, which would be read as a subtraction; null for any other one. */
export function dayAsSum(source: string): ExpressionProblem | null {
  if (!/^\s*(\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})\s*$/.test(source)) return null;
  const day = isoDay(source);
  const hint =
    day === null
      ? 'Write date("yyyy-MM-dd"), with the month before the day.'
      : `Write date("${day}"), or { value: ${day} } for a whole rule.`;
  return { code: 'EXPRESSION_SYNTAX', message: 'this day would be read as a calculation', hint, offset: 0 };
}
