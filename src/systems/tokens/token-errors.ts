import { AccessError, StateError, TransientError } from '../../errors/errors.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import { factsOf, type SystemName, titleOf } from '../registry.ts';

/** Why no refresh token is accepted any more. */
export interface Refusal {
  readonly isExpired: boolean;
  /** There was no saved state with the token that followed the secret's. */
  readonly isStateMissing: boolean;
  /** The days from the login to its last renewal; null = not known. */
  readonly lastedDays: number | null;
}

/** No refresh token is accepted any more: a person must log in again. */
export function authoriseAgain(system: SystemName, { isExpired, isStateMissing, lastedDays }: Refusal): AccessError {
  const code = isExpired ? 'AUTHORISATION_EXPIRED' : 'REFRESH_REFUSED';
  const secret = `put the new refresh token into the secret behind ${system}-refresh-token`;
  const refused = `The authorisation of ${titleOf(system)} ${isExpired ? 'has expired' : 'is no longer accepted'}`;
  if (!isStateMissing) {
    const { fixedLoginDays, settings } = factsOf(system);
    const hint = `Authorise again and ${secret}.`;
    const warned =
      fixedLoginDays === undefined || lastedDays === null || lastedDays < 1
        ? ''
        : ` This login lasted ${lastedDays} days. If each one does, ${settings.key}.loginDays: ${lastedDays} in settings.yml warns a week before.`;
    return new AccessError(code, `${refused}.`, { hint: `${hint}${warned}` });
  }
  const why = isExpired ? 'is too old' : 'was used before, or is none';
  const message = `${refused}: the saved state with the newer token is missing, and the one in the secret ${why}.`;
  const hint = `Authorise again and ${secret}; nothing is synced twice. With secrets-token, a second copy is kept and a lost state does not end the login.`;
  return new AccessError(code, message, { hint });
}

/** Nothing can be saved, so no refresh token was used up. */
export function notAskedFor(system: SystemName, cause: StateError): StateError {
  const message = `The state cannot be saved, so no new token of ${titleOf(system)} was requested: it would be lost.`;
  const hint = `Nothing is lost, and the next run tries again. ${cause.hint ?? ''}`.trim();
  return new StateError(cause.code, message, { hint, cause });
}

/** The new pair is in no state, but its refresh token is in the secret. */
export function keptAsCopy(system: SystemName, cause: StateError): StateError {
  const message = `The new tokens of ${titleOf(system)} could not be saved, but the secret has the second copy.`;
  const hint = `Nothing is lost: the next run continues with the copy. ${cause.hint ?? ''}`.trim();
  return new StateError(cause.code, message, { hint, cause });
}

/** The old refresh token is used up, and the new one is not saved anywhere. */
export function loginLost(system: SystemName, cause: StateError): StateError {
  const message = `The new tokens of ${titleOf(system)} could not be saved, and the previous ones are used up: this login is lost.`;
  const hint = `Log in again and put the new refresh token into the secret behind ${system}-refresh-token. With secrets-token a second copy is kept. ${cause.hint ?? ''}`;
  return new StateError(cause.code, message, { hint: hint.trim(), cause });
}

/** Whose token was asked for, and by which input the address is set. */
interface Asked {
  readonly system: SystemName;
  readonly addressInput?: string | undefined;
}

/** The system does not accept the app itself. */
export function clientRefused({ system, addressInput = `${system}-url` }: Asked): AccessError {
  return new AccessError('CLIENT_REFUSED', `${titleOf(system)} does not accept the client id and secret.`, {
    hint: `Check the secrets behind ${system}-client-id and ${system}-client-secret, and that ${addressInput} is the host at which the app is registered.`,
  });
}

/** This run may not refresh, and there is no token to reuse. */
export function noRefreshHere(system: SystemName): AccessError {
  return new AccessError(
    'NO_REFRESH_HERE',
    `There is no valid access token of ${titleOf(system)}, and this run may not renew it.`,
    {
      hint: 'Only runs on the default branch renew tokens; run this there.',
    },
  );
}

/** No other job handed a token on, or the system does not accept it. */
export function noneHandedOn(system: SystemName): AccessError {
  return new AccessError(
    'NO_REFRESH_HERE',
    `There is no valid access token of ${titleOf(system)}, and this run may not renew it.`,
    { hint: 'A job with mode: shards renews it: let this one come after it in the same workflow.' },
  );
}

/** The token that several jobs share is over. */
export function sharedTokenEnded(system: SystemName): TransientError {
  const message = `The access token of ${titleOf(system)} that this run shares with others has ended.`;
  return new TransientError('SHARED_TOKEN_ENDED', message, {
    hint: 'Nothing is lost: the next run goes on from the same place.',
  });
}

/** Nothing but the token of an earlier run can be had. */
export function sharedTokenLate(system: SystemName): TransientError {
  const message = `The access token of ${titleOf(system)} that the tokens job of this run handed on did not show up in the saved state.`;
  return new TransientError('SHARED_TOKEN_LATE', message, {
    hint: 'Nothing is lost: the next run goes on from the same place. The tokens job has to be in the same workflow.',
  });
}

/** The system gives no new token before that moment (epoch ms). */
export function tooEarly(system: SystemName, fromMs: number): TransientError {
  return new TransientError(
    'TOKEN_TOO_EARLY',
    `${titleOf(system)} gives no new access token before ${dutchTime(fromMs)}.`,
    {
      hint: 'The next run after that time continues from the same place.',
      outage: { system, why: null },
    },
  );
}

/** The token endpoint gave no usable answer. */
export function unavailable({ system, addressInput = `${system}-url` }: Asked, why: string): TransientError {
  return new TransientError('TOKEN_UNAVAILABLE', `The token endpoint of ${titleOf(system)} answered with ${why}.`, {
    hint: `The next run tries again. If it recurs, check the input ${addressInput}, ${system}-client-id and whether the user is blocked.`,
    outage: { system, why: null },
  });
}
