import { AccessError, ConfigError } from '../../errors/errors.ts';
import type { Company } from '../../systems/login.ts';
import { askUntil, type Dialogue } from './dialogue.ts';

/**
 * The company to sync: the wanted one, the only one, or the one that the person picks from a numbered list. Throws
 * AccessError `NO_COMPANY` when the login may see none or not the wanted one, ConfigError `NO_CHOICE`.
 */
export async function pickCompany(
  companies: readonly Company[],
  wanted: string | null,
  title: string,
  dialogue: Dialogue,
): Promise<Company> {
  const [first] = companies;
  if (first === undefined) {
    throw new AccessError('NO_COMPANY', `The login works, but it has access to no active administration of ${title}.`, {
      hint: 'Log in as a user who has the administration, and choose it when the app asks for access.',
    });
  }
  if (wanted !== null) {
    const found = companies.find(({ id }) => id === wanted);
    if (found !== undefined) return found;
    throw new AccessError(
      'NO_COMPANY',
      `The login works, but it has no access to administration ${wanted} of ${title}.`,
      {
        hint: `It may see: ${companies.map(({ id }) => id).join(', ')}.`,
      },
    );
  }
  if (companies.length === 1) return first;
  dialogue.tell('', `The login may see ${companies.length} administrations:`, ...companies.map(numbered));
  return askUntil(
    dialogue,
    () => dialogue.ask('Number of the one to sync:'),
    (answer) => {
      const chosen = /^\d{1,5}$/.test(answer) ? companies[Number(answer) - 1] : undefined;
      if (chosen !== undefined) return chosen;
      throw new ConfigError('NO_CHOICE', 'That is not a number in the list.', {
        hint: `Enter one from 1 to ${companies.length}.`,
      });
    },
  );
}

function numbered(company: Company, index: number): string {
  return `${String(index + 1).padStart(4)}. ${describe(company)}`;
}

/** A company in words; names come from outside and may contain terminal commands. */
export function describe({ id, name }: Company): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return clean === '' ? id : `${id} ${clean}`;
}
