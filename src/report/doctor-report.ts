import type { SourcePosition } from '../errors/errors.ts';
import { type Page, paragraph, table, title } from './page/page.ts';
import { type Annotation, type Annotations, MOST_ANNOTATIONS, shortened } from './run/annotations.ts';
import { TITLE } from './title.ts';
import { count } from './words/count.ts';

/**
 * What came of looking at one thing: it is right, it will not stay right, a sync would fail, or it could not be looked
 * at.
 */
export type Level = 'ok' | 'warning' | 'error' | 'not-checked';

/** One line of the doctor's list. */
export interface Finding {
  /** What was checked, in a word or two: `credentials`. */
  readonly check: string;
  readonly level: Level;
  /** One sentence or two. Never a person's or a company's name. */
  readonly says: string;
  /** What to do, for warnings and errors. */
  readonly fix?: string;
  readonly at?: SourcePosition;
}

const SIGNS: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', error: '✗', 'not-checked': '·' };

const WORDS: Readonly<Record<Level, string>> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  'not-checked': 'not checked',
};

/** The list as lines of the log: symbols on a terminal, words elsewhere. */
export function findingLines(findings: readonly Finding[], isTerminal: boolean): readonly string[] {
  return findings.map((finding) => {
    const { check, level } = finding;
    const sign = isTerminal ? SIGNS[level] : WORDS[level].padEnd(WORDS['not-checked'].length);
    return `${sign} ${check.padEnd(14)} ${sentencesOf(finding)}`;
  });
}

/** What was found and what to do, with the place in a file. */
function sentencesOf({ says, fix, at }: Finding): string {
  const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column} `;
  return fix === undefined ? `${place}${says}` : `${place}${says} What to do: ${fix}`;
}

/** One sentence with counts. */
export function doctorHeadline(findings: readonly Finding[]): string {
  const number = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const errors = number('error');
  const verdict = errors > 0 ? 'A sync would not work yet' : number('warning') > 0 ? 'A sync works' : 'All is well';
  const rest = `${number('ok')} ok, ${number('not-checked')} not checked`;
  return `${verdict}: ${count(errors, 'error')}, ${count(number('warning'), 'warning')}, ${rest}.`;
}

/** Errors first, then warnings; what is right last. */
const ORDER: readonly Level[] = ['error', 'warning', 'not-checked', 'ok'];

/** The list as a table. */
export function findingsPage(findings: readonly Finding[]): Page {
  const rows = ORDER.flatMap((level) => findings.filter((finding) => finding.level === level)).map(
    ({ check, level, says, fix, at }) => {
      const place = at === undefined ? '' : `${at.file}:${at.line} `;
      return [WORDS[level], check, `${place}${says}`, fix ?? ''];
    },
  );
  const titles = ['Result', 'Check', 'What was found', 'What to do'];
  return [title(`${TITLE}: doctor`), paragraph(doctorHeadline(findings)), ...table(titles, 0, rows, 'finding')];
}

/** Annotations for errors and warnings: all with a place in a file, and as many others as GitHub shows. */
export function findingAnnotations(findings: readonly Finding[]): Annotations {
  const shown = (['error', 'warning'] as const).flatMap((level) => {
    const own = findings.filter((finding) => finding.level === level);
    const placed = own.filter(({ at }) => at !== undefined);
    const others = own.filter(({ at }) => at === undefined).slice(0, Math.max(0, MOST_ANNOTATIONS - placed.length));
    return [...placed, ...others].map((finding) => annotationOf(level, finding));
  });
  const all = findings.filter(({ level }) => level === 'error' || level === 'warning').length;
  return { shown, more: all - shown.length };
}

function annotationOf(level: Annotation['level'], { check, says, fix, at }: Finding): Annotation {
  const message = fix === undefined ? says : `${says} What to do: ${fix}`;
  return { level, title: check, message: shortened(message), at: at ?? null };
}
