import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { asperionNames } from '../../src/systems/asperion/names.ts';
import type { AsperionSwitches } from './switches.ts';

/** What an address under `/v1/` means. */
export interface RouteMatch {
  readonly resource: string;
  readonly id: string | null;
  /** The upload of a file to the record. */
  readonly isFile: boolean;
}

const resources = new Map<string, string>();
for (const name of asperionCatalog.resources.keys()) {
  if (name.includes('.')) continue;
  for (const path of asperionNames.paths[name] ?? [name]) resources.set(path.toLowerCase(), name);
}

/**
 * `/v1/{resource}`, `/v1/{resource}/{id}` or `/v1/{resource}/{id}/file`: case does not matter, a trailing slash is
 * allowed (AS-path-forms), and the orders answer to both spellings (AS-order-path) unless one is chosen. Null for any other address.
 */
export function routeOf(pathname: string, orderPath: AsperionSwitches['orderPath'] = 'both'): RouteMatch | null {
  const match = /^\/v1\/([^/]+)(?:\/([^/]+)(?:\/(file))?)?\/?$/i.exec(pathname);
  const path = match?.[1]?.toLowerCase() ?? '';
  const resource = resources.get(path);
  if (match === null || resource === undefined) return null;
  const isOrders = asperionNames.paths[resource] !== undefined;
  if (isOrders && orderPath !== 'both' && path !== orderPath.toLowerCase()) return null;
  return { resource, id: decoded(match[2]), isFile: match[3] !== undefined };
}

function decoded(part: string | undefined): string | null {
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
