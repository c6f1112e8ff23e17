import type { Environment } from '../../config/inputs.ts';
import { errorsIn, failureSentence, lineIn } from '../describe-error.ts';
import { verdictOf } from '../run/verdict.ts';
import type { RunReport } from '../run-report.ts';
import { TITLE } from '../title.ts';
import type { Words } from '../words/words.ts';

/** Hosts of the webhooks of Teams: its workflows take cards in a message, and no plain text (https://learn.microsoft.com/connectors/teams/). */
const TEAMS =
  /(^|\.)(logic\.azure\.com|powerplatform\.com|powerautomate\.com|flow\.microsoft\.com|webhook\.office\.com)$/;

/** The body of a webhook call: a card for Teams, `{ "text": … }` for Slack and all others. Pure. */
export function webhookBody(address: string, text: string): object {
  if (!TEAMS.test(new URL(address).hostname)) return { text };
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [{ type: 'TextBlock', text, wrap: true }],
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }],
  };
}

/** What a run has to say to people who do not look at it; null = nothing. */
export function messageOf(report: RunReport, words: Words, environment: Environment): string | null {
  const { alarm } = report;
  if (alarm === undefined || !(alarm.isRed || alarm.isWellAgain || alarm.answering.length > 0)) return null;
  const who = report.administration === undefined ? '' : `${report.administration}: `;
  return signed(`${who}${verdictOf(report, words).text}`, environment);
}

/** The same for a run that could not begin, or ended in an error. */
export function failureMessage(thrown: unknown, began: boolean, words: Words, environment: Environment): string {
  const errors = errorsIn(thrown);
  return signed(
    [failureSentence(errors, began, words), ...errors.slice(0, 1).map((error) => lineIn(words, error))].join(' '),
    environment,
  );
}

/** A message with whose it is and where to look. */
export function signed(text: string, { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Environment): string {
  const who = GITHUB_REPOSITORY ? `${TITLE}, ${GITHUB_REPOSITORY}` : TITLE;
  const isOnGitHub = GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID;
  const where = isOnGitHub ? ` ${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` : '';
  return `${who}: ${text}${where}`;
}
