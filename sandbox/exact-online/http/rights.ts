import type { Endpoint } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import type { Switches } from '../switches.ts';
import { Refusal } from './refusals.ts';

/** True when a list of entity names covers an endpoint, as itself or as a twin of the entity. */
export function denies(entities: readonly string[], endpoint: Endpoint): boolean {
  const { table, header } = sourceOf(endpoint);
  return entities.some((name) => name === endpoint.name || name === table || name === header);
}

/** Throws the 403 that user, administration, licence or scope of the app give (EX-error-body, EX-rights). */
export function refuseByRights(switches: Switches, endpoint: Endpoint, method: string): void {
  if (denies(switches.withoutLicence, endpoint)) throw new Refusal(403, 'Forbidden');
  if (denies(switches.outsideScope, endpoint)) {
    throw new Refusal(403, `Forbidden - Application Scope Violated. Cannot ${method === 'GET' ? 'read' : 'write'}`);
  }
  if (method !== 'GET' && denies(switches.withoutRights, endpoint)) throw new Refusal(403, 'Forbidden');
}

/** What `users/UserHasRights` says about an endpoint (EX-rights). */
export function mayCall(switches: Switches, endpoint: Endpoint, method: string): boolean {
  const denied = [...switches.withoutLicence, ...switches.outsideScope, ...switches.withoutRights];
  return endpoint.methods.includes(method) && !denies(denied, endpoint);
}
