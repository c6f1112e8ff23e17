import { parseLiterals } from '../reading/filter-syntax.ts';
import { type Endpoint, endpointAt, endpointNamed, endpoints, services } from '../records/catalog.ts';
import type { Stored } from '../records/values.ts';
import { Refusal, texts } from './refusals.ts';

/** What an address below `/api/v1/{division}/` points at. */
export type Route =
  | { readonly kind: 'metadata'; readonly service: string; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'list'; readonly endpoint: Endpoint; readonly isCount: boolean }
  | { readonly kind: 'row'; readonly endpoint: Endpoint; readonly key: Stored }
  | {
      readonly kind: 'lines';
      readonly endpoint: Endpoint;
      readonly key: Stored;
      readonly collection: string;
      readonly isCount: boolean;
    };

const RESOURCE = /^(\w+)(?:\((.+)\))?$/;

/**
 * Reads the part of a path after the division: `crm/Accounts(guid'…')/BankAccounts`. The service's case does not matter,
 * the resource's does. Throws a Refusal with 404 for what does not exist, 400 for a key that is not a literal.
 */
export function readRoute(path: string): Route {
  const segments = path.split('/').filter((segment) => segment !== '');
  for (let length = segments.length - 1; length >= 1; length -= 1) {
    const service = segments.slice(0, length).join('/').toLowerCase();
    if (!services.has(service)) continue;
    const route = readResource(service, segments.slice(length));
    if (route !== null) return route;
  }
  throw new Refusal(404, texts.notFound(segments.at(-1) ?? ''));
}

function readResource(service: string, [first = '', second, third, ...more]: readonly string[]): Route | null {
  if (first === '$metadata' && second === undefined) {
    const members = [...endpoints.values()].filter((endpoint) => endpoint.service === service);
    return { kind: 'metadata', service, endpoints: members };
  }
  const [, name = '', keyText] = RESOURCE.exec(first) ?? [];
  const endpoint = endpointAt(service, name);
  if (endpoint === undefined || more.length > 0) return null;
  if (keyText === undefined) {
    if (second === undefined) return { kind: 'list', endpoint, isCount: false };
    return second === '$count' && third === undefined ? { kind: 'list', endpoint, isCount: true } : null;
  }
  const [key = null] = parseLiterals(keyText);
  if (second === undefined) return { kind: 'row', endpoint, key };
  if (third !== undefined && third !== '$count') return null;
  return { kind: 'lines', endpoint, key, collection: second, isCount: third === '$count' };
}

/** The user's own row: the only address without a division (EX-current-me). */
export const meRoute: Route = { kind: 'list', endpoint: endpointNamed('Me'), isCount: false };
