import { ConfigError, RecordError } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { TargetRecords } from '../find/target-records.ts';
import { nameInPair } from '../links/pairs.ts';
import type { StepContext, Task } from '../task.ts';
import { writeUnclear } from '../write/unclear.ts';
import type { CreateRequest, UpdateRequest } from '../write/writer.ts';
import { createInOpenPeriod } from './closed-period.ts';
import { nameOfDocument } from './other-documents.ts';

/** Changes a record. A stock count makes a document each time, so it is sent once, as a create is. */
export function change(context: StepContext, request: UpdateRequest): Promise<RecordValues> {
  const { spec, key } = request;
  if (spec.moves !== true) return context.writer.update(request);
  return sendOnce(context, [nameOfCount(spec, key)], (unanswered) => context.writer.update({ ...request, unanswered }));
}

/** The name under which `Unanswered` knows a stock count: several flows, or steps, may count one position. */
export const nameOfCount = ({ name }: ResourceSpec, position: Value): string => nameInPair(name, String(position));

/**
 * Creates a record. A document also counts as sent under its number. One that is refused is looked for once more: a gateway that sends a call twice
 * answers with the refusal of the second, while the first was stored.
 */
export function createOnce(
  context: StepContext,
  targets: TargetRecords,
  task: Task,
  request: CreateRequest,
): ReturnType<typeof createInOpenPeriod> {
  const { pair, step } = context;
  const { subjectKey, values } = task;
  const number = nameOfDocument(context, values[step.match[0]?.[0] ?? '']);
  const names: [string, ...string[]] = [nameInPair(pair, subjectKey), ...(number === null ? [] : [number])];
  return sendOnce(context, names, async (unanswered) => {
    try {
      return await createInOpenPeriod(context, { ...request, unanswered });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      unanswered();
      await targets.lookAgain(task);
      throw error;
    }
  });
}

/** True if the target refused a record that was sent. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof RecordError && (error.code === 'DUPLICATE' || error.code === 'REFUSED');

/**
 * Sends something, unless an earlier try got no answer and may still arrive: this flow's last run, another flow, or an order may have needed the same
 * record. That it is not there by now does not prove that it never will be. The first of the names is the record's.
 */
async function sendOnce<T>(
  { unanswered }: StepContext,
  names: readonly [string, ...string[]],
  send: (noted: () => void) => Promise<T>,
): Promise<T> {
  if (unanswered.has(names[0])) throw writeUnclear();
  try {
    const sent = await send(() => unanswered.note(names));
    unanswered.forget(names);
    return sent;
  } catch (error) {
    // The system refused it, also where that stops the flow.
    if (error instanceof RecordError || error instanceof ConfigError) unanswered.forget(names);
    throw error;
  }
}
