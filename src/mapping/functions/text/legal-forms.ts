import { TEXT } from '../../expressions/types.ts';
import { asText, type MappingFunction, text } from '../function.ts';

/**
 * Legal forms at the end of a name, longer ones first, and how to write them. Dots and blanks between letters do not
 * count. Those of two or three letters that could be a name or a word must stand in capitals.
 */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['GmbH & Co. KG', /g\.?\s?m\.?\s?b\.?\s?h\.?\s*&\s*co\.?\s*kg/i],
  ['GmbH', /g\.?\s?m\.?\s?b\.?\s?h\.?/i],
  ['B.V.', /b\.?\s?v\.?|besloten vennootschap/i],
  ['N.V.', /n\.?\s?v\.?|naamloze vennootschap/i],
  ['V.O.F.', /v\.?\s?o\.?\s?f\.?|vennootschap onder firma/i],
  ['C.V.', /c\.\s?v\.|C\.?V\.?/],
  ['U.A.', /u\.\s?a\.|U\.?A\.?/],
  ['BVBA', /b\.?v\.?b\.?a\.?/i],
  ['SPRL', /s\.?p\.?r\.?l\.?/i],
  ['SRL', /s\.?r\.?l\.?/i],
  ['S.à r.l.', /s\.?\s?[àa]\.?\s?r\.?\s?l\.?/i],
  ['S.A.S.', /S\.?A\.?S\.?|s\.a\.s\./],
  ['S.A.', /S\.?\s?A\.?|s\.a\./],
  ['S.p.A.', /s\.?\s?p\.?\s?a\.?/i],
  ['S.L.', /S\.?\s?L\.?(U\.?)?|s\.l\./],
  ['Sp. z o.o.', /sp\.?\s*z\.?\s*o\.?\s?o\.?/i],
  ['s.r.o.', /s\.\s?r\.\s?o\./i],
  ['d.o.o.', /d\.\s?o\.\s?o\./i],
  ['UG', /UG(\s*\(haftungsbeschränkt\))?/],
  ['OHG', /OHG/],
  ['KG', /KG/],
  ['AG', /AG/],
  ['e.K.', /e\.\s?(K|Kfm|Kfr)\.?/],
  ['e.V.', /e\.\s?V\.?/],
  ['SE', /SE/],
  ['ApS', /ApS/i],
  ['A/S', /a\/s/i],
  ['AB', /AB/],
  ['AS', /AS/],
  ['Oy', /O[Yy]/],
  ['PLC', /p\.?l\.?c\.?/i],
  ['LLP', /l\.?l\.?p\.?/i],
  ['LLC', /l\.?l\.?c\.?/i],
  ['Ltd', /ltd\.?|limited/i],
  ['Inc.', /inc\.?|incorporated/i],
  ['Corp.', /corp\.?|corporation/i],
];

const ENDINGS = FORMS.map(
  ([form, { source, flags }]) => [form, new RegExp(`[\\s,]\\(?(?:${source})\\)?$`, flags)] as const,
);

/** Forms that Dutch names begin with. Those with dots are not among them: `B.V.` may be the initials of a person, and `V.V.E.` too. */
const BEGINNINGS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['B.V.', /^BV\s/],
  ['N.V.', /^NV\s/],
  ['V.O.F.', /^(?:vof|vennootschap onder firma)\s/i],
  ['Maatschap', /^maatschap\s/i],
  ['Stichting', /^stichting\s/i],
  ['Vereniging', /^(?:\p{L}*vereniging|vve)\s/iu],
  ['Coöperatie', /^(?:co[öo]peratie|co[öo]peratieve)\s/i],
  ['Gemeente', /^gemeente\s/i],
  ['Provincie', /^provincie\s/i],
];

/** What follows the name of a company: a branch, or for whose attention. */
const ADDED = /\s+(?:\(|[-–]\s|t\.?a\.?v\.?\s|h\.?o\.?d\.?n\.?\s).*$/i;

/** Behind a surname and a comma, before what follows the name, single letters are the initials of a person: `Vos, N.V. (Nico)`. */
const INITIALS = /,\s*\p{L}(?:[.\s]+\p{L})*[.\s]*$/u;

/** Functions on the names of companies. */
export const companyFunctions: readonly MappingFunction[] = [
  {
    name: 'legalForm',
    doc: 'The legal form that a company’s name ends with: B.V., N.V., V.O.F., GmbH, Ltd, Inc. and others, also before a branch or an addressee; or begins with: BV, VOF, Stichting, Vereniging, Coöperatie, Maatschap, Gemeente, Provincie. Null when there is none.',
    example: ['legalForm("Bakkerij De Molen BV")', '"B.V."'],
    more: [
      ['legalForm("Hansa Beschläge GmbH & Co. KG")', '"GmbH & Co. KG"'],
      ['legalForm("Acme, Inc.")', '"Inc."'],
      ['legalForm("Bakker B.V. (filiaal Venlo)")', '"B.V."'],
      ['legalForm("Bakker BV - Utrecht")', '"B.V."'],
      ['legalForm("Bakker B.V. t.a.v. crediteuren")', '"B.V."'],
      ['legalForm("BV De Molen")', '"B.V."'],
      ['legalForm("VOF Jansen & Zn")', '"V.O.F."'],
      ['legalForm("Stichting Museum")', '"Stichting"'],
      ['legalForm("Zangvereniging De Noot")', '"Vereniging"'],
      ['legalForm("VvE Park")', '"Vereniging"'],
      ['legalForm("Coöperatie Zon")', '"Coöperatie"'],
      ['legalForm("Maatschap Vos")', '"Maatschap"'],
      ['legalForm("Gemeente Tiel")', '"Gemeente"'],
      ['legalForm("Provincie Utrecht")', '"Provincie"'],
      ['legalForm("Anna van der Berg")', 'null'],
      ['legalForm("B.V. Jansen")', 'null'],
      ['legalForm("V.O.F. Jansen")', 'null'],
      ['legalForm("V.V.E. de Boer")', 'null'],
      ['legalForm("Vos, N.V. (Nico)")', 'null'],
      ['legalForm("Jansen, C.V. (Carla)")', 'null'],
      ['legalForm("Vos, B.V. - Bram")', 'null'],
      ['legalForm("Vos, BV - Utrecht")', '"B.V."'],
      ['legalForm("Acme, Inc. (Utrecht)")', '"Inc."'],
    ],
    parameters: [text('name')],
    result: TEXT,
    run: ([name]) => legalForm(asText(name).trim()),
  },
];

function legalForm(name: string): string | null {
  // A longer text is not a name.
  if (name.length > MAX_NAME) return null;
  const bare = name.replace(ADDED, '');
  const isAdded = bare !== name && !INITIALS.test(bare);
  const ending = ENDINGS.find(([, pattern]) => pattern.test(name) || (isAdded && pattern.test(bare)));
  return (ending ?? BEGINNINGS.find(([, pattern]) => pattern.test(name)))?.[0] ?? null;
}

const MAX_NAME = 200;
