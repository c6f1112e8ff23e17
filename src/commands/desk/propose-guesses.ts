import { readComment } from '../../desk/comment.ts';
import { LABEL, readMark, withMark } from '../../desk/issue-marks.ts';
import { deskIssues } from '../../desk/plan-issues.ts';
import { RowTaken } from '../../desk/rows.ts';
import { ProposalOpen } from '../../github/proposals.ts';
import { type Counter, proposeRow } from './propose-rows.ts';

/** Pull requests that one run opens at most. */
const MOST = 5;

/**
 * Opens a pull request for each unknown value for which something speaks, once, and tells it in the issue; none for a value that a person has proposed, and
 * none for a row with several keys. Where the table has an open pull request, which people may have looked at, the guess comes once that is merged or closed.
 * Nothing is booked by a guess before a person merges it. Returns how many there were. Throws GitHubFault.
 */
export async function proposeGuesses(counter: Omit<Counter, 'issue'>): Promise<number> {
  const { issues } = counter;
  const guesses = deskIssues(await issues.list(LABEL, 'open'), counter.mappings).flatMap((issue) => {
    const { candidates, isProposed } = issue.mark;
    const first = candidates?.rows[0];
    const command = isProposed || first === undefined ? null : readComment(first.command);
    if (first === undefined || first.because === null || command?.kind !== 'map') return [];
    // Nothing speaks for the keys above the last: a Dutch customer with the code for customers abroad is a mistake of the record.
    if (command.keys.length > 1) return [];
    return [{ issue, command, name: first.name, because: first.because }];
  });
  const own = new Set<string>();
  const others = new Set<string>();
  let count = 0;
  for (const { issue, command, name, because } of guesses) {
    const { table } = command;
    if (count === MOST) break;
    if (others.has(table)) continue;
    const guess = { name, because, joins: own.has(table) };
    const answer = await proposeRow(command, { ...counter, issue }, guess).catch((error: unknown) => {
      if (error instanceof RowTaken || error instanceof ProposalOpen) return error;
      throw error;
    });
    if (answer instanceof ProposalOpen) {
      others.add(table);
      continue;
    }
    if (typeof answer === 'string') own.add(table);
    count += 1;
    // Once more: people may have ticked boxes meanwhile.
    const { body } = await issues.get(issue.number);
    await issues.change(issue.number, {
      body: withMark(body, { ...(readMark(body) ?? issue.mark), isProposed: true }),
    });
    if (typeof answer === 'string') await issues.comment(issue.number, answer);
  }
  return count;
}
