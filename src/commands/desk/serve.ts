import { type Command, readComment } from '../../desk/comment.ts';
import { readBoxes } from '../../desk/issue-marks.ts';
import { folderOf } from '../../desk/owner.ts';
import { issuesOfFolder } from '../../desk/plan-issues.ts';
import { ConfigError } from '../../errors/errors.ts';
import { type Ask, GitHubFault, openCalls } from '../../github/calls.ts';
import { type IssueEvent, readIssueEvent } from '../../github/issue-event.ts';
import { type Issues, openIssues } from '../../github/issues.ts';
import { quietly } from '../../report/page/quiet.ts';
import { wordsIn } from '../../report/words/words.ts';
import type { CommandContext } from '../session.ts';
import { answerTo, answerToTicks } from './answers.ts';
import { companiesIn, companyOf } from './company.ts';
import { proposeGuesses } from './propose-guesses.ts';
import type { Counter } from './propose-rows.ts';

/**
 * Answers a comment or a ticked box on an issue of the sync. It needs no secret, and neither opens the state nor calls a system: it changes the
 * issue, and proposes changes of the mappings. Returns the exit code, 1 if GitHub did not let it do what was asked. Throws ConfigError.
 */
export async function desk(context: CommandContext): Promise<number> {
  const { github, environment, inputs, log } = context;
  const { apiUrl, repository, eventName } = github;
  const { githubToken: token } = inputs;
  if (!['issue_comment', 'issues', 'workflow_run'].includes(eventName) || apiUrl === null || repository === '')
    throw new ConfigError('WRONG_INPUT', 'The mode desk answers comments on issues, and this run is not for one.', {
      hint: 'Use it in a workflow with on: issue_comment, issues and workflow_run, such as the desk.yml that init writes.',
    });
  if (token === null)
    throw new ConfigError('MISSING_INPUT', 'The input "github-token" is missing.', {
      hint: 'Remove it from the workflow: by default it is the token of the run.',
    });
  const ask = openCalls({ apiUrl, repository, token });
  const hands = { ask, issues: openIssues(ask) };
  if (eventName === 'workflow_run') return guess(context, hands);
  const event = readIssueEvent(eventName, environment.GITHUB_EVENT_PATH ?? '');
  if (event === null || event.isBot) {
    log('Nothing to do: this is not a comment or a tick of a person on an issue.');
    return 0;
  }
  return serve(event, context, hands);
}

/** After a sync: proposes rows for what it did not know. */
async function guess(context: CommandContext, hands: Hands): Promise<number> {
  const { log, warn, inputs } = context;
  try {
    const number = await proposeGuesses({ ...counterOf(context), ...hands, words: wordsIn(inputs.language) });
    log(`${number} rows proposed for unknown values.`);
    return 0;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    warn(`No rows could be proposed: ${error.message}.`);
    return 1;
  }
}

interface Hands {
  readonly ask: Ask;
  readonly issues: Issues;
}

async function serve(event: IssueEvent, context: CommandContext, { ask, issues }: Hands): Promise<number> {
  const { log, warn, inputs } = context;
  const words = wordsIn(inputs.language);
  const { answers } = words.desk;
  const command = event.comment === null ? null : readComment(event.comment);
  if (event.comment !== null && command === null) {
    log('Nothing to do: the comment is no command.');
    return 0;
  }
  try {
    const given = counterOf(context);
    const [issue] = issuesOfFolder([await issues.get(event.number)], given.mappings);
    if (issue === undefined) {
      log(`Nothing to do: issue ${event.number} was not opened by the sync.`);
      return 0;
    }
    const mayWrite = await issues.mayWrite(event.login);
    // An edit by somebody else changes nothing, and needs no answer; nor does what may not be meant for the sync. An answer to a stranger would be a mail to
    // all who follow the issue.
    const asks = command !== null && command.kind !== 'attempt';
    if (!mayWrite && (!asks || event.isStranger)) {
      log('Nothing to do: this person has no write access.');
      return 0;
    }
    const answer = mayWrite ? await answerOf(command, { ...given, ask, issues, issue, words }) : answers.mayNot;
    if (answer !== null) await issues.comment(event.number, answer);
    log(answer === null ? 'Nothing to do: no box is ticked that is acted on here.' : 'Answered.');
    return 0;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    const advice = error.isRefused ? ' Give the job issues: write, contents: write and pull-requests: write.' : '';
    warn(`Issue ${event.number} could not be served: ${error.message}.${advice}`);
    await issues.comment(event.number, answers.failed(quietly(words.said(error.message)))).catch(() => {});
    return 1;
  }
}

/** The answer to a command, or without one to what is ticked; null if a person asks for nothing. */
async function answerOf(command: Command | null, counter: Omit<Counter, 'company'>): Promise<string | null> {
  const { issue, mappings, workspace, words } = counter;
  const company = companyOf(issue.mark.company ?? null, companiesIn(mappings, workspace));
  if (company !== undefined) {
    const own = { ...counter, company };
    return command === null ? answerToTicks(own) : answerTo(command, own);
  }
  const isAsked = command !== null || readBoxes(issue.body).some(({ isTicked }) => isTicked);
  return isAsked ? words.desk.answers.unlisted : null;
}

function counterOf({ github, environment, inputs }: CommandContext) {
  return {
    workspace: github.workspace,
    mappings: folderOf(inputs.mappings),
    place: { server: environment.GITHUB_SERVER_URL ?? 'https://github.com', repository: github.repository },
    base: github.defaultBranch ?? 'main',
  };
}
