import type { FieldSpec, FieldType, PersonalClass } from '../../catalog.ts';

type Traits = Partial<Omit<FieldSpec, 'type' | 'personal'>>;

/**
 * A field that may be written. Searchable is null (not documented) unless said otherwise: Asperion's filter names were
 * seen for some resources only.
 */
function field(type: FieldType, traits: Traits = {}, personal: PersonalClass | null = null): FieldSpec {
  return { type, personal, create: true, update: true, required: false, searchable: null, ...traits };
}

/**
 * Text. Ids that are strings are text too: journal, VAT code, debtor kind, payment method, sales type (AS-values). What it says about
 * a person comes first; null = nothing.
 */
export const text = (personal: PersonalClass | null, traits?: Traits): FieldSpec => field('text', traits, personal);
/** A whole number. Some ids are numbers too: debtor, article, ledger account, payment condition (AS-values). */
export const integer = (traits?: Traits): FieldSpec => field('integer', traits);
/** An amount, a price, a quantity or a percentage. */
export const decimal = (traits?: Traits): FieldSpec => field('decimal', traits);
/** True or false. */
export const flag = (traits?: Traits): FieldSpec => field('boolean', traits);
/** A moment `yyyy-MM-ddTHH:mm:ss` without zone, Dutch local time (AS-values). */
export const date = (traits?: Traits): FieldSpec => field('date', traits);
/** A file: sent to the record's `file` address, never shown (AS-files, inferred). */
export const file = (traits?: Traits): FieldSpec => field('binary', { searchable: false, readable: false, ...traits });
/** The nested lines of a document, `{ _data: [...] }` on the wire (AS-single-object). */
export const lines = (traits?: Traits): FieldSpec => field('lines', { searchable: false, ...traits });

/** The same field, but read-only: the system decides its value. */
export function readOnly(spec: FieldSpec): FieldSpec {
  return { ...spec, create: false, update: false, required: false };
}

/** A create without it is refused. */
export const required: Traits = { required: true };
/** Seen as a filter, or needed to find a record again. */
export const searchable: Traits = { searchable: true };
/** Both of the above. */
export const requiredKey: Traits = { required: true, searchable: true };

/** The id that Asperion gives to a record. */
export const numberId = readOnly(integer(searchable));
/** The id of a code list, a string. */
export const textId = readOnly(text(null, searchable));
/** When a record was created and last changed; inferred for all but the debtor. */
export const timestamps = {
  dateAdded: readOnly(date(searchable)),
  dateLastChange: readOnly(date({ searchable: null })),
} as const;
