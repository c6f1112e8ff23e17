import { Company, compile } from '../support/engine.ts';
import { account, accountId, customers } from '../support/samples.ts';

const NUMBERS = [1, 2, 3];
const EMPTY = '{"_data":[],"_meta":{"totalCount":0,"pageCount":0,"nextPage":null}}';

/**
 * Three customers are debtors, and a run is lost after it wrote them: the next one must read each debtor before it writes. The list of
 * debtors then answers that there are none, and only their own addresses tell otherwise. What that run does wrong, in words.
 */
export async function meetEmptyList(): Promise<readonly string[]> {
  const flow = compile({ 'customers.yml': customers({}) });
  await using company = await Company.open({ exactOnline: { Accounts: NUMBERS.map((number) => account(number)) } });
  const move = (street: string): void => {
    for (const number of NUMBERS)
      company.exactOnline.update('Accounts', accountId(number), { AddressLine1: `${street} ${number}` });
  };
  await company.run(flow);
  move('Kade');
  await company.run(flow, { isLost: true });
  move('Gracht');
  company.asperion.faults.add({ act: 'replace', method: 'GET', path: /\/debtors$/, body: EMPTY, times: 99 });
  const { error = null, letters = [] } = (await company.run(flow)).customers ?? {};
  const held = company.asperion.rows('debtors').map(({ address }) => String(address));
  const wanted = NUMBERS.map((number) => `Gracht ${number}`);
  return [
    ...(error === null ? [] : [`it stops: ${error.code}`]),
    ...letters.map(({ reference, code }) => `${reference} waits: ${code}`),
    ...(held.join() === wanted.join() ? [] : [`the debtors are at ${held.join(', ')}`]),
  ];
}

if (import.meta.main) {
  const problems = await meetEmptyList();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
