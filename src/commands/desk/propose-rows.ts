import type { Table, TableRow } from '../../config/tables.ts';
import { type Candidates, namesOfRow } from '../../desk/candidates.ts';
import { type Command, mapComment } from '../../desk/comment.ts';
import { titleFor } from '../../desk/owner.ts';
import type { DeskIssue } from '../../desk/plan-issues.ts';
import { type NewRow, RowTaken, rowsBeyond, withRows } from '../../desk/rows.ts';
import type { Ask } from '../../github/calls.ts';
import type { Issues } from '../../github/issues.ts';
import { type Place, type Proposed, propose } from '../../github/proposals.ts';
import { nearest } from '../../nearest.ts';
import { code } from '../../report/page/markdown.ts';
import { quiet, quietly } from '../../report/page/quiet.ts';
import type { Words } from '../../report/words/words.ts';
import { type CheckedOut, inspect, problemWith } from './check-mappings.ts';
import { branchOfTable, fileOfTable } from './company.ts';

/** Entries of a list that an answer names. */
const MOST_ENTRIES = 50;

/** What a proposal works with. */
export interface Counter extends CheckedOut {
  readonly ask: Ask;
  readonly issues: Issues;
  readonly issue: DeskIssue;
  readonly place: Place;
  /** The default branch. */
  readonly base: string;
}

/** The row would make the mappings wrong. */
class RowWrong extends Error {}

/** A guess of the sync: what the value is called, and why it is likely. */
export interface Guess {
  readonly name: string;
  readonly because: NonNullable<Candidates['rows'][number]['because']>;
  /** The pull request for its table comes from the same run, so that nobody has looked at it yet. */
  readonly joins: boolean;
}

/**
 * A pull request for a row of a table, asked for by a person or guessed. Returns the answer as Markdown. Throws GitHubFault, and for a guess RowTaken where
 * a row is already, and ProposalOpen where it would join what people may have looked at.
 */
export async function proposeRow(
  { table, keys, value }: Extract<Command, { kind: 'map' }>,
  counter: Counter,
  guess: Guess | null = null,
): Promise<string> {
  const { issue, words, company } = counter;
  const { pulls, answers } = words.desk;
  const tables = inspect(counter).config?.tables ?? new Map<string, Table>();
  const known = tables.get(table);
  if (known === undefined) {
    const meant = nearest(table, [...tables.keys()]);
    return answers.noTable(code(table), meant === null ? null : code(meant));
  }
  const file = fileOfTable(counter, known);
  const found = issue.mark.candidates;
  if (found?.table === table && found.entries !== undefined && !Object.hasOwn(found.entries, value)) {
    const has = Object.entries(found.entries).map(([one, name]) => `${code(one)} ${quietly(name)}`);
    return answers.notInList(code(value), quietly(words.resource(found.list)), someOf(has, words), code(file));
  }
  const levels = found?.table === table ? (found.keys ?? keys) : keys;
  if (levels.length > keys.length) {
    const whole = [...levels.slice(0, levels.length - keys.length), ...keys];
    return answers.usage(code(mapComment(table, whole, value)));
  }
  // A row that all companies have would be another one for this company, without a word.
  const there = company === null ? null : rowAt(known, keys);
  if (there !== null) {
    if (guess !== null) throw new RowTaken(keys.join('/'));
    return there === value ? answers.same : answers.taken(code(keys.join('/')), code(known.at([...keys]).file));
  }
  const row = nameOf({ keys, value });
  const remark = namesOfRow(found, { table, keys, value });
  const names = remark === '' ? '' : ` (${quietly(remark)})`;
  const group = company?.tables ?? null;
  const alone = company === null ? [] : [words.desk.holdsFor(words.list(company.readers))];
  return proposeRows(counter, [{ keys, value, remark }], {
    file,
    // A guess as well: two pull requests that add to one file cannot both be merged.
    branch: branchOfTable(company, table),
    title: quiet(titleFor(group, `${pulls.map(row, table)}${remark === '' ? '' : ` (${remark})`}`)),
    titleForMore: quiet(titleFor(group, pulls.mapMore(table))),
    isGuess: guess !== null,
    joins: guess?.joins ?? true,
    body: [
      pulls.mapBody(`${code(row)}${names}`, code(table)),
      ...alone,
      pulls[guess === null ? 'asked' : 'guess'](issue.number),
    ].join(' '),
    says: (link, others) => {
      if (guess !== null) {
        const why = `${quietly(guess.name)}: ${words.desk.because[guess.because]}`;
        return [answers.guessed(code(row), why, link), ...alone].join(' ');
      }
      const too = someOf(others.map(nameOf).map(code), words);
      return [
        answers.mapped(code(row), link),
        ...alone,
        ...(too === '' ? [] : [answers.mappedToo(too)]),
        answers.again,
      ].join(' ');
    },
  });
}

/** The row of a company's table at these keys, from whichever file; null = there is none, or they lead to more rows. */
function rowAt({ rows }: Table, keys: readonly string[]): TableRow | null {
  let row: TableRow | undefined = rows;
  for (const key of keys) row = row instanceof Map ? (row.get(key) as TableRow | undefined) : undefined;
  return row === undefined || row instanceof Map ? null : row;
}

/** What people read of a proposal, and where it goes. */
interface RowsTold {
  readonly file: string;
  readonly branch: string;
  readonly title: string;
  readonly titleForMore: string;
  readonly body: string;
  /** A person's row is not replaced by a guess. */
  readonly isGuess?: boolean;
  /** See `Proposal`. */
  readonly joins?: boolean;
  /** `others`: the rows beside these that the pull request adds. */
  readonly says: (link: string, others: readonly NewRow[]) => string;
}

/** A pull request that adds rows to a file of the mappings, if they are sound with it; throws RowTaken and ProposalOpen for a guess. */
export async function proposeRows(counter: Counter, rows: readonly NewRow[], told: RowsTold): Promise<string> {
  const { ask, place, base, words } = counter;
  const { file, branch, title, titleForMore, body, isGuess = false, joins = true, says } = told;
  const { answers } = words.desk;
  const own = new Set(rows.map(nameOf));
  let others: readonly NewRow[] = [];
  const change = (before: string | null, merged: string | null): string | null => {
    const text = withRows(before, rows, isGuess ? before : merged);
    const problem = text === null ? null : problemWith(file, text, counter);
    if (problem !== null) throw new RowWrong(problem);
    others = rowsBeyond(text ?? before ?? '', merged ?? '').filter((row) => !own.has(nameOf(row)));
    return text;
  };
  try {
    const about = JSON.stringify([file, ...rows.map(({ keys }) => keys)]);
    const to = { base, branch: `exact-asperion-sync/${branch}`, path: file, about, title, titleForMore, body, joins };
    const proposed = await propose(ask, place, { ...to, change });
    return answerOf(proposed, (link) => says(link, others), words);
  } catch (error) {
    if (error instanceof RowTaken && !isGuess) return answers.taken(code(error.key), code(file));
    if (error instanceof RowWrong || error instanceof RangeError) return answers.wrong(quietly(error.message));
    throw error;
  }
}

/** Names in a sentence, as many as one can read. */
export const someOf = (names: readonly string[], words: Words): string =>
  words.some(names.slice(0, MOST_ENTRIES), names.length - MOST_ENTRIES);

const nameOf = ({ keys, value }: NewRow): string => `${keys.join('/')}=${value}`;

function answerOf({ outcome, url }: Proposed, says: (link: string) => string, words: Words): string {
  const { answers } = words.desk;
  if (outcome === 'same' && url === '') return answers.same;
  if (outcome === 'branch') return says(answers.theBranch(url));
  return `${says(answers.thePull(url))} ${answers.checks}`;
}
