import { AccessError } from '../../errors/errors.ts';
import type { AdministrationAnswer, CountRequest, DescriptionAnswer, Inspection, RightAnswer } from '../inspection.ts';
import { exactOnlineCatalog } from './catalog.ts';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { exactOnlineEndpoints, fieldType } from './endpoints.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { queryAddress } from './query/address.ts';
import { splitFields } from './query/lines.ts';
import { findRecords } from './query/lookup.ts';
import { allRows, type Source } from './query/query.ts';
import { readWhole, type WireRow } from './rows.ts';

const NO_ONE = '00000000-0000-0000-0000-000000000000';

/** States of a division (EX-status-codes): only an active one takes changes. */
const STATUSES: Readonly<Record<number, string>> = { 0: 'inactive', 2: 'archived' };

/** Inspects Exact Online without changing it. Each service's description is read once. */
export function inspectExactOnline(options: ConnectionOptions): Inspection {
  const connection = connect(options);
  const source: Source = { connection, catalog: exactOnlineCatalog };
  const { division } = options;
  const descriptions = new Map<string, Promise<Metadata | null>>();

  const metadataOf = (service: string, signal: AbortSignal): Promise<Metadata | null> => {
    const path = `${service}/$metadata`;
    const known = descriptions.get(path);
    if (known !== undefined) return known;
    const asked = connection.readText(path, `${connection.base}${path}`, 'application/xml', signal).then(
      (text) => readMetadata(text),
      (error: unknown) => {
        if (isRefusal(error)) return null;
        throw error;
      },
    );
    descriptions.set(path, asked);
    return asked;
  };

  return {
    system: 'exact-online',

    async signIn(signal) {
      // The only address without a division: it is not counted and works for every user (EX-current-me).
      const address = `${options.url.replace(/\/+$/, '')}/api/v1/current/Me?$select=UserID`;
      await connection.read('current/Me', address, signal);
    },

    async administration(signal) {
      const path = 'system/Divisions';
      const query = { select: ['Code', 'Status', 'BlockingStatus'], filter: `Code eq ${division}` };
      const [row] = await allRows(source, path, query, signal);
      return row === undefined ? notShown(division) : divisionAnswer(division, row);
    },

    async may(action, resource, signal) {
      const query = `endpoint=${quoted(resource)}&action=${quoted(action)}`;
      const address = `${connection.base}users/UserHasRights?${query}`;
      const { rows } = await connection.read('users/UserHasRights', address, signal);
      if (!saysYes(rows[0])) return refused(`The user may not ${VERBS[action]} ${resource}.`);
      return action === 'GET' ? probe(source, resource, signal) : { answer: 'yes' };
    },

    async describe(resource, signal): Promise<DescriptionAnswer> {
      const service = resource.split('/').slice(0, -1).join('/');
      const document = `${service}/$metadata`;
      const metadata = await metadataOf(service, signal);
      if (metadata === null || metadata.size === 0) return { kind: 'no-description', document };
      // A resource that the client composes is described by its parts.
      const described = exactOnlineCatalog.resources.get(resource)?.describedBy ?? [resource];
      const sets = described.map((name) => metadata.get(name.split('/').at(-1) ?? ''));
      if (sets.includes(undefined)) return { kind: 'missing', document, resources: [...metadata.keys()] };
      const properties = new Map(sets.flatMap((set) => [...(set ?? [])]));
      const fields = [...properties].map(([name, type]) => {
        const property = { type, filterable: null };
        return [name, { type: fieldType(property), isWritable: true }] as const;
      });
      return { kind: 'described', document, fields: new Map(fields) };
    },

    feeds: fieldsOfFeeds,

    count: (request, signal) => countRecords(connection, request, signal),
  };
}

async function countRecords(
  { base, read }: Connection,
  { resource, from }: CountRequest,
  signal: AbortSignal,
): Promise<number | null> {
  const spec = exactOnlineCatalog.resources.get(resource);
  if (spec === undefined || !exactOnlineEndpoints.has(resource)) return null;
  // Documents of which no date of their own decides are read by their last change.
  const { documentDate = 'Modified' } = spec;
  const isDated = from !== null && spec.fields[documentDate] !== undefined;
  const since = isDated ? [`${documentDate} ge datetime'${from}T00:00:00'`] : [];
  const filter = [...since, ...(TAKEN[resource] ?? [])].join(' and ');
  const query = { select: [spec.key], ...(filter === '' ? {} : { filter }) };
  const { count } = await read(resource, `${queryAddress(base, resource, query)}&$inlinecount=allpages&$top=1`, signal);
  return count;
}

/** What the shipped flows of a resource take, if it also holds other records. A flow of your own may take more. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  'crm/Accounts': ["Status eq 'C'"],
  'logistics/Items': ['IsSalesItem eq true'],
};

/** The addresses from which a feed is read, each with those of its fields that a reader of these fields needs. */
function fieldsOfFeeds(resource: string, fields: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const spec = exactOnlineCatalog.resources.get(resource);
  if (spec?.feed === undefined || spec.feed.kind === 'list') return new Map();
  const known = (endpoint: string, names: readonly string[]): readonly [string, readonly string[]] => {
    const properties = exactOnlineEndpoints.get(endpoint)?.properties ?? {};
    return [endpoint, names.filter((name) => properties[name] !== undefined)];
  };
  const { feed } = spec;
  switch (feed.kind) {
    case 'timestamp':
      return new Map([known(feed.endpoint, splitFields(spec, fields).own)]);
    case 'headers-and-lines':
      return new Map([known(feed.headers, [feed.documentKey]), known(feed.lines, [feed.documentKey])]);
    case 'flattened':
      return new Map([known(feed.endpoint, [spec.key])]);
    case 'modified':
      return new Map();
  }
}

const VERBS = { GET: 'read', POST: 'create', PUT: 'change' } as const;

/** A refusal of this address, not an error on the way to it. */
const isRefusal = (error: unknown): error is AccessError =>
  error instanceof AccessError && (error.code === 'FORBIDDEN' || error.code === 'READ_REFUSED');

/** A text literal in an address; the slash stays, as in the vendor's sample (EX-rights). */
const quoted = (text: string): string => `%27${encodeURIComponent(text.toWellFormed()).replaceAll('%2F', '/')}%27`;

/** The form of the answer is not documented, so we take its first flag. */
function saysYes(row: WireRow | undefined): boolean {
  const flag = Object.values(row ?? {}).find((value) => /^(true|false)$/i.test(String(value)));
  return String(flag).toLowerCase() === 'true';
}

function refused(why: string): RightAnswer {
  return {
    answer: 'no',
    why,
    fix: 'Give the user this right in Exact Online, and the app its scope in the App Centre; then authorise again.',
  };
}

/** Whether the app has the right as well as the user: reading a record that cannot exist gives 403 without licence or scope (EX-rights). */
async function probe(source: Source, resource: string, signal: AbortSignal): Promise<RightAnswer> {
  const spec = exactOnlineCatalog.resources.get(resource);
  if (spec?.fields[spec.key]?.type !== 'id' || !exactOnlineEndpoints.has(resource)) return { answer: 'yes' };
  try {
    await findRecords(source, { resource, field: spec.key, values: [NO_ONE], fields: [], signal });
  } catch (error) {
    if (error instanceof AccessError && error.code === 'FORBIDDEN') return refused(error.message);
    if (!isRefusal(error)) throw error;
  }
  return { answer: 'yes' };
}

function notShown(division: string): AdministrationAnswer {
  const says = `Exact Online answers for division ${division}, but does not show this user its state.`;
  return { usable: null, says };
}

function divisionAnswer(division: string, row: WireRow): AdministrationAnswer {
  const spec = exactOnlineCatalog.resources.get('system/Divisions');
  const { Status, BlockingStatus } = spec === undefined ? {} : readWhole(row, spec);
  const status = typeof Status === 'number' ? STATUSES[Status] : undefined;
  if (status !== undefined) {
    const fix = 'Activate it in Exact Online, or set exact-online-division to the right number.';
    return { usable: false, says: `Division ${division} is ${status} in Exact Online.`, fix };
  }
  if (typeof BlockingStatus === 'number' && BlockingStatus !== 0) {
    const says = `Division ${division} is blocked in Exact Online: a backup, a conversion or a copy is under way.`;
    return { usable: false, says, fix: 'Wait until it is done, and run doctor again.' };
  }
  return { usable: true, says: `Division ${division} of Exact Online is active.` };
}
