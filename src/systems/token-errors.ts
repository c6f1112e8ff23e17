import { AccessError, TransientError } from '../errors.ts';
import { dutchTime } from '../http/dutch-time.ts';
import { type SystemName, SYSTEM_TITLES as TITLES } from '../system-name.ts';

/** No refresh token is accepted any more: a person must log in again. */
export function authoriseAgain(system: SystemName, expired: boolean): AccessError {
  const why = expired ? 'has expired' : 'is no longer accepted';
  return new AccessError(
    expired ? 'AUTHORISATION_EXPIRED' : 'REFRESH_REFUSED',
    `The authorisation of ${TITLES[system]} ${why}.`,
    { hint: `Authorise again and put the new refresh token into the secret behind ${system}-refresh-token.` },
  );
}

/** The app itself is not accepted. */
export function clientRefused(system: SystemName): AccessError {
  return new AccessError('CLIENT_REFUSED', `${TITLES[system]} does not accept the client id and secret.`, {
    hint: `Check the secrets behind ${system}-client-id and ${system}-client-secret.`,
  });
}

/** This run may not refresh, and there is nothing to reuse. */
export function noRefreshHere(system: SystemName): AccessError {
  return new AccessError(
    'NO_REFRESH_HERE',
    `There is no valid access token of ${TITLES[system]}, and this run may not renew it.`,
    {
      hint: 'Only runs on the default branch renew tokens; run this there.',
    },
  );
}

/** The system gives no new token before a moment (epoch ms). */
export function tooEarly(system: SystemName, fromMs: number): TransientError {
  return new TransientError(
    'TOKEN_TOO_EARLY',
    `${TITLES[system]} gives no new access token before ${dutchTime(fromMs)}.`,
    {
      hint: 'The next run after that time goes on from the same place.',
    },
  );
}

/** The token endpoint did not answer the question. */
export function unavailable(system: SystemName, why: string): TransientError {
  return new TransientError('TOKEN_UNAVAILABLE', `The token endpoint of ${TITLES[system]} answered with ${why}.`, {
    hint: 'The next run tries again.',
  });
}
