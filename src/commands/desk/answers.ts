import path from 'node:path';
import type { Command } from '../../desk/comment.ts';
import { type Box, LABEL, readBoxes, withTicks } from '../../desk/issue-marks.ts';
import { type DeskIssue, deskIssues } from '../../desk/plan-issues.ts';
import { quiet, quietly } from '../../desk/quiet.ts';
import { type NewRow, RowTaken, withRows } from '../../desk/rows.ts';
import type { Ask } from '../../github/calls.ts';
import type { Issues } from '../../github/issues.ts';
import { type Place, type Proposed, propose } from '../../github/proposals.ts';
import { nearest } from '../../nearest.ts';
import { code } from '../../report/page/markdown.ts';
import type { Words } from '../../report/words/words.ts';
import { inspectFlows } from '../select-flows.ts';
import { type CheckedOut, problemWith } from './check-mappings.ts';

/** What a command works with. */
export interface Counter extends CheckedOut {
  readonly ask: Ask;
  readonly issues: Issues;
  readonly issue: DeskIssue;
  readonly place: Place;
  /** The default branch. */
  readonly base: string;
  readonly words: Words;
}

/** The row would make the mappings wrong. */
class RowWrong extends Error {}

/** Does what a comment asks for, and returns the answer as Markdown. Throws GitHubFault. */
export async function answerTo(command: Command, counter: Counter): Promise<string> {
  const { words } = counter;
  const { answers } = words.desk;
  switch (command.kind) {
    case 'unknown':
      return answers.unknown(code(command.word), command.meant === null ? null : code(command.meant));
    case 'unfinished':
      return answers.usage(command.usage);
    case 'retry-all':
      return tick(counter, ({ what }) => what === 'retry-all', answers.all);
    case 'retry':
      return withKnown('retry', command.references, counter, (boxes) => {
        const names = boxes.map(({ reference }) => reference);
        return tick(
          counter,
          ({ what, reference }) => what === 'retry' && names.includes(reference),
          namesOf(boxes, words),
        );
      });
    case 'skip':
      return withKnown('skip', command.references, counter, (boxes) => skip(boxes, counter));
    case 'map':
      return map(command, counter);
    case 'why':
      return why(command.references, counter);
  }
}

/** Proposes the pins of records whose boxes *skip* are ticked, unticks them, and returns the answer; null if none is ticked. Throws GitHubFault. */
export async function answerToTicks(counter: Counter): Promise<string | null> {
  const { issues, issue } = counter;
  const ticked = readBoxes(issue.body).filter(({ what, isTicked }) => what === 'skip' && isTicked);
  if (ticked.length === 0) return null;
  const answer = await skip(ticked, counter);
  await issues.change(issue.number, { body: withTicks(issue.body, ({ what }) => (what === 'skip' ? false : null)) });
  return answer;
}

/** Goes on with the boxes of these records if the issue has all of them. */
async function withKnown(
  what: 'retry' | 'skip',
  references: readonly string[],
  { issue, words }: Counter,
  next: (boxes: readonly Box[]) => Promise<string>,
): Promise<string> {
  const boxes = readBoxes(issue.body).filter((box) => box.what === what && references.includes(box.reference));
  const strangers = references.filter((reference) => !boxes.some((box) => box.reference === reference));
  if (strangers.length === 0) return next(boxes);
  return words.desk.answers.notHere(words.list(strangers.map(quietly)));
}

async function tick(
  { issues, issue, words }: Counter,
  isMeant: (box: Box) => boolean,
  records: string,
): Promise<string> {
  const body = withTicks(issue.body, (box) => (isMeant(box) ? true : null));
  if (body !== issue.body) await issues.change(issue.number, { body });
  return words.desk.answers.retry(records);
}

async function skip(boxes: readonly Box[], counter: Counter): Promise<string> {
  const { issue, words, mappings } = counter;
  const { pulls, answers } = words.desk;
  const records = namesOf(boxes, words);
  const rows = boxes.map(({ flow, reference }): NewRow => ({ keys: [flow, reference], value: 'skip' }));
  return proposeRows(counter, rows, {
    file: path.posix.join(mappings, 'links.yml'),
    branch: `skip-${issue.number}`,
    title: pulls.skip(issue.number),
    body: pulls.skipBody(records, issue.number),
    says: (link) => answers.skipped(records, link),
  });
}

async function map({ table, keys, value }: Extract<Command, { kind: 'map' }>, counter: Counter): Promise<string> {
  const { issue, words, mappings, workspace } = counter;
  const { pulls, answers } = words.desk;
  const names = [...(inspectFlows(mappings, workspace).config?.tables.keys() ?? [])];
  if (!names.includes(table)) {
    const meant = nearest(table, names);
    return answers.noTable(code(table), meant === null ? null : code(meant));
  }
  const row = `${keys.join('/')}=${value}`;
  return proposeRows(counter, [{ keys, value }], {
    file: path.posix.join(mappings, 'tables', `${table}.yml`),
    branch: `map-${table.replace(/[^\w.-]/g, '-')}`,
    title: quiet(pulls.map(row, table)),
    body: pulls.mapBody(code(row), code(table), issue.number),
    says: (link) => `${answers.mapped(code(row), link)} ${answers.again}`,
  });
}

interface RowsTold {
  readonly file: string;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly says: (link: string) => string;
}

/** A pull request that adds rows to a file of the mappings, if they are sound with it. */
async function proposeRows(counter: Counter, rows: readonly NewRow[], told: RowsTold): Promise<string> {
  const { ask, place, base, words } = counter;
  const { file, branch, title, body, says } = told;
  const { answers } = words.desk;
  const change = (before: string | null): string | null => {
    const text = withRows(before, rows);
    const problem = text === null ? null : problemWith(file, text, counter);
    if (problem !== null) throw new RowWrong(problem);
    return text;
  };
  try {
    const to = { base, branch: `exact-asperion-sync/${branch}`, path: file, title, body: `${body}\n` };
    return answerOf(await propose(ask, place, { ...to, change }), says, words);
  } catch (error) {
    if (error instanceof RowTaken) return answers.taken(code(error.key), code(file));
    if (error instanceof RowWrong || error instanceof RangeError) return answers.wrong(quietly(error.message));
    throw error;
  }
}

function answerOf({ outcome, url }: Proposed, says: RowsTold['says'], words: Words): string {
  const { answers } = words.desk;
  if (outcome === 'same' && url === '') return answers.same;
  if (outcome === 'branch') return says(answers.theBranch(url));
  return `${says(answers.thePull(url))} ${answers.checks}`;
}

/** What is known of records in all open issues. */
async function why(references: readonly string[], { issues, words }: Counter): Promise<string> {
  const open = deskIssues(await issues.list(LABEL, 'open'));
  const { answers } = words.desk;
  const lines = references.flatMap((reference) => {
    const own = open.filter(({ body }) => readBoxes(body).some((box) => box.reference === reference));
    if (own.length === 0) return [answers.whyNot(quietly(reference))];
    return own.map(({ number, mark }) => {
      const { reason, place, code: name, since } = mark;
      const facts = [code(name), ...(since === undefined ? [] : [words.desk.since(since)]), `#${number}`];
      const rule = place === undefined ? '' : ` ${answers.rule(code(place))}`;
      return `${answers.why(quietly(reference), quietly(reason))}${rule} (${facts.join(', ')})`;
    });
  });
  return lines.map((text) => `- ${text}`).join('\n');
}

const namesOf = (boxes: readonly Box[], words: Words): string =>
  words.list([...new Set(boxes.map(({ reference }) => quietly(reference)))]);
