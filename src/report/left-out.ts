import type { LeftOut } from '../sync/taking-part.ts';
import { list, type Page, section } from './page/page.ts';
import type { FlowReport } from './run-report.ts';
import type { Words } from './words/words.ts';

/** Which records flows left out: a line per flow and reason, `12 left out: in another currency`. */
export function leftOutSection(
  flows: readonly { readonly flow: string; readonly leftOut?: readonly LeftOut[] }[],
  words: Words,
): Page {
  const lines = flows.flatMap(({ flow, leftOut = [] }) =>
    leftOut.map((left) => [{ strong: flow }, `: ${words.leftOut.line(left.count, words.phrase(left.words))}`]),
  );
  return section(words.leftOut.title, list(lines, 'line'));
}

/** The flows of a run whose reasons add up to what their table counts as left out: with the records that took part and that every step skipped. */
export const withSkipped = (flows: readonly FlowReport[], words: Words): readonly FlowReport[] =>
  flows.map((flow) => {
    const { verified, records, leftOut = [] } = flow;
    // A flow that verifies skips what differs, and tells that elsewhere.
    if (verified !== undefined || records === undefined || records.skipped === 0) return flow;
    return { ...flow, leftOut: [...leftOut, { words: words.leftOut.noStep, count: records.skipped }] };
  });

/** What is said of records that were asked for by name, and that a person pinned as "skip". */
export function skippedWarnings(references: readonly string[]): readonly string[] {
  return references.map((one) => `links.yml pins record "${one}" as "skip", so it was left out.`);
}
