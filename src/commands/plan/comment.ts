import { LONGEST_COMMENT, writeComment } from '../../github/issue-comments.ts';
import { errorsIn } from '../../report/describe-error.ts';
import { type Commenting, failureComment, type PlanComment, planComment } from '../../report/plan/comment-page.ts';
import type { Comparison } from '../../report/plan/comparison-report.ts';
import { type Words, wordsIn } from '../../report/words/words.ts';
import { type CommandContext, inOneAdministration } from '../session.ts';

type CommentContext = Pick<CommandContext, 'github' | 'inputs' | 'log' | 'warn'>;

/**
 * Writes what a change does as a comment of its pull request, or updates the one that is there. Without a pull request or a token nothing
 * happens; a token that may not write is a warning and no error, because the summary has the same.
 */
export function commentOn(comparison: Comparison, context: CommentContext): Promise<void> {
  return write(context, true, (words, about) => planComment(comparison, words, about));
}

/** Replaces the comment of an earlier plan by why this one failed: nobody should approve by what it said. Does nothing for any other run. */
export async function commentFailure(thrown: unknown, context: CommandContext): Promise<void> {
  const { mode, base } = context.inputs;
  if (mode !== 'plan' || base === null) return;
  const errors = errorsIn(thrown);
  await write(named(context), false, (words, about) => failureComment(errors, words, about));
}

/** With the administration that the comment is named after; as given if that is what the plan failed on. */
function named(context: CommandContext): CommandContext {
  try {
    return inOneAdministration(context);
  } catch {
    return context;
  }
}

async function write(
  { github, inputs, log, warn }: CommentContext,
  creates: boolean,
  comment: (words: Words, about: Commenting) => PlanComment,
): Promise<void> {
  const { pullRequest, apiUrl, repository } = github;
  if (pullRequest === null || apiUrl === null || inputs.githubToken === null) return;
  const { mappings, administration, language } = inputs;
  const { number, head } = pullRequest;
  const name = administration === null ? mappings : `${mappings} ${administration}`;
  const { marker, text } = comment(wordsIn(language), { name, commit: head, most: LONGEST_COMMENT });
  const place = { apiUrl, repository, token: inputs.githubToken, number, head };
  const commented = await writeComment(place, marker, text, creates);
  if (commented.outcome === 'none') return;
  if (commented.outcome === 'outdated') {
    log(`The comment of pull request ${number} was left alone: it has a newer commit than this run.`);
    return;
  }
  if (!('reason' in commented)) {
    log(`The comment of pull request ${number} was ${commented.outcome}.`);
    return;
  }
  const isRefused = commented.outcome === 'refused';
  const why = isRefused
    ? 'the token may not write it. The job needs the permission pull-requests: write; runs for a fork never have it'
    : commented.reason;
  warn(`The pull request got no comment: ${why}. The job summary has the same.`);
}
