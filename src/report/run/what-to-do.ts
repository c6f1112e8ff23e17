import { actionFor } from '../advice.ts';
import { todoOf } from '../describe-error.ts';
import { joined, linked, list, type Page, type Piece, section, type Text, withCode } from '../page/page.ts';
import type { Reader } from '../reader.ts';
import type { RunReport } from '../run-report.ts';
import type { Words } from '../words/words.ts';
import { type Cause, causesOf, placeToEdit } from './causes.ts';
import { deletionEntries } from './deletions-to-do.ts';
import { differenceEntries } from './differences-to-do.ts';
import { recordsInWords } from './record-words.ts';

/** References shown of one cause; the details have them all. */
const MOST_REFERENCES = 5;

/** A system's message may be long; the report file has all of it. */
const LONGEST_REASON = 500;

/** What a person has to do: one entry per cause, per kind of difference between the books, and per kind of what deletions left. */
export function whatToDo(report: RunReport, reader: Reader): Page {
  return section(reader.words.todo.title, causeList(report, reader));
}

/** The causes of a run and what differs between the books, each with what to do. */
export const causeList = (report: RunReport, reader: Reader): Page =>
  list(
    [
      ...causesOf(report).map((cause) => entry(cause, reader)),
      ...differenceEntries(report, reader),
      ...deletionEntries(report.flows, reader.words),
    ],
    'problem',
  );

function entry(cause: Cause, { words, place }: Reader): Text {
  const { code } = cause;
  const at = placeToEdit(cause);
  const todo = actionOf(cause, words);
  return [
    { strong: whoOf(cause, words) },
    ...referencePieces(cause, words),
    ': ',
    ...withCode(reasonOf(cause, words)),
    ...(todo === null ? [] : withCode(` ${words.todo.action}${todo}`)),
    ...(at === undefined ? [] : [' → ', place(at)]),
    ' ',
    { code },
  ];
}

/** `6 orders and 1 customer wait`. */
export function whoOf({ kind, counts, flows }: Cause, words: Words): string {
  if (kind === 'run') return words.todo.run;
  if (kind === 'stopped') return words.todo.flowsStop(words.list(flows));
  const { text, total } = recordsInWords(counts, words);
  return words.todo[kind](text, total === 1);
}

/** ` (26013, 26014 and 2 more)`. */
export function referencesOf({ references }: Cause, words: Words): string {
  if (references.length === 0) return '';
  return ` (${words.some(references.slice(0, MOST_REFERENCES), references.length - MOST_REFERENCES)})`;
}

/** The same with a link to each record whose screen is known. */
function referencePieces({ references, records }: Cause, words: Words): readonly Piece[] {
  if (references.length === 0) return [];
  const shown = references.slice(0, MOST_REFERENCES).map((reference): Piece => {
    return linked(reference, records.find((record) => record.reference === reference)?.screen);
  });
  return [' (', ...joined(shown), words.andMore(references.length - MOST_REFERENCES), ')'];
}

/** A reason as it is shown: a system's message may be long. */
export function shownReason(reason: string, words: Words): string {
  const said = words.said(reason);
  return said.length > LONGEST_REASON ? `${said.slice(0, LONGEST_REASON)}…` : said;
}

/** What happened, as a sentence. */
export function reasonOf({ reason, exampleOf }: Cause, words: Words): string {
  const short = shownReason(reason, words);
  const whole = /[.!?:…]$/.test(short) ? short : `${short}.`;
  return exampleOf === null ? whole : `${words.todo.example(exampleOf)}${whole}`;
}

/** What to do about it; null if the reason says it already, or nobody need do anything. */
export function actionOf({ kind, code, reason, hint, advice }: Cause, words: Words): string | null {
  if (kind === 'run' || kind === 'stopped') return todoOf({ code, message: reason, hint }, words);
  return kind === 'passing' ? null : actionFor({ code, reason, advice }, words.language);
}
