import type { Company, Run } from './company.ts';

/** Fields of both systems that tell of a person or a company. */
const PERSONAL = [
  ...[
    'Name',
    'FullName',
    'LastName',
    'Email',
    'Phone',
    'AddressLine1',
    'Postcode',
    'VATNumber',
    'ChamberOfCommerce',
    'Remarks',
  ],
  ...[
    'name',
    'attentionTo',
    'emailAddress',
    'phoneNumber',
    'address',
    'postCode',
    'vatNumber',
    'cocNumber',
    'comments',
  ],
];

/**
 * `where: text` for what a run, or the state that it left, shows of what nobody may read: secrets, and what both systems know of
 * people. The saved progress is looked at in clear text as well: it may hold references and ids.
 */
export async function leaksOf(
  company: Company,
  { told, files }: Run,
  secrets: ReadonlySet<string>,
): Promise<readonly string[]> {
  const sealed = [...company.state.entries.values()]
    .map((entries) => entries.at(-1)?.toString('latin1') ?? '')
    .join('\n');
  const progress = JSON.stringify(await company.progress());
  const texts = [...secrets, ...people(company)];
  const found = (where: string, text: string, canaries: readonly string[]): readonly string[] => {
    const [canary] = oneOf(canaries).exec(text) ?? [];
    return canary === undefined ? [] : [`${where}: ${canary}`];
  };
  return [
    ...Object.entries({ ...told, files, progress }).flatMap(([where, text]) => found(where, text, texts)),
    // Sealed bytes spell a text of six letters by chance.
    ...found(
      'sealed',
      sealed,
      texts.filter((text) => text.length >= 8),
    ),
  ];
}

function people({ exactOnline, asperion }: Company): readonly string[] {
  const rows = [...exactOnline.rows('Accounts'), ...exactOnline.rows('Contacts'), ...asperion.rows('debtors')];
  const texts = (rows as readonly Readonly<Record<string, unknown>>[]).flatMap((row) =>
    PERSONAL.map((field) => row[field]),
  );
  // A number as short as a foreign postcode may stand anywhere for something else.
  return texts.filter((text): text is string => typeof text === 'string' && text.length >= 6);
}

/** Finds any of the texts where it stands as a word of its own. */
function oneOf(texts: readonly string[]): RegExp {
  const words = [...new Set(texts)].map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\d])(?:${words.join('|') || '(?!)'})(?![\\p{L}\\d])`, 'iu');
}
