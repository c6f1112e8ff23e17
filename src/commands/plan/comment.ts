import { LONGEST_COMMENT, writeComment } from '../../github/issue-comments.ts';
import { planComment } from '../../report/plan/comment-page.ts';
import type { Comparison } from '../../report/plan/comparison-report.ts';
import { wordsIn } from '../../report/words/words.ts';
import type { CommandContext } from '../session.ts';

/**
 * Writes what a change does as a comment of its pull request, or updates the one that is there. Without a pull request or a token nothing
 * happens; a token that may not write is a warning and no error, because the summary has the same.
 */
export async function commentOn(comparison: Comparison, context: CommandContext): Promise<void> {
  const { github, inputs, log, warn } = context;
  const { pullRequest, apiUrl, repository } = github;
  if (pullRequest === null || apiUrl === null || inputs.githubToken === null) return;
  const { mappings, administration, language } = inputs;
  const name = administration === null ? mappings : `${mappings} ${administration}`;
  const { marker, text } = planComment(comparison, wordsIn(language), name, LONGEST_COMMENT);
  const place = { apiUrl, repository, token: inputs.githubToken, number: pullRequest.number };
  const commented = await writeComment(place, marker, text);
  if (!('reason' in commented)) {
    log(`The comment of pull request ${pullRequest.number} was ${commented.outcome}.`);
    return;
  }
  const isRefused = commented.outcome === 'refused';
  const why = isRefused
    ? 'the token may not write it. The job needs the permission pull-requests: write; runs for a fork never have it'
    : commented.reason;
  warn(`The pull request got no comment: ${why}. The job summary has the same.`);
}
