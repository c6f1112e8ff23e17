/** What the cache client says of its own work, with paths of the machine: nothing to learn from. */
const cacheTalk = /^(\[command\]|Cache (hit|restored|saved|Size)|(Sent|Received) \d)/;

/** One line of a step's log without the runner's commands; null for a line that a reader can do without. */
export function logLine(line: string): string | null {
  const command = /^::(\w[\w-]*)([^:]*)::(.*)$/.exec(line);
  if (command === null) return line.trimEnd() === '' || cacheTalk.test(line) ? null : line.trimEnd();
  const [, name = '', , text = ''] = command;
  if (name === 'group') return text;
  return ['error', 'warning', 'notice'].includes(name) ? `${name}: ${text.replaceAll('%0A', ' ')}` : null;
}
