import './start-small.ts';
import { runAction } from './commands/action.ts';
import { isSupervised } from './commands/review/answer.ts';

// A thread of a review also starts with this file. The cache client's open sockets would keep the process alive, so it exits when the work
// is done.
if (isSupervised()) await import('./commands/review/thread.ts');
else process.exit(await runAction(process.env, process.cwd()));
