import type { Settings } from '../../config/schema/settings-schema.ts';
import { LABEL, labelsOf, type Owner } from '../../desk/owner.ts';
import type { IssueAction } from '../../desk/plan-issues.ts';
import { GitHubFault } from '../../github/calls.ts';
import type { Issues } from '../../github/issues.ts';
import type { Words } from '../../report/words/words.ts';

/** What actions are carried out with. */
export interface Hands {
  readonly issues: Issues;
  readonly owner: Owner;
  readonly settings: Settings['desk'];
  readonly words: Words['desk'];
  /** The address of this run. */
  readonly run: string;
  /** No issue of this owner was found: its labels may not exist yet. */
  readonly isFirst: boolean;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/**
 * Carries actions out one after the other, until the run is cancelled. One that fails for itself alone is a warning; throws GitHubFault if the others would fail as well.
 */
export async function carryOut(actions: readonly IssueAction[], hands: Hands): Promise<void> {
  const { isFirst, signal, warn } = hands;
  // GitHub drops labels that a token may not set. Without its label no later run would find an issue, and each would open another.
  if (isFirst && actions.some(({ kind }) => kind === 'open')) await ensureLabels(hands);
  for (const action of actions) {
    if (signal.aborted) return;
    try {
      await carryOutOne(action, hands);
    } catch (error) {
      if (!(error instanceof GitHubFault) || error.isGeneral) throw error;
      const which = action.kind === 'open' ? 'An issue' : `Issue ${action.number}`;
      warn(`${which} could not be brought up to date: ${error.message}. The next run tries again.`);
    }
  }
}

async function ensureLabels({ issues, owner, words }: Hands): Promise<void> {
  for (const label of labelsOf(owner))
    await issues.ensureLabel(label, label === LABEL ? words.label : words.labelOfOne(label));
}

async function carryOutOne(action: IssueAction, hands: Hands): Promise<void> {
  const { issues, words, run } = hands;
  switch (action.kind) {
    case 'open':
      return open(action, hands);
    case 'update':
      return issues.change(action.number, { body: action.body });
    case 'reopen':
      return issues.change(action.number, { body: action.body, state: 'open' });
    case 'close':
      // The sentence after the deed: if it fails, it is not said again in every run.
      await issues.change(action.number, { state: 'closed' });
      return issues.comment(action.number, words.gone(run));
  }
}

async function open({ title, body }: { title: string; body: string }, hands: Hands): Promise<void> {
  const { issues, owner, settings, warn } = hands;
  const { assignees } = settings;
  const labels = [...labelsOf(owner), ...settings.labels];
  try {
    await issues.create({ title, body, labels, assignees });
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.status !== 422 || assignees.length === 0) throw error;
    await issues.create({ title, body, labels, assignees: [] });
    warn(
      `An issue was opened for nobody: GitHub does not assign it to ${assignees.join(', ')}. Correct desk.assignees in settings.yml: each needs access to the repository.`,
    );
  }
}
