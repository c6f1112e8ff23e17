import { languageOf } from '../../config/inputs.ts';
import { callOut } from '../../http/call-out.ts';
import { failureMessage, messageOf, webhookBody } from '../../report/alarm/message.ts';
import { logText } from '../../report/log-text.ts';
import type { RunReport } from '../../report/run-report.ts';
import { wordsIn } from '../../report/words/words.ts';
import type { CommandContext } from '../session.ts';

/**
 * Tells a chat when a run is red, when a system answers again and when all is well again, and calls the heartbeat after a good run. A call
 * that fails is a warning: the run itself went as it went.
 */
export async function notify(
  report: RunReport,
  { inputs, environment, warn }: Pick<CommandContext, 'inputs' | 'environment' | 'warn'>,
): Promise<void> {
  const { language, heartbeatUrl } = inputs;
  await say(messageOf(report, wordsIn(language), environment), inputs, warn);
  // A run that waits for what a lost one sent does nothing: if every other run is lost, nothing is ever synced.
  const isHeld = report.flows.some(({ rest }) => rest?.reason === 'lost');
  // Nor does one that found only a token that had ended.
  const hasCalled = report.flows.some(({ calls }) => Object.keys(calls).length > 0);
  const isLocked = !hasCalled && report.flows.some(({ rest }) => rest?.reason === 'token');
  if (heartbeatUrl === null || report.alarm?.isGood !== true || isHeld || isLocked) return;
  const failure = await callOut(heartbeatUrl, null);
  if (failure !== null) warn(`The address of heartbeat-url could not be called: ${failure}.`);
}

/** Tells a chat that a run could not begin, or ended in an error. */
export async function notifyFailure(
  thrown: unknown,
  began: boolean,
  { inputs, environment, warn }: Pick<CommandContext, 'inputs' | 'environment' | 'warn'>,
): Promise<void> {
  if (inputs.mode !== 'sync' && inputs.mode !== 'freshness') return;
  await say(failureMessage(thrown, began, wordsIn(languageOf(environment)), environment), inputs, warn);
}

/** Sends a text to the webhook, if there is one and something to say. */
export async function say(
  text: string | null,
  { webhookUrl }: Pick<CommandContext['inputs'], 'webhookUrl'>,
  warn: CommandContext['warn'],
): Promise<void> {
  if (text === null || webhookUrl === null) return;
  const failure = await callOut(webhookUrl, webhookBody(webhookUrl, logText(text)));
  if (failure !== null) warn(`The webhook was not told: ${failure}.`);
}
