import type { Administration } from './administration.ts';
import { readDraft } from './bodies.ts';
import { type Endpoint, endpointNamed, endpoints } from './catalog.ts';
import { headerOf, linesOf, masters } from './sources.ts';
import { settleSeededStock } from './stock.ts';
import { type Row, user } from './store.ts';
import { createRecord } from './writing.ts';

/** Records by entity, as plain objects with the API's field names. */
export type SeedRows = Readonly<Record<string, readonly object[]>>;

/** Settings before relations, relations before articles, documents and their lines last: so that defaults find them. */
function rank(entity: string): number {
  if (headerOf.has(entity)) return 4;
  if (!masters.has(entity) && entity in linesOf) return 3;
  if (entity === 'SalesItemPrices' || entity === 'ItemWarehouses') return 2;
  return entity === 'Items' || entity === 'Accounts' ? 1 : 0;
}

/** The catalog of a table: its plain resource, or the sync endpoint where there is no other (`PaymentTerms`). */
export function endpointOfTable(entity: string): Endpoint {
  const twin = [...endpoints.values()].find(({ kind, resource }) => kind === 'sync' && resource === entity);
  return endpoints.get(entity) ?? twin ?? endpointNamed(entity);
}

/** Stores one row as a person would enter it; throws for an unknown entity or property. */
export function insertRow(company: Administration, entity: string, row: object): Row {
  const draft = readDraft(endpointOfTable(entity), { ...row }, 'person');
  return createRecord(company, entity, draft, 'person');
}

/** Fills an empty store, adding the user and the division when the seed has none. */
export function seed(company: Administration, rows: SeedRows): void {
  for (const entity of Object.keys(rows).sort((left, right) => rank(left) - rank(right))) {
    for (const row of rows[entity] ?? []) insertRow(company, entity, row);
  }
  if (company.store.rows('Me').length === 0) insertRow(company, 'Me', defaultMe(company));
  if (company.store.rows('SystemDivisions').length === 0)
    insertRow(company, 'SystemDivisions', defaultDivision(company));
  settleSeededStock(company);
}

function defaultMe({ division }: Administration): object {
  return {
    UserID: user.id,
    UserName: 'sanne.deboer',
    FullName: user.name,
    FirstName: 'Sanne',
    LastName: 'de Boer',
    Email: 'sanne.deboer@example.com',
    CurrentDivision: division,
    AccountingDivision: division,
    LanguageCode: 'nl-NL',
    Legislation: 1,
  };
}

function defaultDivision({ division }: Administration): object {
  return {
    Code: division,
    Hid: 1,
    Description: 'Voorbeeldbedrijf B.V.',
    Country: 'NL',
    Currency: 'EUR',
    Status: 1,
    BlockingStatus: 0,
    IsMainDivision: true,
    Current: true,
  };
}
