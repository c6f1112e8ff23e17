import { demo } from '../../demo/demo.ts';
import { readOptions } from './options.ts';

/** What `demo --help` says. */
export const demoHelp = `exact-asperion-sync demo shows the whole product at work. Servers on this machine play both systems and GitHub, and
the packaged action runs four times: a plan with its money, the sync, a sync with nothing to do, and what one edited VAT
row would move. It shows the best of each summary, and writes all of it to demo-output/summary.md. It takes half a minute and needs no account.

  exact-asperion-sync demo

Examples
  exact-asperion-sync demo                     Watch the four runs.
  exact-asperion-sync demo > demo.txt          Keep them, to read them later.`;

/** Runs the demo; true if it kept all that it promises. Throws ConfigError UNKNOWN_ARGUMENT or UNKNOWN_OPTION, NO_BUNDLE. */
export async function demoCommand(args: readonly string[]): Promise<boolean> {
  readOptions('demo', args, []);
  return demo();
}
