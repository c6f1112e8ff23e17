import fc from 'fast-check';
import { expect } from 'vitest';
import { Company } from '../../support/engine.ts';
import { account, accountId } from '../../support/samples.ts';
import { both } from './both-directions/both-directions.ts';

/** Both names of a field. */
const FIELDS = [
  ['Name', 'name'],
  ['City', 'city'],
  ['Email', 'emailAddress'],
] as const;

const CUSTOMERS = 3;

/** A person's edit on one of the sides, or a run, which may be lost after its last write. */
export type Happening =
  | {
      readonly edit: 'exact-online' | 'asperion';
      readonly customer: number;
      readonly field: number;
      readonly value: string;
    }
  | { readonly run: 'whole' | 'lost'; readonly hours: number };

const edit = fc.record({
  edit: fc.constantFrom('exact-online' as const, 'asperion' as const),
  customer: fc.nat(CUSTOMERS - 1),
  field: fc.nat(FIELDS.length - 1),
  value: fc.constantFrom('Kade', 'kade', 'Kroon'),
});
const run = (kinds: readonly ('whole' | 'lost')[]) =>
  fc.record({ run: fc.constantFrom(...kinds), hours: fc.constantFrom(1, 26) });

/** Days of edits and runs. */
export const days = (kinds: readonly ('whole' | 'lost')[]): fc.Arbitrary<Happening[]> =>
  fc.array(fc.oneof({ arbitrary: edit, weight: 3 }, { arbitrary: run(kinds), weight: 2 }), {
    minLength: 3,
    maxLength: 12,
  });

const text = (value: unknown): string => String(value ?? '');

const isSameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * Lets happenings pass over a company with flows in both directions, then runs until nothing is left to do. Both sides
 * must be equal, without doubles, and later runs write nothing. With whole runs only, each field must hold the value of the side
 * that edited it since the run before; of both, that of the flow which runs first.
 */
export async function livesThrough(happenings: readonly Happening[]): Promise<void> {
  const flows = both();
  const numbers = Array.from({ length: CUSTOMERS }, (_, index) => index + 1);
  await using company = await Company.open({ exactOnline: { Accounts: numbers.map((number) => account(number)) } });
  const { exactOnline, asperion } = company;
  const debtorOf = (number: number) =>
    asperion.rows('debtors').find((row) => row.characteristic5 === `EO-${20_000 + number}`) ?? {};
  const accountOf = (number: number) => exactOnline.rows('Accounts').find((row) => row.ID === accountId(number)) ?? {};
  const held = () =>
    numbers.flatMap((number) =>
      FIELDS.map(([there, here]) => [text(accountOf(number)[there]), text(debtorOf(number)[here])] as const),
    );
  await company.run(flows);
  await company.run(flows);
  let synced = held();
  let isExact = true;
  /** The flow from Asperion runs first: what changed there stands, and what did not is left in Exact Online letter by letter. */
  const expected = () =>
    held().map(([there, here], position) => {
      const [thereBefore, hereBefore] = synced[position] ?? ['', ''];
      // An e-mail address in other letters is the same one: it does not stand against another one.
      const isEmail = FIELDS[position % FIELDS.length]?.[0] === 'Email';
      const isOther = isEmail && there !== thereBefore ? !isSameAddress(here, hereBefore) : here !== hereBefore;
      return isOther ? here : there;
    });
  const check = (accounts: readonly string[]): void => {
    synced = held();
    expect(synced.map(([there]) => there.toLowerCase())).toEqual(synced.map(([, here]) => here.toLowerCase()));
    if (isExact) expect(synced.map(([there]) => there)).toEqual(accounts);
  };
  for (const happening of happenings) {
    if ('edit' in happening) {
      const { field, customer, value } = happening;
      const [there, here] = FIELDS[field] ?? FIELDS[0];
      if (happening.edit === 'exact-online')
        exactOnline.update('Accounts', accountId(customer + 1), { [there]: value });
      else asperion.update('debtors', debtorOf(customer + 1).id ?? null, { [here]: value });
      continue;
    }
    company.wait(happening.hours);
    if (happening.run === 'lost') isExact = false;
    const accounts = expected();
    await company.run(flows, { isLost: happening.run === 'lost' });
    if (happening.run === 'whole') check(accounts);
  }
  const accounts = expected();
  for (let more = 0; more < 3; more++) {
    company.wait(26);
    await company.run(flows);
  }
  check(accounts);
  const writes = () =>
    [...exactOnline.requests, ...asperion.requests].filter(
      ({ method, path }) => method !== 'GET' && !/token/.test(path),
    ).length;
  const before = writes();
  company.wait(26);
  const outcome = await company.run(flows);
  expect(writes()).toBe(before);
  expect(Object.values(outcome).flatMap(({ letters, error }) => [...letters, error ?? []].flat())).toEqual([]);
  expect([exactOnline.rows('Accounts').length, asperion.rows('debtors').length]).toEqual([CUSTOMERS, CUSTOMERS]);
}
