import { AccessError } from '../../../errors/errors.ts';
import { allRows, type Source, specOf } from '../query/query.ts';
import { readRow } from '../rows.ts';

/** The result of comparing the division's move date with that of the cursor. */
export type MoveAnswer = 'moved' | 'stayed' | 'unknown';

/** Knows whether the division moved to another database, where timestamps start afresh (EX-division-move). */
export interface DivisionMoves {
  /** The date of the last move as text, `never`, or undefined when the user may not read it. Asked once per run. */
  date(signal: AbortSignal): Promise<string | undefined>;
  /** Whether the division moved since the cursor was made. */
  since(cursorDate: string | undefined, signal: AbortSignal): Promise<MoveAnswer>;
}

/** Reads `system/Divisions`, at most once. */
export function createDivisionMoves(source: Source): DivisionMoves {
  let known: Promise<string | undefined> | undefined;

  const ask = async (signal: AbortSignal): Promise<string | undefined> => {
    const path = 'system/Divisions';
    const query = { select: ['Code', 'DivisionMoveDate'], filter: `Code eq ${source.connection.division}` };
    try {
      const rows = await allRows(source, path, query, signal);
      const row = rows[0];
      if (row === undefined) return undefined;
      const moved = readRow(row, specOf(source, path)).DivisionMoveDate ?? null;
      return moved === null ? 'never' : String(moved);
    } catch (error) {
      // If the user may not see the date, only the feed shows a move: see how callers handle `unknown`.
      if (error instanceof AccessError && (error.code === 'FORBIDDEN' || error.code === 'READ_REFUSED'))
        return undefined;
      known = undefined;
      throw error;
    }
  };

  const date = (signal: AbortSignal): Promise<string | undefined> => {
    known ??= ask(signal);
    return known;
  };

  return {
    date,
    async since(cursorDate, signal) {
      const now = await date(signal);
      if (now === undefined || cursorDate === undefined) return 'unknown';
      return now === cursorDate ? 'stayed' : 'moved';
    },
  };
}
