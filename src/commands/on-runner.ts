import * as core from '../github/workflow-commands.ts';
import { logText } from '../report/log-text.ts';
import type { Words } from '../report/words/words.ts';
import type { CommandContext } from './session.ts';

/** How a command speaks to a runner, which hides secrets and folds lines; warnings are marks, in the reader's language. */
export const onRunner = (words: Words): Pick<CommandContext, 'log' | 'warn' | 'fold' | 'mask'> => ({
  log: (line) => core.info(logText(line)),
  warn: (line) => core.warning(logText(words.said(line))),
  fold: (title, work) => core.group(logText(title), work),
  mask: core.setSecret,
});
