import type { Progress } from '../state/progress.ts';
import type { NameAccount } from '../sync/money/money-lines.ts';

/**
 * Names ledger accounts by their codes, from the reference lists that the run has read so far; an unknown id
 * stays as it is. `resource` null = what is sent is the code.
 */
export function accountNames({ lists }: Progress): (resource: string | null) => NameAccount {
  const known = new Map<string, string>();
  const search = (resource: string, id: string): string | undefined => {
    for (const [name, { values }] of Object.entries(lists)) {
      if (!name.startsWith(`${resource}|`)) continue;
      for (const [code, value] of Object.entries(values)) known.set(`${resource}|${value}`, code);
    }
    return known.get(`${resource}|${id}`);
  };
  return (resource) => (account) => {
    const id = String(account);
    return resource === null ? id : (known.get(`${resource}|${id}`) ?? search(resource, id) ?? id);
  };
}
