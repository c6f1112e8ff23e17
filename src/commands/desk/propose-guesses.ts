import { readComment } from '../../desk/comment.ts';
import { LABEL, readMark, withMark } from '../../desk/issue-marks.ts';
import { deskIssues } from '../../desk/plan-issues.ts';
import { RowTaken } from '../../desk/rows.ts';
import { type Counter, proposeRow } from './propose-rows.ts';

/** Pull requests that one run opens at most. */
const MOST = 5;

/**
 * Opens a pull request for each unknown value for which something speaks, once, and tells it in the issue; none for a value that a person has proposed.
 * Nothing is booked by a guess before a person merges it. Returns how many there were. Throws GitHubFault.
 */
export async function proposeGuesses(counter: Omit<Counter, 'issue'>): Promise<number> {
  const { issues } = counter;
  const guesses = deskIssues(await issues.list(LABEL, 'open'), counter.mappings).flatMap((issue) => {
    const { candidates, isProposed } = issue.mark;
    const first = candidates?.rows[0];
    const command = isProposed || first === undefined ? null : readComment(first.command);
    if (first === undefined || first.because === null || command?.kind !== 'map') return [];
    return [{ issue, command, guess: { name: first.name, because: first.because } }];
  });
  for (const { issue, command, guess } of guesses.slice(0, MOST)) {
    const answer = await proposeRow(command, { ...counter, issue }, guess).catch((error: unknown) => {
      if (error instanceof RowTaken) return null;
      throw error;
    });
    // Once more: people may have ticked boxes meanwhile.
    const { body } = await issues.get(issue.number);
    await issues.change(issue.number, {
      body: withMark(body, { ...(readMark(body) ?? issue.mark), isProposed: true }),
    });
    if (answer !== null) await issues.comment(issue.number, answer);
  }
  return Math.min(guesses.length, MOST);
}
