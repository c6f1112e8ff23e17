import type { Store } from './records/store.ts';
import type { Switches } from './switches.ts';

/** The administration that the server serves. */
export interface Administration {
  readonly store: Store;
  /** Its number in addresses. */
  readonly division: number;
  readonly switches: Switches;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Scheme, host and port of the server, without a trailing slash. */
  readonly url: () => string;
}
