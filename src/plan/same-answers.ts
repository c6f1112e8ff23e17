import type { RecordError } from '../errors/errors.ts';
import { allJoins, type Program } from '../mapping/flow/program.ts';
import { matchForm } from '../systems/match-form.ts';
import type { ChangePage, SourceRecord, System } from '../systems/system.ts';
import type { RecordValues, Value } from '../values.ts';

/**
 * A system that answers everybody the same: each question goes to the real one once, with the fields that any of the
 * programs looks at. So two versions of the mappings see identical records, whatever happens in the system meanwhile, and
 * the second costs no calls. Feeds are read from the beginning; of deletions, which no mapping sees, it tells nothing. It
 * refuses to write.
 */
export function sameAnswers(real: System, programs: readonly Program[]): System {
  const used = fieldsUsed(real, programs);
  const wide = (resource: string, asked: readonly string[]): readonly string[] => [
    ...new Set([...asked, ...(used.get(resource) ?? [])]),
  ];
  const feeds = new Map<string, Promise<readonly ChangePage[]>>();
  const lists = new Map<string, Promise<readonly RecordValues[]>>();
  const reads = new Map<string, Promise<readonly SourceRecord[]>>();
  const finds = new Map<string, Map<string, RecordValues[]>>();
  const refusals = new Map<string, RecordError>();
  const refuse = async (): Promise<never> => {
    throw new TypeError('Two versions of the mappings are compared without writing.');
  };

  return {
    name: real.name,
    catalog: real.catalog,
    async *changes(request) {
      const { resource } = request;
      const fields = wide(resource, request.fields);
      const pages = remembered(feeds, resource, () => all(real.changes({ ...request, fields, cursor: null })));
      yield* await pages;
    },
    read: (request) =>
      remembered(reads, [request.resource, request.by, ...request.values].join('\n'), () =>
        real.read({ ...request, fields: wide(request.resource, request.fields) }),
      ),
    list: (request) =>
      remembered(lists, request.resource, () =>
        real.list({ ...request, fields: wide(request.resource, request.fields) }),
      ),
    async find(request) {
      const { resource, field } = request;
      const formOf = (value: Value | undefined): string =>
        matchForm(real.catalog.resources.get(resource) ?? { fields: {} }, field, value) ?? '';
      const place = `${resource}\n${field}`;
      const known = finds.get(place) ?? new Map<string, RecordValues[]>();
      finds.set(place, known);
      const formed = request.values.map((value) => ({ value, form: formOf(value) }));
      const news = new Map<string, Value>(
        formed.filter(({ form }) => !known.has(form)).map(({ form, value }) => [form, value]),
      );
      if (news.size > 0) {
        const asked = {
          ...request,
          values: [...news.values()],
          fields: [...new Set([field, ...wide(resource, request.fields)])],
          ...(request.refused === undefined
            ? {}
            : {
                refused: (value: Value, why: RecordError) => void refusals.set(`${place}\n${formOf(value)}`, why),
              }),
        };
        for (const form of news.keys()) known.set(form, []);
        for (const record of await real.find(asked)) known.get(formOf(record[field]))?.push(record);
      }
      for (const { value, form } of formed) {
        const why = refusals.get(`${place}\n${form}`);
        if (why !== undefined) request.refused?.(value, why);
      }
      return [...new Set(formed.map(({ form }) => form))].flatMap((form) => known.get(form) ?? []);
    },
    create: refuse,
    update: refuse,
  };
}

/** The fields that any of the programs looks at, by the system's resource. */
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
