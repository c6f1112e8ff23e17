import { runAction } from './commands/action.ts';
import { isSupervised } from './commands/review/answer.ts';

// The cache client's open sockets would keep the process alive, so it exits when the work is done. A thread of a review also starts with
// this file; what it does is in `review/thread.ts`.
if (!isSupervised()) process.exit(await runAction(process.env, process.cwd()));
