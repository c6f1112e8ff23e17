import { AccessError } from '../../errors/errors.ts';
import { inDutch } from '../../http/dutch-time.ts';
import { parseJsonExact } from '../../http/json.ts';
import type { AdministrationAnswer, Inspection, RightAnswer } from '../inspection.ts';
import { asperionCatalog } from './catalog.ts';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { equalsFilter, type Filters, sinceFilter } from './listing.ts';
import { asperionNames } from './names.ts';
import { isObject, readCount } from './rows.ts';
import { readSwagger, type Swagger } from './swagger.ts';

/** Where the API describes itself (inferred from the address of its Swagger page, AS-swagger). */
const DESCRIPTION = 'swagger/v1/swagger.json';

/** A small list that every package has: reading it shows whether the tenant header works. */
const EVERYBODYS = 'paymentconditions';

/** The number of the first page is tested elsewhere, so this page is asked for without a number. */
const FIRST: Filters = { [asperionNames.query.pageSize]: '1' };

/** Inspects Asperion without changing it. Its own description is read once. */
export function inspectAsperion(options: ConnectionOptions & { readonly clock: () => number }): Inspection {
  const { tenant } = options;
  const connection = connect(options);
  /** Empty = not known. */
  let administrations: readonly string[] = [];
  let description: Promise<Swagger | null> | undefined;

  const readFirst = (resource: string, filters: Filters, signal: AbortSignal) =>
    connection.read(resource, { ...filters, ...FIRST }, signal);

  return {
    system: 'asperion',

    async signIn(signal) {
      const { _data, _meta } = await connection.read(asperionNames.withoutTenant, {}, signal);
      const rows = Array.isArray(_data) ? _data.filter(isObject) : [];
      // If the list has more pages, we cannot tell what is missing.
      const goesOn = isObject(_meta) && typeof _meta.nextPage === 'string' && _meta.nextPage !== '';
      administrations = goesOn ? [] : rows.map((row) => String(row.id));
    },

    async administration(signal) {
      if (administrations.length > 0 && !administrations.includes(tenant)) return notAmong(administrations, tenant);
      await readFirst(EVERYBODYS, {}, signal);
      return { usable: true, says: `Administration ${tenant} of Asperion answers.` };
    },

    async may(action, resource, signal): Promise<RightAnswer> {
      if (action !== 'GET') return { answer: 'unknown' };
      try {
        await readFirst(resource, requiredFilters(connection, resource, inDutch(options.clock()).year), signal);
        return { answer: 'yes' };
      } catch (error) {
        return refusedRight(error);
      }
    },

    async describe(resource, signal) {
      description ??= readDescription(options, signal);
      const swagger = await description;
      if (swagger === null) return { kind: 'no-description', document: DESCRIPTION };
      const [name = '', collection = null] = resource.split('.');
      const fields = swagger.fieldsOf(connection.pathOf(name), collection);
      if (fields === null) return { kind: 'missing', document: DESCRIPTION, resources: swagger.paths };
      return { kind: 'described', document: DESCRIPTION, fields };
    },

    feeds: () => new Map(),

    async count({ resource, from }, signal) {
      const spec = asperionCatalog.resources.get(resource);
      if (spec === undefined || asperionNames.requiredFilters[resource] !== undefined) return null;
      const { documentDate } = spec;
      const filters = from === null || documentDate === undefined ? {} : sinceFilter(documentDate, from);
      const { _meta } = await readFirst(resource, filters, signal);
      return options.settings.totalCount === 'list' && isObject(_meta) ? readCount(_meta.totalCount) : null;
    },
  };
}

/** The answer about an administration that the user does not have. */
function notAmong(administrations: readonly string[], tenant: string): AdministrationAnswer {
  const shown = administrations.slice(0, 10).join(', ');
  return {
    usable: false,
    says: `The user has no administration ${tenant} in Asperion; it has: ${shown}${administrations.length > 10 ? ', …' : ''}.`,
    fix: 'Set asperion-tenant to one of these, or give the user access to it.',
  };
}

/** The answer about a right that was refused. Throws any other error. */
function refusedRight(error: unknown): RightAnswer {
  if (!(error instanceof AccessError) || !['FORBIDDEN', 'READ_REFUSED'].includes(error.code)) throw error;
  return { answer: 'no', why: error.message, fix: error.hint ?? 'Give the user the right to it in Asperion.' };
}

/** The filter that a list requires: its book year. */
function requiredFilters(connection: Connection, resource: string, year: number): Filters {
  const fields = asperionNames.requiredFilters[resource] ?? [];
  const spec = asperionCatalog.resources.get(resource);
  return Object.assign(
    {},
    ...fields.map((field) => {
      const fieldSpec = spec?.fields[field];
      return fieldSpec === undefined ? {} : equalsFilter(connection, field, fieldSpec, year);
    }),
  );
}

/** A public description needs no login, so the token is not sent. */
async function readDescription({ url, transport }: ConnectionOptions, signal: AbortSignal): Promise<Swagger | null> {
  const answer = await transport.send({
    system: 'asperion',
    method: 'GET',
    url: `${url.replace(/\/+$/, '')}/${DESCRIPTION}`,
    resource: DESCRIPTION,
    headers: { Accept: 'application/json' },
    kind: 'read',
    signal,
  });
  return answer.status === 200 ? readSwagger(parseJsonExact(answer.text)) : null;
}
