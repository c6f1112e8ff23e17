import { bySystem, type SystemName } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';
import type { Writer } from '../write/writer.ts';
import { MadeUp } from './made-up.ts';
import { rememberFinds } from './remember-finds.ts';
import { changesWith, readWith } from './shadow-feed.ts';
import { ShadowRecords } from './shadow-records.ts';

/** One system as a run would leave it. */
export interface Shadow {
  /** Answers as the real one would after the writes, and refuses to be written to. */
  readonly system: System;
  /** Puts records into the shadow. */
  readonly writer: Writer;
}

/** Both systems as a run would leave them, while the real ones stay as they are. */
export interface Shadows {
  /** They answer as the real ones would after the writes, and refuse to be written to. */
  readonly systems: Readonly<Record<SystemName, System>>;
  /** Puts records into a shadow. */
  writerOf(system: SystemName): Writer;
  /** The names of simulated records for people, such as `new debtors EO-20004`. Shadows of these shadows invent nothing twice. */
  readonly names: MadeUp;
}

/**
 * Makes the shadows of both systems: look-ups and feeds show what was written in this run, also by earlier flows, so that a plan
 * makes the same decisions as the sync that follows. Keys and numbers that a system would assign are invented.
 */
export function castShadows(real: Readonly<Record<SystemName, System>>): Shadows {
  const names = new MadeUp();
  const shadows = bySystem((name) => castShadow(rememberFinds(real[name]), names));
  return {
    systems: bySystem((name) => shadows[name].system),
    writerOf: (system) => shadows[system].writer,
    names,
  };
}

/** One system's shadow; `names` collects what it invents, and knows what the other shadows invented. */
export function castShadow(real: System, names: MadeUp): Shadow {
  const written = new ShadowRecords(real, names);
  const refuse = async (): Promise<never> => {
    throw new TypeError('A plan writes through its writer only.');
  };
  return {
    system: {
      ...real,
      // Nothing is written to the real one, so its answers stay valid.
      remembers: true,
      create: refuse,
      update: refuse,
      find: (request) => written.find(request),
      ...(real.isFree === true ? {} : feedsWith(real, written)),
    },
    writer: {
      create: async (request) => written.create(request),
      update: async (request) => written.update(request),
    },
  };
}

/**
 * What a flow reads from a system that earlier flows wrote to. Not of a system that is free: there, two versions of the mappings are compared by the
 * records that the source has itself.
 */
function feedsWith(real: System, written: ShadowRecords): Pick<System, 'changes' | 'read'> {
  return {
    // Whether it was written to is known once the first page is asked for.
    async *changes(request) {
      const to = written.of(request.resource);
      yield* to === null ? real.changes(request) : changesWith(to, request);
    },
    read(request) {
      const to = written.of(request.resource);
      return to === null ? real.read(request) : readWith(to, request);
    },
  };
}
