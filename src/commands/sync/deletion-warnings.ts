import type { DeletedRecord } from '../../sync/result.ts';

/** Records that are named; the report file has them all. */
const MOST_NAMED = 100;

/** Warnings about target records that were put out of use because their source record was deleted; what is left to a person is told under what to do. Pure. */
export function deletionWarnings(deleted: readonly DeletedRecord[]): readonly string[] {
  const put = deleted.filter(({ outcome }) => outcome === 'deactivated');
  const said = put
    .slice(0, MOST_NAMED)
    .map(
      ({ resource, target }) =>
        `The source record of ${target} (${resource}) was deleted; in the target it was put out of use.`,
    );
  const more = put.length - said.length;
  return more > 0 ? [...said, `The source records of ${more} more were deleted; the report file has them all.`] : said;
}
