import { list, type Page, section } from './page/page.ts';
import type { LeftOutReport } from './run-report.ts';
import type { Words } from './words/words.ts';

/** Which records flows left out: a line per flow and reason, `12 left out: in another currency`. */
export function leftOutSection(
  flows: readonly { readonly flow: string; readonly leftOut?: readonly LeftOutReport[] }[],
  words: Words,
): Page {
  const lines = flows.flatMap(({ flow, leftOut = [] }) =>
    leftOut.map((left) => [{ strong: flow }, `: ${words.leftOut.line(left.count, words.phrase(left.words))}`]),
  );
  return section(words.leftOut.title, list(lines, 'line'));
}
