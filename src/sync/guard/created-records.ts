import { allJoins, type Program } from '../../mapping/flow/program.ts';
import { canonical, type RecordValues } from '../../values.ts';
import type { CreateRequest, Writer } from '../write/writer.ts';

/** Types of fields whose values a plan may have invented: they are others in the run. */
const INVENTED: ReadonlySet<string> = new Set(['id', 'integer']);

/**
 * The records that were created in this run and that other flows use, each with a name made of what was sent. A plan invents their keys, and knows
 * nothing else of them, so what a person approves names them by that.
 */
export class CreatedRecords {
  readonly #used: ReadonlySet<string>;
  readonly #fingerprint: (text: string) => string;
  readonly #names = new Map<string, string>();

  /** `used`: the resources of the records that are named; `fingerprint`: the keyed hash of the run. */
  constructor(used: Iterable<string>, fingerprint: (text: string) => string) {
    this.#used = new Set(used);
    this.#fingerprint = fingerprint;
  }

  /** A writer that notes what the given one creates. */
  watch(writer: Writer): Writer {
    if (this.#used.size === 0) return writer;
    return {
      create: async (request) => {
        const created = await writer.create(request);
        this.#note(request, created);
        return created;
      },
      update: (request) => writer.update(request),
    };
  }

  /** The name of a record that was created in this run; undefined = it was there before, or no flow uses it. */
  nameOf(resource: string, key: string): string | undefined {
    return this.#names.get(`${resource} ${key}`);
  }

  #note({ spec, values }: CreateRequest, created: RecordValues): void {
    if (!this.#used.has(spec.name)) return;
    const sent = Object.entries(values).filter(([field]) => !INVENTED.has(spec.fields[field]?.type ?? ''));
    const name = this.#fingerprint(canonical(Object.fromEntries(sent)));
    this.#names.set(`${spec.name} ${created[spec.key]}`, name);
  }
}

/** The resources that a flow reads in its source. */
export const resourcesRead = (program: Program): readonly string[] => [
  program.source.spec.name,
  ...allJoins(program).map(({ spec }) => spec.name),
];

/** The flows of a run, and what of them was approved. */
interface ApprovedFlows {
  readonly programs: readonly Program[];
  readonly approved?: ReadonlyMap<string, string>;
}

/** The resources that flows use of which only an approved set may be written. */
export const usedByApproved = ({ programs, approved }: ApprovedFlows): readonly string[] =>
  programs
    .filter(({ name }) => approved?.has(name) === true)
    .flatMap((program) => [...resourcesRead(program), ...program.steps.map(({ spec }) => spec.name)]);
