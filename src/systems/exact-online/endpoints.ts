import { readFileSync } from 'node:fs';
import type { FieldType } from '../catalog.ts';

/** A property as the reference pages list it. */
export interface Property {
  /** `Edm.Guid`, `Edm.String`, `Collection(SalesOrderLines)`; null if no page says. */
  readonly type: string | null;
  /** Null = no official list of filters exists for this page. */
  readonly filterable: boolean | null;
  /** Letters R (GET), C (POST), U (PUT); missing = unknown. */
  readonly access?: string;
  readonly description?: string;
}

/** One address of the API and what it offers. */
export interface Endpoint {
  /** The address after the division: `crm/Accounts`, `sync/CRM/Accounts`. */
  readonly path: string;
  readonly methods: readonly string[];
  readonly kind: 'resource' | 'sync' | 'bulk' | 'function' | 'action';
  /** Rows per page: 60 for plain resources, 1,000 for bulk and sync (EX-paging). */
  readonly pageSize: number | null;
  readonly keys: readonly string[];
  readonly mandatoryOnCreate: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
  /** The properties that hold records of another resource: the name of that resource in its service, by theirs. */
  readonly collections: Readonly<Record<string, string>>;
}

/** The part of an address before the division. */
const DIVISION_PREFIX = '/api/v1/{division}/';

/**
 * Every endpoint below a division by its address after it. The old `sync/SalesOrder/SalesOrders` is left out: it is
 * being removed (EX-document-feeds).
 */
export const exactOnlineEndpoints: ReadonlyMap<string, Endpoint> = new Map(
  readFileSync(new URL('./entities.json', import.meta.url), 'utf8')
    .split('\n "')
    .flatMap(endpointIn)
    .filter(({ path }) => path !== 'sync/SalesOrder/SalesOrders')
    .map((endpoint) => [endpoint.path, endpoint]),
);

/** The line of a property that holds records. */
const COLLECTION = /^ *"(\w+)":\{"type":"Collection\((\w+)\)"/gm;

/**
 * An endpoint as it stands in `entities.json`: a line with what concerns it as a whole, then a line for each of its properties. These are read
 * when someone asks, because there are thousands, and a run looks at a few. Every run asks all endpoints for their collections, so those are taken from the text.
 */
function endpointIn(lines: string): Endpoint[] {
  const end = lines.indexOf('\n');
  if (end < 0) return [];
  const whole = JSON.parse(`${lines.slice(lines.indexOf('{'), end)}}}`) as Endpoint;
  if (!whole.path.startsWith(DIVISION_PREFIX)) return [];
  let properties: Endpoint['properties'] | undefined;
  return [
    {
      ...whole,
      path: whole.path.slice(DIVISION_PREFIX.length),
      get properties() {
        properties ??= JSON.parse(`{${lines.slice(end, lines.lastIndexOf('\n }}'))}}`) as Endpoint['properties'];
        return properties;
      },
      get collections() {
        return Object.fromEntries([...lines.matchAll(COLLECTION)].map(([, name, element]) => [name, element]));
      },
    },
  ];
}

/** The sync and bulk addresses of a resource, where they exist. */
export interface Twins {
  readonly sync?: string;
  readonly bulk?: string;
}

/** Sync addresses whose service is named differently from the plain resource's (EX-catalog). */
const RENAMED: Readonly<Record<string, string>> = {
  'financialtransaction/TransactionLines': 'Financial/TransactionLines',
  'salesorder/SalesOrders': 'SalesOrder/SalesOrderHeaders',
};

const VARIANTS: ReadonlyMap<string, Readonly<Record<'sync' | 'bulk', string>>> = variantsBySimplePath();

/** The sync and bulk twins of a plain resource such as `crm/Accounts`. */
export function twins(resource: string): Twins {
  const sync = exactOnlineEndpoints.get(`sync/${RENAMED[resource] ?? ''}`)?.path ?? VARIANTS.get(resource)?.sync;
  const bulk = VARIANTS.get(resource)?.bulk;
  return { ...(sync === undefined ? {} : { sync }), ...(bulk === undefined ? {} : { bulk }) };
}

/** The name of the plain resource of a sync or bulk address, even if there is none: `sync/CRM/Accounts` → `crm/Accounts`. */
export function simplePath(path: string): string {
  const [, service = '', name = ''] = path.split('/');
  return `${service.toLowerCase()}/${name}`;
}

function variantsBySimplePath(): ReadonlyMap<string, Readonly<Record<'sync' | 'bulk', string>>> {
  const variants = new Map<string, Record<'sync' | 'bulk', string>>();
  for (const { kind, path } of exactOnlineEndpoints.values()) {
    if ((kind !== 'sync' && kind !== 'bulk') || path.split('/').length !== 3) continue;
    const known = variants.get(simplePath(path)) ?? ({} as Record<'sync' | 'bulk', string>);
    known[kind] = path;
    variants.set(simplePath(path), known);
  }
  return variants;
}

/** How a property's values are held after reading. A byte flag stays a whole number, as the API has it (EX-byte-flags). */
export function fieldType(property: Property): FieldType {
  const type = property.type ?? 'Edm.String';
  if (type.startsWith('Collection')) return 'lines';
  switch (type) {
    case 'Edm.Guid':
      return 'id';
    case 'Edm.Byte':
    case 'Edm.Int16':
    case 'Edm.Int32':
    case 'Edm.Int64':
      return 'integer';
    case 'Edm.Double':
      return 'decimal';
    case 'Edm.Boolean':
      return 'boolean';
    case 'Edm.DateTime':
      return 'date';
    case 'Edm.Binary':
      return 'binary';
    default:
      return 'text';
  }
}
