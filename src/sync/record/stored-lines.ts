import { type MoneyFields, moneyFieldNames, moneyFieldsOf } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import { holdsLines } from '../diff.ts';
import type { StepResult } from '../item.ts';
import { remember } from '../links/remember.ts';
import { linesOf } from '../money/money-lines.ts';
import type { StepContext, Task } from '../task.ts';
import { differs } from './record-errors.ts';

/** A document that was created. */
export interface Created {
  readonly task: Task;
  readonly made: StepResult;
}

/** One whose lines are stored otherwise than they were sent. */
interface Otherwise extends Created {
  readonly error: ReturnType<typeof differs>;
  /** What it holds. */
  readonly stored: RecordValues;
}

/** The field with the lines of a new document that is compared (`exists: verify`), if the answer to its create does not show them; null = it does. */
export function untoldLines(context: StepContext, sent: RecordValues, answer: RecordValues): string | null {
  const { policy } = context.step;
  const money = moneyOf(context);
  if (money === null || policy.kind !== 'document' || policy.exists !== 'verify') return null;
  return sent[money.lines] !== undefined && answer[money.lines] === undefined ? money.lines : null;
}

/**
 * Reads the lines of new documents, all together: a system may book a line under the VAT code, account or cost centre of its article or customer instead of the one
 * that was sent. Only those are compared, and only where they were sent. Returns what is stored otherwise; the lines of all others are settled.
 */
export async function settleLines(context: StepContext, created: readonly Created[]): Promise<readonly Otherwise[]> {
  const money = moneyOf(context);
  if (money === null || created.length === 0) return [];
  const { step, target, signal } = context;
  const { key, name: resource } = step.spec;
  const names = [...moneyFieldNames(money), ...money.costs];
  const fields = names.map((field) => `${money.lines}.${field}`);
  const values = created.map(({ made }) => made.target[key] ?? null);
  const found = await target.find({ resource, field: key, values, fields, signal });
  const byKey = new Map(found.map((record) => [String(record[key]), record]));
  return created.flatMap(({ task, made }) => {
    const actual = byKey.get(String(made.target[key])) ?? {};
    const [sent, held] = [linesOf(made.sent ?? {}, money.lines), linesOf(actual, money.lines)];
    // What is not shown yet proves nothing: it is compared when the document comes by.
    if (held.length < sent.length) return [];
    const form = (line: RecordValues): RecordValues => bookedAs(money, line);
    if (holdsLines(sent.map(form), held.map(form))) {
      remember(context, task, made.target, { settled: [money.lines] });
      return [];
    }
    const error = differs(context, task, [money.lines], { ...made.target, ...actual });
    return [{ task, made, error, stored: { ...made.sent, ...actual } }];
  });
}

const moneyOf = ({ step, target }: StepContext): MoneyFields | null => moneyFieldsOf(target.name, step.spec.name);

/** What of a line says where it is booked, as far as it is there: codes and ids without blanks and case. */
function bookedAs({ vatCode, account, costs }: MoneyFields, line: RecordValues): RecordValues {
  return Object.fromEntries(
    [vatCode, account, ...costs].flatMap((field) => {
      const value = String((field === null ? null : line[field]) ?? '').trim();
      return field === null || value === '' ? [] : [[field, value.toLowerCase()]];
    }),
  );
}
