import { readComment } from '../../desk/comment.ts';
import { readMark, withMark } from '../../desk/issue-marks.ts';
import { LABEL } from '../../desk/owner.ts';
import { issuesOfFolder } from '../../desk/plan-issues.ts';
import { RowTaken } from '../../desk/rows.ts';
import { ProposalOpen } from '../../github/proposals.ts';
import { inspect } from './check-mappings.ts';
import { branchOfTable, companiesIn, companyOf } from './company.ts';
import { type Counter, proposeRow } from './propose-rows.ts';

/** Pull requests that one run opens at most. */
const MOST = 5;

/**
 * Opens a pull request for each unknown value for which something speaks, once, and tells it in the issue; none for a value that a person has proposed,
 * for a row with several keys, or for a company that settings.yml does not list. Where the table has an open pull request, which people may have looked at,
 * the guess comes once that is merged or closed. Nothing is booked by a guess before a person merges it. Returns how many there were. Throws GitHubFault.
 */
export async function proposeGuesses(counter: Omit<Counter, 'issue' | 'company'>): Promise<number> {
  const { issues, mappings, workspace } = counter;
  const listed = companiesIn(mappings, workspace);
  const guesses = issuesOfFolder(await issues.list([LABEL], 'open'), mappings).flatMap((issue) => {
    const company = companyOf(issue.mark.company ?? null, listed);
    if (company === undefined) return [];
    const { candidates, isProposed } = issue.mark;
    const first = candidates?.rows[0];
    const command = isProposed || first === undefined ? null : readComment(first.command);
    if (first === undefined || first.because === null || command?.kind !== 'map') return [];
    // Nothing speaks for the keys above the last: a Dutch customer with the code for customers abroad is a mistake of the record.
    if (command.keys.length > 1) return [];
    const branch = branchOfTable(company, command.table);
    return [{ own: { ...counter, issue, company }, branch, command, name: first.name, because: first.because }];
  });
  // Branches that this run made, and those that were there before.
  const fresh = new Set<string>();
  const known = new Set<string>();
  let count = 0;
  for (const { own, branch, command, name, because } of guesses) {
    const { issue } = own;
    if (count === MOST) break;
    // Of mappings that cannot be read, nobody knows which tables they have: the guess comes when they can.
    if (known.has(branch) || inspect(own).config === null) continue;
    const guess = { name, because, joins: fresh.has(branch) };
    const answer = await proposeRow(command, own, guess).catch((error: unknown) => {
      if (error instanceof RowTaken || error instanceof ProposalOpen) return error;
      throw error;
    });
    if (answer instanceof ProposalOpen) {
      known.add(branch);
      continue;
    }
    if (typeof answer === 'string') fresh.add(branch);
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
