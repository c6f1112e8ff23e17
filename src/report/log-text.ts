import { seenLines } from './page/one-line.ts';

/**
 * A log text that shows its control characters, and that the runner cannot take for a command: it obeys `::` at the start of a line, and `##[` anywhere
 * in one. Texts of mappings and systems may contain either.
 */
export function logText(text: string): string {
  return seenLines(text)
    .replace(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, '$1: ')
    .replaceAll('##[', '## [');
}
