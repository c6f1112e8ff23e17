import type { Store } from './store.ts';
import type { Switches } from './switches.ts';

/** The company that the server serves: what every part of it needs to know. */
export interface Administration {
  readonly store: Store;
  /** Its number in addresses. */
  readonly division: number;
  readonly switches: Switches;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Scheme, host and port of the server, without a slash at the end. */
  readonly url: () => string;
}
