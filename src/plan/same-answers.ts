import type { RecordError } from '../errors/errors.ts';
import { allJoins, type Program } from '../mapping/flow/program.ts';
import { matchForm } from '../systems/match-form.ts';
import type { ChangePage, FindRequest, SourceRecord, System } from '../systems/system.ts';
import type { RecordValues, Value } from '../values.ts';

/**
 * A system that answers everybody the same: each question goes to the real one once, with the fields that any
 * program needs. So two versions of the mappings see identical records, even if the system changes meanwhile, and
 * the second costs no calls. Feeds are read from the beginning; deletions, which no mapping sees, are left out. It
 * refuses to write.
 */
export function sameAnswers(real: System, programs: readonly Program[]): System {
  const answers = new Answers(real, fieldsUsed(real, programs));
  const refuse = async (): Promise<never> => {
    throw new TypeError('Two versions of the mappings are compared without writing.');
  };
  return {
    name: real.name,
    catalog: real.catalog,
    isFree: true,
    ...(real.hasLists === false && { hasLists: false }),
    async *changes(request) {
      yield* await answers.changes(request);
    },
    read: (request) => answers.read(request),
    list: (request) => answers.list(request),
    find: (request) => answers.find(request),
    create: refuse,
    update: refuse,
  };
}

/** The answers of the real system, which is asked each question once. */
class Answers {
  readonly #real: System;
  readonly #used: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #feeds = new Map<string, Promise<readonly ChangePage[]>>();
  readonly #lists = new Map<string, Promise<readonly RecordValues[]>>();
  readonly #reads = new Map<string, Promise<readonly SourceRecord[]>>();
  /** The records found, by `resource\nfield` and the comparable form of the value. */
  readonly #finds = new Map<string, Map<string, RecordValues[]>>();
  readonly #refusals = new Map<string, RecordError>();

  constructor(real: System, used: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#real = real;
    this.#used = used;
  }

  changes(request: Parameters<System['changes']>[0]): Promise<readonly ChangePage[]> {
    return remembered(this.#feeds, request.resource, () =>
      all(this.#real.changes({ ...this.#wide(request), cursor: null })),
    );
  }

  read(request: Parameters<System['read']>[0]): Promise<readonly SourceRecord[]> {
    const { resource, by, values } = request;
    return remembered(this.#reads, [resource, by, ...values].join('\n'), () => this.#real.read(this.#wide(request)));
  }

  list(request: Parameters<System['list']>[0]): Promise<readonly RecordValues[]> {
    // Not with all fields: a system may have a cheap way for a few of them, and none for a list of all.
    const { resource, fields } = request;
    return remembered(this.#lists, [resource, ...fields].join('\n'), () => this.#real.list(request));
  }

  async find(request: FindRequest): Promise<readonly RecordValues[]> {
    const { resource, field } = request;
    const place = `${resource}\n${field}`;
    const known = this.#finds.get(place) ?? new Map<string, RecordValues[]>();
    this.#finds.set(place, known);
    const formed = request.values.map((value) => ({ value, form: this.#formOf(request, value) }));
    const news = new Map(formed.filter(({ form }) => !known.has(form)).map(({ form, value }) => [form, value]));
    if (news.size > 0) {
      const found = await this.#ask(request, [...news.values()]);
      for (const form of news.keys()) known.set(form, []);
      for (const record of found) known.get(this.#formOf(request, record[field]))?.push(record);
    }
    for (const { value, form } of formed) {
      const why = this.#refusals.get(`${place}\n${form}`);
      if (why !== undefined) request.refused?.(value, why);
    }
    return [...new Set(formed.map(({ form }) => form))].flatMap((form) => known.get(form) ?? []);
  }

  #ask(request: FindRequest, values: readonly Value[]): Promise<readonly RecordValues[]> {
    const { resource, field } = request;
    const { fields } = this.#wide(request);
    const refused = (value: Value, why: RecordError): void =>
      void this.#refusals.set(`${resource}\n${field}\n${this.#formOf(request, value)}`, why);
    return this.#real.find({
      ...request,
      values,
      fields: [...new Set([field, ...fields])],
      ...(request.refused === undefined ? {} : { refused }),
    });
  }

  /** A question for all fields that any program needs. */
  #wide<Request extends { readonly resource: string; readonly fields: readonly string[] }>(request: Request): Request {
    return { ...request, fields: [...new Set([...request.fields, ...(this.#used.get(request.resource) ?? [])])] };
  }

  #formOf({ resource, field }: FindRequest, value: Value | undefined): string {
    return matchForm(this.#real.catalog.resources.get(resource) ?? { fields: {} }, field, value) ?? '';
  }
}

/** The fields that any program needs, by the system's resource. */
function fieldsUsed({ name }: System, programs: readonly Program[]): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  const use = (resource: string, fields: readonly string[]): void => {
    const known = used.get(resource) ?? new Set();
    used.set(resource, known);
    for (const field of fields) known.add(field);
  };
  for (const program of programs) {
    const { source, target, fields, steps, refs } = program;
    if (source.system === name) {
      use(source.spec.name, fields);
      for (const join of allJoins(program)) use(join.spec.name, [join.by, join.spec.key, ...join.fields]);
    }
    if (target.system !== name) continue;
    for (const { spec, writes, match, keep } of steps) {
      const names = [...Object.keys(writes), ...match.flat(), ...keep, spec.reference];
      use(
        spec.name,
        names.filter((field) => spec.fields[field] !== undefined),
      );
    }
    for (const { resource, by } of refs) use(resource, [by]);
  }
  return used;
}

async function all<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

function remembered<Answer>(
  known: Map<string, Promise<Answer>>,
  key: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}
