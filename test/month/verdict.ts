import type { Edit } from './diary.ts';
import type { Side } from './pairs.ts';

/** How a kind of record is kept in step: one way or both, and what becomes of a field that both sides changed. */
export interface Rule {
  readonly ways: 'one' | 'both';
  readonly bothChanged: 'source' | 'waits';
  /** A flow of documents brings such records across as well, and for it the source is right. */
  readonly byDocuments?: boolean;
}

/** What happened to the runs since the last look: nothing, it may be open what became of a write, or their state was lost. */
export type Losses = 'none' | 'runs' | 'state';

/**
 * What may have become of a field: both sides hold what the source's people typed last, or the copy's; each holds its own, without a word
 * (`kept`) or with a CONFLICT (`waits`).
 */
export type Outcome = 'source' | 'copy' | 'kept' | 'waits';

/** What one field went through since the last look. */
export interface Course {
  readonly edits: readonly Pick<Edit, 'side' | 'agreed'>[];
  /** How it stood then. */
  readonly before: Outcome;
  /** Sides whose people put back what both sides held when they were last in step. */
  readonly setBack: ReadonlySet<Side>;
  /** Nobody looked at the record before: where both sides had it by then, it may have been edited before the two knew of each other. */
  readonly isNew: boolean;
}

/** What may have become of a field once all runs are through. */
export function allowed(course: Course, rule: Rule, losses: Losses): ReadonlySet<Outcome> {
  const { edits, before, setBack, isNew } = course;
  const own: Outcome = rule.ways === 'one' ? 'kept' : 'copy';
  const found = new Set(plain(course, rule));
  if (setBack.has('source')) found.add(own);
  if (setBack.has('copy')) found.add('source');
  if (isNew && (rule.ways === 'both' || edits.some(({ side }) => side === 'copy'))) found.add('source').add(own);
  // Where it stayed open what became of a write, records are compared in full: an edit of the copy may then count as an echo, or as a doubt.
  const isCopyEdited = edits.some(({ side }) => side === 'copy') || before !== 'source';
  // Without a state both flows begin anew, and the first of them is right where both sides have the record.
  const isAnew = losses === 'state' && rule.ways === 'both' && edits.length > 0;
  const isOpen = losses !== 'none' && (isCopyEdited || isAnew);
  if (isOpen) found.add(own).add('source');
  // With a flow each way, the one that brings the other side's value may meet an edit of the source as what a lost run may have written.
  const isMet = losses !== 'none' && rule.ways === 'both' && edits.length > 0;
  if (rule.bothChanged === 'waits' && (isOpen || isMet)) found.add('waits');
  if (rule.byDocuments === true && found.has('waits')) found.add('source');
  return found;
}

/** The edits of one side that came last: who made them, and whether both sides were in step before one of them. */
function lastStretch(edits: Course['edits']): { readonly side: Side; readonly wasInStep: boolean } | undefined {
  const side = edits.at(-1)?.side;
  if (side === undefined) return undefined;
  const stretch = edits.slice(edits.findLastIndex((edit) => edit.side !== side) + 1);
  return { side, wasInStep: stretch.some(({ agreed }) => agreed !== null) };
}

function plain({ edits, before }: Course, { ways, bothChanged }: Rule): readonly Outcome[] {
  const last = lastStretch(edits);
  const isBoth = new Set(edits.map(({ side }) => side)).size === 2;
  const own: Outcome = ways === 'one' ? 'kept' : 'copy';
  if (last === undefined) return [before];
  // In step again by then: a flow of documents, or a person, had settled it.
  if (before === 'waits') return last.wasInStep ? [last.side === 'copy' ? own : 'source'] : ['waits'];
  if (!isBoth && last.side === 'copy') return [own];
  if (!isBoth && before !== 'kept') return ['source'];
  if (bothChanged === 'waits') return last.wasInStep ? [last.side === 'copy' ? own : 'source'] : ['waits'];
  if (ways === 'both') return last.wasInStep ? [last.side] : ['source', 'copy'];
  return last.side === 'copy' && last.wasInStep ? ['kept'] : ['source'];
}
