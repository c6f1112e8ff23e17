import { smallWorld } from '../month/world.ts';
import { Company } from '../sandbox-week/company.ts';

const FLOWS = ['customers.exact-online-to-asperion'];
/** Calls and looks at the cache of a first run of these customers. */
const MOMENTS = 30;

/**
 * Another run begins and ends while one is under way, at each of its calls and looks at the cache in turn: one that has looked for its records and
 * not written yet must notice. What went wrong, in words.
 */
export async function meetOtherRun(): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let moment = 1; moment <= MOMENTS; moment += 1) {
    await using company = await Company.open(Date.UTC(2026, 2, 2, 9), smallWorld());
    let seen = 0;
    const onTheWay = async (when: 'before' | 'after') => {
      if (when === 'before') seen += 1;
      if (when === 'before' && seen === moment) await company.attempt({ flows: FLOWS });
      return 'on' as const;
    };
    await company.attempt({ flows: FLOWS, onTheWay });
    const numbers = company.asperion.rows('debtors').map(({ vatNumber }) => vatNumber);
    const doubled = numbers.length - new Set(numbers).size;
    if (doubled > 0) problems.push(`beside moment ${moment}: ${doubled} debtors are there twice`);
  }
  return problems;
}

if (import.meta.main) {
  const problems = await meetOtherRun();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
