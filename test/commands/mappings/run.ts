import { mappingsCommand } from '../../../src/commands/mappings/command-line.ts';

/** Runs the command in a workspace: what it prints. */
export const run = (workspace: string, ...args: string[]): string => ended(workspace, ...args).said;

/** The same, and whether it ends well. */
export function ended(workspace: string, ...args: string[]): { readonly said: string; readonly isWell: boolean } {
  let said = '';
  const isWell = mappingsCommand(args, { output: { write: (text) => (said += text) }, currentFolder: workspace });
  return { said, isWell };
}

/** The one problem of an action. */
export function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string };
    return `${code} ${message} ${hint}`;
  }
  throw new Error('No problem was reported.');
}
