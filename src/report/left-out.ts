import { list, type Page, section } from './page/page.ts';
import type { LeftOutReport } from './run-report.ts';

/** Which records flows left out: a line per flow and reason, `12 left out: in another currency`. */
export function leftOutSection(
  flows: readonly { readonly flow: string; readonly leftOut?: readonly LeftOutReport[] }[],
): Page {
  const lines = flows.flatMap(({ flow, leftOut = [] }) =>
    leftOut.map(({ words, count }) => [{ strong: flow }, `: ${count} left out: ${words}`]),
  );
  return section('What was left out', list(lines, 'line'));
}
