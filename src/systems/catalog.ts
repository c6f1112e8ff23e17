import type { IsNone } from '../as-read.ts';
import type { RecordValues } from '../values.ts';
import type { SystemName } from './registry.ts';

/** What a field holds, after the system's client has read it (see `Value`). */
export type FieldType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'id' | 'lines' | 'binary';

/** What fields of a type hold, in the middle of a sentence. */
export const FIELD_WORDS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  integer: 'whole numbers',
  decimal: 'decimals',
  boolean: 'true or false',
  date: 'dates',
  id: 'ids',
  lines: 'lines',
  binary: 'files',
};

/** What a field can say about a person, or about a company named after a person; `text` = free text, which can say anything. */
export const PERSONAL_CLASSES = ['name', 'email', 'phone', 'address', 'bank', 'identity', 'text'] as const;

/** A class of personal fields. */
export type PersonalClass = (typeof PERSONAL_CLASSES)[number];

/** What people type in many ways; `registration` = a number of the chamber of commerce. */
export type LooseKind = 'email' | 'vat' | 'registration';

/** One field of a resource. */
export interface FieldSpec {
  readonly type: FieldType;
  /** What it says about a person: such values are hidden wherever something is shown. Null = nothing. */
  readonly personal: PersonalClass | null;
  /** What people type in many ways: compared in a form of its own, see `matchForm`. */
  readonly loose?: LooseKind;
  /** May be sent when a record is created. */
  readonly create: boolean;
  /** May be sent when a record is updated. */
  readonly update: boolean;
  /** A create without it is refused by the system. */
  readonly required: boolean;
  /** False = the system accepts it but never shows it, like images; absent = it can be read. */
  readonly readable?: false;
  /** Computed here from other records: the system itself has no such field. */
  readonly computed?: true;
  /** Records can be looked up by it; null = not documented. */
  readonly searchable: boolean | null;
  /** Fixed width in the system's answers and filters: pad left (right-aligned) or right. */
  readonly padding?: { readonly width: number; readonly side: 'left' | 'right' };
  /** The longest text that the system accepts. */
  readonly maxLength?: number;
  readonly description?: string;
}

/** The longest text that a field takes, in characters; undefined = not known. A padded code cannot be longer than its width. */
export const longestText = ({ type, maxLength, padding }: FieldSpec): number | undefined =>
  maxLength ?? (type === 'text' ? padding?.width : undefined);

/** Texts as values of a field. In a field of numbers, a text that is not a number matches no record. */
export function valuesIn(
  { fields }: ResourceSpec,
  field: string,
  texts: readonly string[],
): readonly (string | number)[] {
  return fields[field]?.type === 'integer' ? texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number) : texts;
}

/** One kind of record in a system. */
export interface ResourceSpec {
  /** The API's own name, such as `crm/Accounts` or `debtors`. */
  readonly name: string;
  /** The field that identifies a record for updates. */
  readonly key: string;
  /** The field that names a record to people; never a person's name or e-mail address. */
  readonly reference: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** The field that holds the name of the company or person; absent = the records have none. */
  readonly nameField?: string;
  /** Fields that are one value to people, such as an address: an edit of one of them is an edit of all. Absent = each stands for itself. */
  readonly together?: readonly string[];
  /** A field that the system shows of every record, empty or not: what lacks it is a record of another resource. Absent = that is certain of none. */
  readonly always?: string;
  /** The field that holds the journal of a document, in which its number is unique; absent = it has none. */
  readonly journal?: string;
  readonly creatable: boolean;
  readonly updatable: boolean;
  /**
   * The system changes it by itself (stock): even if the source's value is the one last sent, the target may differ by now,
   * so the two are compared in every run.
   */
  readonly moves?: boolean;
  /** The resources whose descriptions name the fields, if it is composed of others; absent = its own. */
  readonly describedBy?: readonly string[];
  /** The setting that allows its use, if no source shows that the system has it. */
  readonly unconfirmed?: string;
  /** How its changes are read as a source; absent = it cannot be a source. */
  readonly feed?: FeedSpec;
  /** The fields with the day, the book year and the period in which a document is booked. */
  readonly booking?: { readonly date: string; readonly year: string; readonly period: string };
  /** The date of a document; absent = the records are not documents, or have no date. */
  readonly documentDate?: string;
  /** Resources whose records become records of this one: booking both means booking twice. */
  readonly alsoBooks?: readonly string[];
  /** Its records are orders: no sale yet, and invoiced later by another document. */
  readonly isOrder?: boolean;
  /** Records that the system no longer lets anyone change, by the values of one field. */
  readonly frozen?: { readonly field: string; readonly values: readonly (number | string)[] };
  /** The number by which the system's log of deletions knows its records; absent = the log does not have them. */
  readonly deletionType?: number;
  /** How to deactivate a record that cannot be deleted; absent = the API has no way. */
  readonly deactivated?: RecordValues;
  /** The date before which a record is not in use yet; absent = it has none, or one that does not keep it from being used. */
  readonly startsOn?: string;
  /** The date after which a record is inactive; absent = it has none. */
  readonly endsOn?: string;
  /** The collection fields and the resource of their elements: `SalesOrderLines` → `salesorder/SalesOrderLines`. */
  readonly lines?: Readonly<Record<string, string>>;
}

/** How changes of a resource are read. The mapping never sees this. */
export type FeedSpec =
  /** Exact Online's row-version cursor over one sync endpoint. */
  | { readonly kind: 'timestamp'; readonly endpoint: string }
  /** Exact Online's documents whose headers and lines move separately. */
  | {
      readonly kind: 'headers-and-lines';
      readonly headers: string;
      readonly lines: string;
      /** The header's key field, also carried by each line. */
      readonly documentKey: string;
      /** The collection field of the assembled record. */
      readonly linesField: string;
    }
  /** Exact Online's documents whose feed has one row per line, with the header's fields on each row. */
  | {
      readonly kind: 'flattened';
      readonly endpoint: string;
      /** The collection field of the assembled record. */
      readonly linesField: string;
    }
  /** Exact Online's documents without a feed: the plain list by the time of change. */
  | { readonly kind: 'modified' }
  /** Asperion's lists: newest first with an overlap, or read in full. */
  | { readonly kind: 'list' };

/** Everything known about a system's records. Data, not code. */
export interface Catalog {
  readonly system: SystemName;
  readonly resources: ReadonlyMap<string, ResourceSpec>;
  /** The form of an id, where a code never has it; absent = an id looks like anything. */
  readonly idForm?: RegExp;
  /** What it shows where nothing is filled in, beside empty texts and dates; absent = nothing. */
  readonly isNone?: IsNone;
  /** The fields that tell when a record was last changed, the best first; absent = none do. */
  readonly changedAt?: readonly string[];
  /** The settings that its search depends on, if nobody has confirmed that it works that way; absent = it is documented. */
  readonly searchSettings?: readonly string[];
}
