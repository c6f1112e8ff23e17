import type { DeletedRecord } from '../../sync/result.ts';
import { titleOf } from '../../systems/registry.ts';
import type { Handwork } from '../alarm/handwork.ts';
import { type Text, withCode } from '../page/page.ts';
import type { FlowReport } from '../run-report.ts';
import type { Words } from '../words/words.ts';
import { nounOf } from './record-words.ts';

/** Records that are named: most of them are told in this run only. The report file has them all. */
const MOST_NAMED = 100;

/** What deletions in the source leave to a person: the records in question, and the rest of the sentence. */
export interface DeletionToDo {
  /** As in `Handwork`. */
  readonly kind: Handwork['kind'];
  readonly who: string;
  readonly text: string;
}

/** All of it in a flow of a run: one entry per kind of record and outcome. Pure. */
export function deletionsToDo(
  { source, deleted = [], missedDeletions }: FlowReport,
  words: Words,
): readonly DeletionToDo[] {
  const from = source === undefined ? words.compared.theSource : titleOf(source.system);
  const left = deleted.filter(({ outcome }) => outcome !== 'deactivated');
  const alike = Map.groupBy(left, ({ step, outcome, reason }) => [step, outcome, reason ?? ''].join('\n'));
  const { missed, compare } = words.deletions;
  const entries = [...alike.values()].map((group) => leftOver(group, from, words));
  if (missedDeletions === undefined) return entries;
  const days = words.list([missedDeletions.from, missedDeletions.until].map(words.date));
  return [...entries, { kind: 'missed', who: missed(days), text: compare(from) }];
}

function leftOver(group: readonly DeletedRecord[], from: string, words: Words): DeletionToDo {
  const [first] = group as readonly [DeletedRecord, ...DeletedRecord[]];
  const { system, outcome, reason, isDocument } = first;
  const { stands, refused } = words.deletions;
  const names = group.slice(0, MOST_NAMED).map(({ target }) => target);
  const about = { one: group.length === 1, from, target: titleOf(system), isDocument: isDocument === true };
  const told = outcome === 'stands' ? stands(about) : refused(about, words.said(reason ?? ''));
  const named = ` (${words.some(names, group.length - names.length)})`;
  return { kind: 'deleted', who: words.counted(group.length, nounOf(first, words)), text: `${named} ${told}` };
}

/** The same for the page, with the flow. */
export const deletionEntries = (flows: readonly FlowReport[], words: Words): readonly Text[] =>
  flows.flatMap((flow) =>
    deletionsToDo(flow, words).map(({ who, text }) => [{ strong: who }, ...withCode(text), ' ', { code: flow.flow }]),
  );
