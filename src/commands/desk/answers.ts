import { isShipped } from '../../config/checkout.ts';
import { type Command, mapComment } from '../../desk/comment.ts';
import {
  type Box,
  type BoxedRecord,
  keyOfBox,
  ownReason,
  readBoxes,
  recordsOf,
  withTicked,
  withTicks,
} from '../../desk/issue-marks.ts';
import { labelsOf, ownerIn, titleFor } from '../../desk/owner.ts';
import { type DeskIssue, deskIssues } from '../../desk/plan-issues.ts';
import type { NewRow } from '../../desk/rows.ts';
import { actionFor } from '../../report/advice.ts';
import { sentence } from '../../report/describe-error.ts';
import { code } from '../../report/page/markdown.ts';
import { quietly } from '../../report/page/quiet.ts';
import { type AskedLine, linesIn, ofEach } from '../../report/run/of-each.ts';
import type { Words } from '../../report/words/words.ts';
import { fileOfPins } from './company.ts';
import { type Counter, proposeRow, proposeRows, someOf } from './propose-rows.ts';

/** Does what a comment asks for, and returns the answer as Markdown. Throws GitHubFault. */
export async function answerTo(command: Command, counter: Counter): Promise<string> {
  const { words } = counter;
  const { answers } = words.desk;
  switch (command.kind) {
    case 'unknown':
      return answers.unknown(code(command.word), command.meant === null ? null : code(command.meant));
    case 'unfinished':
      return usageOf(command.name, counter);
    case 'attempt':
      return command.name === null ? answers.onlyBox : usageOf(command.name, counter);
    case 'retry-all':
      if (recordsOf(counter.issue).length === 0) return answers.noRecords;
      return tick([{ what: 'retry-all', flow: '', reference: '' }], counter, answers.all);
    case 'retry':
      return withKnown('retry', command.references, counter, (boxes) => tick(boxes, counter, namesOf(boxes, words)));
    case 'skip':
      return withKnown('skip', command.references, counter, (boxes) => pin(boxes, counter));
    case 'map':
      return proposeRow(command, counter);
    case 'why':
      return why(command.references, counter);
  }
}

/** How a command is written: a row, as this issue waits for it. */
function usageOf(name: keyof Words['desk']['answers']['usages'], { issue, words }: Counter): string {
  const { answers } = words.desk;
  const { table, keys } = issue.mark.candidates ?? {};
  const isRow = name === '/map' && table !== undefined && keys !== undefined;
  return answers.usage(isRow ? code(mapComment(table, keys, '…')) : answers.usages[name]);
}

/** Proposes the pins whose boxes are ticked, *skip* or what a record is, unticks them, and returns the answer; null if none is ticked. Throws GitHubFault. */
export async function answerToTicks(counter: Counter): Promise<string | null> {
  const { issues, issue } = counter;
  const ticked = readBoxes(issue.body).filter(({ what, isTicked }) => isTicked && ['skip', 'pin'].includes(what));
  if (ticked.length === 0) return null;
  const answer = await pin(ticked, counter);
  // Once more: the issue may have changed meanwhile. Boxes that were ticked since stay.
  const { body } = await issues.get(issue.number);
  const acted = new Set(ticked.map(keyOfBox));
  await issues.change(issue.number, { body: withTicks(body, (box) => (acted.has(keyOfBox(box)) ? false : null)) });
  return answer;
}

/** Goes on with boxes for these records if the issue is about all of them; some may not be shown. */
async function withKnown(
  what: 'retry' | 'skip',
  references: readonly string[],
  { issue, words }: Counter,
  next: (boxes: readonly Box[]) => Promise<string>,
): Promise<string> {
  const known = recordsOf(issue).filter(({ reference }) => references.includes(reference));
  const boxes = known.map((record): Box => ({ what, ...record }));
  const strangers = references.filter((reference) => !boxes.some((box) => box.reference === reference));
  if (strangers.length === 0) return next(boxes);
  return words.desk.answers.notHere(words.list(strangers.map(quietly)));
}

async function tick(boxes: readonly Box[], { issues, issue, words }: Counter, records: string): Promise<string> {
  const body = boxes.reduce((text, box) => withTicked(text, box, words.desk.retry(quietly(box.reference))), issue.body);
  if (body !== issue.body) await issues.change(issue.number, { body });
  return words.desk.answers.retry(records);
}

/** Proposes lines of links.yml: records to skip, and what others are in the target. */
async function pin(boxes: readonly Box[], counter: Counter): Promise<string> {
  const { issue, words, company } = counter;
  const { pulls, answers } = words.desk;
  const name = company?.name ?? null;
  const [twice] = boxes.filter((box, at) => boxes.findIndex((other) => isOneRecord(box, other)) !== at);
  if (twice !== undefined) return answers.oneOnly(quietly(twice.reference));
  const lines = boxes.flatMap((box) => linesOf(box, issue));
  const rows = lines.map(({ flow, reference, value }): NewRow => ({ keys: [flow, reference], value }));
  const [skips, pins] = namesIn(rows, words).map(words.list) as [string, string];
  const numbers = lines.flatMap(({ reference, number }) =>
    number === undefined ? [] : [`${quietly(reference)}: ${quietly(number)}`],
  );
  return proposeRows(counter, rows, {
    file: fileOfPins(counter),
    // For all issues: two pull requests that add to one file cannot both be merged.
    branch: name === null ? 'links' : `links-${name}`,
    title: titleFor(name, pins === '' ? pulls.skip(issue.number) : skips === '' ? pulls.pins : pulls.skipsAndPins),
    titleForMore: titleFor(name, pulls.skipsAndPins),
    body: [
      ...(pins === '' ? [] : [pulls.pinBody(pins, issue.number)]),
      ...(skips === ''
        ? []
        : [pulls.skipBody(skips, issue.number, numbers.length === 0 ? '' : ` (${words.list([...new Set(numbers)])})`)]),
    ].join(' '),
    says: (link, others) => {
      const [skipsToo, pinsToo] = namesIn(others, words).map((names) => someOf(names, words)) as [string, string];
      return [
        ...(pins === '' ? [] : [`${answers.pinned(pins, link)} ${answers.again}`]),
        ...(skips === '' ? [] : [answers.skipped(skips, link)]),
        ...(skipsToo === '' ? [] : [answers.skippedToo(skipsToo)]),
        ...(pinsToo === '' ? [] : [answers.pinnedToo(pinsToo)]),
      ].join(' ');
    },
  });
}

/** The lines of links.yml that a box stands for: to skip a record, those that its reason asks for. */
function linesOf(box: Box, issue: DeskIssue): readonly (AskedLine & { readonly value: string })[] {
  const { what, flow, reference, target = 'skip' } = box;
  const asked = what === 'skip' ? linesIn(reasonFor(box, issue)) : [];
  return asked.length === 0 ? [{ flow, reference, value: target }] : asked.map((one) => ({ ...one, value: 'skip' }));
}

/** Lines of links.yml as people name them: the records to skip, and what others are in the target. */
function namesIn(rows: readonly NewRow[], words: Words): readonly [readonly string[], readonly string[]] {
  const named = rows.map(({ keys, value }) => ({ record: quietly(keys.at(-1) ?? ''), value }));
  const skips = named.filter(({ value }) => value === 'skip').map(({ record }) => record);
  const pins = named
    .filter(({ value }) => value !== 'skip')
    .map(({ record, value }) => `${record} → ${value === 'new' ? words.desk.newRecord : quietly(value)}`);
  return [[...new Set(skips)], pins];
}

const isOneRecord = (left: Box, right: Box): boolean => left.flow === right.flow && left.reference === right.reference;

/** What is known of records in all open issues of the company. */
async function why(references: readonly string[], { issues, issue, words }: Counter): Promise<string> {
  const owner = ownerIn(issue.mark);
  const open = deskIssues(await issues.list(labelsOf(owner), 'open'), owner);
  const lines = references.flatMap((reference) => {
    const own = open.flatMap((issue) => {
      const record = recordsOf(issue).find((one) => one.reference === reference);
      return record === undefined ? [] : [whyOf(record, issue, words)];
    });
    return own.length > 0 ? own : [words.desk.answers.whyNot(quietly(reference))];
  });
  return lines.map((text) => `- ${text}`).join('\n');
}

function whyOf(record: BoxedRecord, issue: DeskIssue, words: Words): string {
  const { answers } = words.desk;
  const { number, mark } = issue;
  const { place, code: name, since, advice = null } = mark;
  const reason = reasonFor(record, issue);
  const exampleOf = reason === mark.reason && mark.exampleOf !== record.reference ? (mark.exampleOf ?? null) : null;
  const todo = actionFor({ code: name, reason, advice }, words.language);
  const said = [
    `${exampleOf === null ? '' : words.todo.example(exampleOf)}${sentence(words.said(reason))}`,
    ...(todo === null ? [] : [`${words.todo.action}${todo}`]),
  ];
  const facts = [code(name), ...(since === undefined ? [] : [words.desk.since(words.date(since))]), `#${number}`];
  const rule = place === undefined ? '' : ` ${answers[isShipped(place) ? 'ruleOfAction' : 'rule'](code(place))}`;
  return `${answers.why(quietly(record.reference), quietly(said.join(' ')))}${rule} (${facts.join(', ')})`;
}

/** Why a record waits; if its issue has that of several only, what holds for each of them. */
function reasonFor(record: BoxedRecord, issue: DeskIssue): string {
  const { mark } = issue;
  // An issue of an earlier version has the number of one record for all.
  return ownReason(mark, record) ?? (recordsOf(issue).length > 1 ? ofEach(mark.reason) : mark.reason);
}

const namesOf = (boxes: readonly Box[], words: Words): string =>
  words.list([...new Set(boxes.map(({ reference }) => quietly(reference)))]);
