import type { AsperionSandbox } from '../asperion/asperion.ts';
import type { AsperionSwitches } from '../asperion/switches.ts';
import type { ExactOnlineSandbox } from '../exact-online/exact-online.ts';
import type { World } from '../world/world.ts';

/** Both systems, as faults need them. */
export interface Servers {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
}

/** Something of a world that a first sync must cope with. */
export interface Sight {
  /** What is there: the record, and what is the matter with it. */
  readonly there: string;
  /** What a person sees of it after a first sync with the shipped flows. */
  readonly seen: string;
}

/** A world that a person can choose. */
export interface NamedWorld {
  /** One sentence. */
  readonly about: string;
  readonly create: () => World;
  /** What a first sync shows. */
  readonly sights: readonly Sight[];
  /** How this world's Asperion differs from the default one. */
  readonly asperion?: Partial<AsperionSwitches>;
  /** Switches the world's faults on. */
  readonly disturb?: (servers: Servers) => void;
}
