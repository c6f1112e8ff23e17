import type { FieldType } from './catalog.ts';
import type { SystemName } from './registry.ts';

/** What a user can do with a resource. */
export type Action = 'GET' | 'POST' | 'PUT';

/** Whether the administration may be used; null = the system does not say. `says` is one sentence without names of people. */
export interface AdministrationAnswer {
  readonly usable: boolean | null;
  readonly says: string;
  readonly fix?: string;
}

/** Whether the user may do something; `unknown` = the system offers no way to ask without writing. */
export type RightAnswer =
  | { readonly answer: 'yes' | 'unknown' }
  | { readonly answer: 'no'; readonly why: string; readonly fix: string };

/** A field in the live description; `type` is null if it cannot be compared. */
export interface DescribedField {
  readonly type: FieldType | null;
  readonly isWritable: boolean;
}

/** What the live description of the API says of a resource. `document` is the address it was read from. */
export type DescriptionAnswer =
  | { readonly kind: 'described'; readonly document: string; readonly fields: ReadonlyMap<string, DescribedField> }
  /** There is a description, but the resource is not in it. */
  | { readonly kind: 'missing'; readonly document: string; readonly resources: readonly string[] }
  | { readonly kind: 'no-description'; readonly document: string };

/** Records to count. */
export interface CountRequest {
  readonly resource: string;
  /** Documents from this day on, yyyy-MM-dd; null = all. */
  readonly from: string | null;
}

/** What a system says about itself, for `doctor` and `init`. Never writes. All throw AccessError, TransientError, StateError. */
export interface Inspection {
  readonly system: SystemName;
  /** Asks for something that needs only a working token. */
  signIn(signal: AbortSignal): Promise<void>;
  /** Checks whether the administration of the inputs exists and is open. */
  administration(signal: AbortSignal): Promise<AdministrationAnswer>;
  /** Asks for the right to one action on one resource. */
  may(action: Action, resource: string, signal: AbortSignal): Promise<RightAnswer>;
  /** The fields of a resource, or of the elements of a document (`salesinvoiceswithlines.lines`). */
  describe(resource: string, signal: AbortSignal): Promise<DescriptionAnswer>;
  /** The addresses from which changes of a source are read, if they are not the resource's own, with their fields. */
  feeds(resource: string, fields: readonly string[]): ReadonlyMap<string, readonly string[]>;
  /** About how many records the first load of a shipped flow would take, in one call; null = the system does not tell. */
  count(request: CountRequest, signal: AbortSignal): Promise<number | null>;
}
