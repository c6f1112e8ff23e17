import { type BoundedText, plain } from './markdown.ts';
import type { LeftOutReport } from './run-report.ts';

/** Which records flows left out: a line per flow and reason, `12 left out: in another currency`. */
export function writeLeftOut(
  text: BoundedText,
  flows: readonly { readonly flow: string; readonly leftOut?: readonly LeftOutReport[] }[],
): void {
  const lines = flows.flatMap(({ flow, leftOut = [] }) =>
    leftOut.map(({ words, count }) => `- **${plain(flow)}**: ${count} left out: ${plain(words)}`),
  );
  if (lines.length === 0) return;
  text.frame('### What was left out', '');
  text.list(lines, 'line');
  text.frame('');
}
