import type { DeletedRecord, MissedDays } from '../../sync/result.ts';

/** Records that are named; the report file has them all. */
const MOST_NAMED = 100;

/** Warnings about target records whose source record was deleted. Pure. */
export function deletionWarnings(deleted: readonly DeletedRecord[]): readonly string[] {
  const said = deleted.slice(0, MOST_NAMED).map(({ resource, target, outcome, reason, isDocument }) => {
    const what = `The source record of ${target} (${resource}) was deleted`;
    if (outcome === 'deactivated') return `${what}; in the target it was put out of use.`;
    if (outcome === 'stands' && isDocument === true)
      return `${what}; in the target it is still there: if nobody owes it, credit or delete it there by hand.`;
    if (outcome === 'stands') return `${what}; in the target it is still there.`;
    return `${what}, and in the target it could not be put out of use: ${reason ?? ''}`;
  });
  const more = deleted.length - said.length;
  return more > 0 ? [...said, `The source records of ${more} more were deleted; the report file has them all.`] : said;
}

/** The warning that nobody knows what was deleted on some days. Pure. */
export const missedWarnings = (days: MissedDays | null): readonly string[] =>
  days === null
    ? []
    : [
        `What was deleted in the source between ${days.from} and ${days.until} is not known, because the source no longer tells it: compare the documents of both sides, with a reconcile flow if one fits what this flow books: it finds what only the target has.`,
      ];
