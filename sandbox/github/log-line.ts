/** Lines of the cache client about its own work, with local paths: of no use to readers. */
const cacheTalk = /^(\[command\]|Cache (hit|restored|saved|Size)|(Sent|Received) \d)/;

/** One line of a step's log without the runner's commands; null for a line that readers do not need. */
export function logLine(line: string): string | null {
  const command = /^::(\w[\w-]*)([^:]*)::(.*)$/.exec(line);
  if (command === null) return line.trimEnd() === '' || cacheTalk.test(line) ? null : line.trimEnd();
  const [, name = '', , text = ''] = command;
  if (name === 'group') return text;
  return ['error', 'warning', 'notice'].includes(name) ? `${name}: ${text.replaceAll('%0A', ' ')}` : null;
}
