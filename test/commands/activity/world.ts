import type { Environment } from '../../../src/config/inputs.ts';

/** What a command takes of a terminal, in a folder; `said()` is what it has written. */
export function worldIn(currentFolder: string, environment: Environment = process.env) {
  let text = '';
  const output = { write: (more: string) => (text += more) };
  return { output, currentFolder, environment, said: () => text };
}
