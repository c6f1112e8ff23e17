import { AccessError, ConfigError } from '../../errors/errors.ts';
import type { Administration } from '../../systems/tokens/login.ts';
import { askUntil, type Dialogue } from './dialogue.ts';

/**
 * The administration to sync: the wanted one, the only one, or the one that the person picks from a numbered list. Throws
 * AccessError `NO_ADMINISTRATION` when the login may see none or not the wanted one, ConfigError `NO_CHOICE`.
 */
export async function pickAdministration(
  administrations: readonly Administration[],
  wanted: string | null,
  title: string,
  dialogue: Dialogue,
): Promise<Administration> {
  const [first] = administrations;
  if (first === undefined) throw noAdministration(title);
  if (wanted !== null) {
    const found = administrations.find(({ id }) => id === wanted);
    if (found !== undefined) return found;
    throw new AccessError(
      'NO_ADMINISTRATION',
      `The login works, but it has no access to administration ${wanted} of ${title}.`,
      {
        hint: `It may see: ${administrations.map(({ id }) => id).join(', ')}.`,
      },
    );
  }
  if (administrations.length === 1) return first;
  dialogue.tell('', `The login may see ${administrations.length} administrations:`, ...administrations.map(numbered));
  return askUntil(
    dialogue,
    () => dialogue.ask('Number of the one to sync:'),
    (answer) => {
      const chosen = /^\d{1,5}$/.test(answer) ? administrations[Number(answer) - 1] : undefined;
      if (chosen !== undefined) return chosen;
      throw new ConfigError('NO_CHOICE', 'That is not a number in the list.', {
        hint: `Enter one from 1 to ${administrations.length}.`,
      });
    },
  );
}

/** The error for a login that may see no administration. */
export function noAdministration(title: string): AccessError {
  const message = `The login works, but it has access to no active administration of ${title}.`;
  const hint = 'Log in as a user who has the administration, and choose it when the app asks for access.';
  return new AccessError('NO_ADMINISTRATION', message, { hint });
}

function numbered(administration: Administration, index: number): string {
  return `${String(index + 1).padStart(4)}. ${describe(administration)}`;
}

/** An administration in words; names come from outside and may contain terminal commands. */
export function describe({ id, name }: Administration): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return clean === '' ? id : `${id} ${clean}`;
}
