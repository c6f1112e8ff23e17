/** The pair source record – target record of one step. */
export interface Link {
  /** Id of the target record. */
  readonly target: string | number;
  /** Human name of the target record; null while no answer has shown it. */
  readonly reference: string | null;
  /** Fields of the target record that later steps use. */
  readonly keep: Readonly<Record<string, string | number | boolean | null>>;
  /** Fingerprints: for each target field the keyed hash of what was last sent, shortened to 16 hex digits. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** For target fields that a document takes from other records: fingerprints of which records those are. */
  readonly borrowed?: Readonly<Record<string, string>>;
  /** Fingerprints of what the target stored in place of what was sent, for fields that it cut or changed and that a flow brings back; empty = not read yet. */
  readonly stored?: Readonly<Record<string, string>>;
  /** Target fields that changed on both sides and wait for a person (CONFLICT). */
  readonly disputed?: readonly string[];
}
