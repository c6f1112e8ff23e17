import { RecordError, type SyncError, TransientError, UnclearWriteError } from '../../errors/errors.ts';
import { refusalCode } from '../../systems/refusals.ts';

/** An answer that stays unclear: with a message of the system it is a refusal, without one the outcome stays open. */
export function asFinal(error: SyncError): SyncError {
  if (!(error instanceof UnclearWriteError)) return error;
  if (error.answer !== null) return new RecordError(refusalCode(error.answer), error.answer, { cause: error });
  if (!error.isRefusal) return writeUnclear(error);
  return new TransientError(
    'WRITE_UNCLEAR',
    'The system refused what was sent because of too many calls, and it is not there.',
    {
      hint: 'A run after ten minutes sends it again, if it is not there by then. If this recurs, lower the pace of calls in settings.yml.',
      cause: error,
    },
  );
}

/** The error of a write whose outcome stays open. */
export function writeUnclear(cause?: UnclearWriteError): TransientError {
  const details = {
    hint: 'The next run looks for it before it sends anything.',
    ...(cause === undefined ? {} : { cause }),
  };
  const status = cause?.status ?? null;
  if (status === null)
    return new TransientError(
      'WRITE_UNCLEAR',
      'It is not certain whether the system took what was sent, and it is not there yet.',
      details,
    );
  const answer = status < 400 ? `status ${status}, a redirect` : `status ${status}`;
  return new TransientError(
    'WRITE_UNCLEAR',
    `It is not certain whether the system took what was sent, and it is not there yet. It answered with ${answer}.`,
    details,
  );
}
