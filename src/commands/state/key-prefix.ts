import type { Inputs } from '../../config/inputs.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { StateError } from '../../errors/errors.ts';
import type { Progress } from '../../state/progress.ts';

/**
 * Keeps in the progress which prefix its records are found by; one that was saved before knows none, and takes that of the settings. Returns whether it is
 * another one, as `accept-state` allows. Throws StateError
 * PREFIX_CHANGED if it was made with another one: documents would not be found under their new numbers, and be booked a second time.
 */
export function keepPrefix(
  progress: Progress,
  { externalKeys: { prefix } }: Settings,
  { acceptState }: Pick<Inputs, 'acceptState'>,
): boolean {
  const { keyPrefix = prefix } = progress;
  const isAnother = keyPrefix !== prefix;
  if (isAnother && acceptState === 'never') {
    const message = `What was synced is known by the prefix "${keyPrefix}", and settings.yml says "${prefix}" (externalKeys.prefix).`;
    const hint = `Set it back to "${keyPrefix}"; with another one, documents would be booked a second time. Before anything was booked, or once every delivered order is invoiced and nothing waits, it can be changed: set since to that day as well, and run once with accept-state: once.`;
    throw new StateError('PREFIX_CHANGED', message, { hint });
  }
  progress.keyPrefix = prefix;
  return isAnother;
}
