import { isShipped } from '../config/checkout.ts';
import { dutchDay } from '../http/dutch-time.ts';
import { blockText } from '../report/page/markdown.ts';
import { type Text, withCode } from '../report/page/page.ts';
import { quiet, quietly, quietPieces } from '../report/page/quiet.ts';
import type { Reader } from '../report/reader.ts';
import { type Cause, placeToEdit } from '../report/run/causes.ts';
import { numberIn, ofEach } from '../report/run/of-each.ts';
import { actionOf, reasonOf, whoOf } from '../report/run/what-to-do.ts';
import type { Words } from '../report/words/words.ts';
import type { Candidates } from './candidates.ts';
import { mapComment } from './comment.ts';
import {
  type Box,
  boxLine,
  type IssueMark,
  keyOfBox,
  MOST_RECORDS,
  markLine,
  reasonsIn,
  shortReason,
  unboxedIn,
} from './issue-marks.ts';
import { type Owner, titleFor } from './owner.ts';
import { haveAllPins, pinBoxes, saysOfPin, withoutPins } from './pin-boxes.ts';

const LONGEST_TITLE = 120;

/** What an issue says beside its cause. */
export interface IssueState {
  readonly owner: Owner;
  /** Keys of the boxes that are ticked and not acted on yet. */
  readonly ticked: ReadonlySet<string>;
  /** Epoch ms; undefined = never. */
  readonly actedMs: number | undefined;
  /** What the target's list offers for a missing row. */
  readonly candidates: Candidates | null;
  /** A pull request has proposed the first of them. */
  readonly isProposed: boolean;
}

/** The title of a new issue: what happened, on one line. People may change it. */
export function titleOf(cause: Cause, words: Words, { candidates: found, owner }: IssueState): string {
  const [first = ''] = quiet(reasonOf({ ...cause, reason: ofEach(cause.reason), exampleOf: null }, words)).split(
    /(?<=[.!?])\s/,
  );
  const title = cause.kind === 'waiting' ? first : `${quiet(whoOf(cause, words))}: ${first}`;
  const short = `${title.replace(/\.$/, '')}${found?.name === undefined ? '' : ` (${quiet(found.name)})`}`;
  return titleFor(
    owner.company,
    short.length > LONGEST_TITLE ? `${short.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : short,
  );
}

/** The body of an issue: what happened, what to do, and the records with their boxes. */
export function bodyOf(cause: Cause, reader: Reader, state: IssueState): string {
  const { words, place } = reader;
  const canTick = haveAllPins(cause.records);
  const todo = canTick ? words.desk.tickPin : actionOf(cause, words);
  // A box writes the line.
  const at = canTick ? undefined : placeToEdit(cause);
  const reason = canTick ? withoutPins(cause.reason) : cause.reason;
  const said = reasonOf({ ...cause, reason }, words);
  const sentence = quietPieces([{ strong: whoOf(cause, words) }, ': ', ...withCode(said)]);
  const action: Text = [
    ...(todo === null ? [] : quietPieces(withCode(`${words.todo.action}${todo}`))),
    ...(at === undefined ? [] : [' → ', place(at)]),
  ];
  const since = cause.firstAt === null ? [] : [words.desk.since(words.date(dutchDay(Date.parse(cause.firstAt))))];
  const { company } = state.owner;
  const named = [...(company === null ? [] : [company]), cause.code, ...cause.flows];
  const facts: Text = [named.map(quiet).join(' · '), ...since.map((text) => ` · ${text}`)];
  return parts([
    markLine(markOf(cause, reader, state)),
    line(sentence),
    ...(action.length === 0 ? [] : [line(action)]),
    line(facts),
    ...candidateLines(state, words),
    ...boxesOf(cause, words, state.ticked),
    ...(state.actedMs === undefined ? [] : [quietly(words.desk.acted(words.time(state.actedMs)))]),
  ]);
}

/** The issue for all causes that get none of their own. */
export function moreText(
  causes: readonly Cause[],
  { words, place }: Reader,
  owner: Owner,
): { title: string; body: string } {
  const mark: IssueMark = { id: 'more', ...markedFor(owner), kind: 'more', code: '', flows: [], reason: '' };
  const items = causes.slice(0, MOST_RECORDS).map((cause) => {
    const who = quietPieces([{ strong: whoOf(cause, words) }, ': ', ...withCode(reasonOf(cause, words))]);
    const at = placeToEdit(cause);
    return `- ${line([...who, ...(at === undefined ? [] : [' → ', place(at)]), ` (${quiet(cause.code)})`])}`;
  });
  const body = parts([markLine(mark), quietly(words.desk.more(causes.length)), items.join('\n')]);
  return { title: titleFor(owner.company, words.desk.moreTitle), body };
}

/** How a mark names whose issue it is. */
const markedFor = ({ mappings, company }: Owner): Pick<IssueMark, 'mappings' | 'company'> => ({
  mappings,
  ...(company !== null && { company }),
});

function markOf(
  cause: Cause,
  { checkout }: Reader,
  { owner, actedMs, candidates, isProposed, ticked }: IssueState,
): IssueMark {
  const reasons = reasonsIn(cause.records, cause.reason);
  const unboxed = unboxedIn(
    cause.records.filter((_, at) => !isBoxed(cause, at, ticked)),
    reasons,
  );
  const { id, kind, code, flows, reason, exampleOf, advice, at, firstAt } = cause;
  // The reason names a file that nobody has written yet.
  const isWritten = at !== undefined && (checkout.has(at.file) || isShipped(at.file));
  return {
    id,
    ...markedFor(owner),
    kind,
    code,
    flows: [...flows],
    reason: shortReason(reason),
    ...(exampleOf === null ? {} : { exampleOf }),
    ...(Object.keys(reasons).length === 0 ? {} : { reasons }),
    ...(advice === null ? {} : { advice }),
    ...(isWritten && { place: `${at.file}:${at.line}` }),
    ...(firstAt === null ? {} : { since: dutchDay(Date.parse(firstAt)) }),
    ...(actedMs === undefined ? {} : { actedMs }),
    ...(Object.keys(unboxed).length === 0 ? {} : { unboxed }),
    ...(candidates === null ? {} : { candidates }),
    ...(isProposed ? { isProposed } : {}),
  };
}

/** True for the first records, and for one that a person chose in a comment. */
const isBoxed = ({ records }: Cause, at: number, ticked: ReadonlySet<string>): boolean => {
  const { flow = '', reference = '' } = records[at] ?? {};
  return (
    at < MOST_RECORDS || (['retry', 'skip'] as const).some((what) => ticked.has(keyOfBox({ what, flow, reference })))
  );
};

function boxesOf(cause: Cause, words: Words, ticked: ReadonlySet<string>): readonly string[] {
  const { records } = cause;
  if (records.length === 0) return [];
  const box = (one: Box, says: string): string => boxLine(one, says, ticked.has(keyOfBox(one)));
  const all = box({ what: 'retry-all', flow: '', reference: '' }, words.desk.retryAll);
  const boxed = records.filter((_, at) => isBoxed(cause, at, ticked));
  const shown = boxed.flatMap(({ flow, reference, screen, reason = '' }) => {
    const name = screen === undefined ? quietly(reference) : line({ link: quiet(reference), to: screen });
    const number = numberIn(reason);
    return [
      box({ what: 'retry', flow, reference }, words.desk.retry(name)),
      box(
        { what: 'skip', flow, reference },
        words.desk.skip(number === undefined ? name : `${name} (${quietly(number)})`),
      ),
    ];
  });
  const left = records.length - boxed.length;
  const pins = pinBoxes(records).map((one) => box(one, saysOfPin(one, words)));
  return [
    `### ${words.desk.records}`,
    [all, ...pins, ...shown].join('\n'),
    ...(left > 0 ? [words.desk.moreRecords(left)] : []),
    [...(pins.length > 0 ? [words.desk.howToPin] : []), words.desk.howTo].join(' '),
  ];
}

function candidateLines({ candidates: found, owner }: IssueState, words: Words): readonly string[] {
  // What an earlier version kept says of no row.
  if (found === null || (found.rows.length === 0 && found.table === undefined)) return [];
  const { name, keys, table } = found;
  const list = quietly(words.resource(found.list));
  const key = keys?.at(-1);
  const means = name === undefined || key === undefined ? [] : [words.desk.means(quietly(key), quietly(name))];
  // The lists tell nothing of the keys above it, with which the record may be wrong.
  const above = keys?.slice(0, -1).map(quietly) ?? [];
  const check = key === undefined || above.length === 0 ? [] : [words.desk.checkFirst(quietly(key), above.join('/'))];
  const alone = owner.company === null ? [] : [words.desk.rowOfOne(owner.company)];
  if (found.rows.length === 0) {
    const usage = line({ code: mapComment(table ?? '', keys ?? [], '…') });
    return [[...means, ...check, words.desk.noCandidate(list, usage), ...alone].join(' ')];
  }
  // GitHub has a button at each block that copies it alone: with its name, it would be another row.
  const rows = found.rows.map(({ command, name, because }) => {
    const why = because === null ? '' : ` (${words.desk.because[because]})`;
    return [`- ${quietly(name)}${why}`, ...blockText({ kind: 'code', language: '', lines: [command] }).split('\n')];
  });
  return [
    [...means, ...check, words.desk.candidates(list), ...alone].join(' '),
    rows.map((lines) => lines.join('\n  ')).join('\n'),
  ];
}

const line = (text: Text): string => blockText({ kind: 'paragraph', text });
const parts = (all: readonly string[]): string => `${all.join('\n\n')}\n`;
