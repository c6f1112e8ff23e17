import type { SystemName } from '../system-name.ts';

/** What a field holds, after the system's client has read it (see `Value`). */
export type FieldType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'id' | 'lines' | 'binary';

/** One field of a resource. */
export interface FieldSpec {
  readonly type: FieldType;
  /** May be sent when a record is created. */
  readonly create: boolean;
  /** May be sent when a record is updated. */
  readonly update: boolean;
  /** A create without it is refused by the system. */
  readonly required: boolean;
  /** Records can be looked up by it; null = not documented. */
  readonly searchable: boolean | null;
  /** Fixed width in the system's answers and filters: pad left (right-aligned) or right. */
  readonly padding?: { readonly width: number; readonly side: 'left' | 'right' };
  /** Longest text the system takes. */
  readonly maxLength?: number;
  readonly description?: string;
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
  readonly creatable: boolean;
  readonly updatable: boolean;
  /** How the flow's source is read when this resource is the source; absent = it cannot be a source. */
  readonly feed?: FeedSpec;
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
  /** Asperion's lists: newest first with an overlap, or read in full. */
  | { readonly kind: 'list' };

/** All that is known of a system's records. Data, not code. */
export interface Catalog {
  readonly system: SystemName;
  readonly resources: ReadonlyMap<string, ResourceSpec>;
}
