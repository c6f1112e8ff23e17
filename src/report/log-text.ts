/**
 * A text for the log that the runner cannot take for a command: it obeys `::` at the beginning of a line, and `##[` anywhere
 * in one, whoever wrote it there. What a mapping or a system says may hold either.
 */
export function logText(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}
