import { adviceOn } from '../assumptions/assurance.ts';
import type { Premise } from '../assumptions/premises.ts';
import type { AssumptionResult } from '../state/assumptions.ts';
import { type SystemName, titleOf } from '../systems/registry.ts';
import { error, type Finding, notChecked, ok, thrownFindings, warning } from './finding.ts';
import { closed } from './systems.ts';

const CHECK = 'assumptions';

/** A premise and its test result. */
export interface TestedPremise {
  readonly premise: Premise;
  readonly result: AssumptionResult;
}

/** What was tested, and what could not be. */
export interface AssumptionsChecked {
  readonly findings: readonly Finding[];
  readonly tested: readonly TestedPremise[];
}

/**
 * Tests every premise of the systems that are open; of one that was entered and shows no administration, those that a run tests: one of them
 * may be why.
 */
export async function checkAssumptions(
  premises: readonly Premise[],
  test: (premise: Premise) => Promise<AssumptionResult | null>,
  entered: ReadonlySet<SystemName>,
  open: ReadonlySet<SystemName>,
): Promise<AssumptionsChecked> {
  const findings: Finding[] = [];
  const tested: TestedPremise[] = [];
  for (const system of new Set(premises.map((premise) => premise.system))) {
    const own = premises.filter((premise) => premise.system === system);
    const due = open.has(system)
      ? own
      : own.filter(({ assumption }) => assumption.tested === 'run' && entered.has(system));
    const done: TestedPremise[] = [];
    try {
      for (const premise of due) {
        const result = await test(premise);
        if (result !== null) done.push({ premise, result });
      }
    } catch (thrown) {
      const because = thrownFindings(CHECK, thrown, 'not-checked');
      findings.push(...because.map(({ says }) => notChecked(CHECK, says)));
    }
    findings.push(...findingsOf(done));
    if (!open.has(system)) findings.push(closed(CHECK, system));
    tested.push(...done);
  }
  return { findings, tested };
}

/** One line for each assumption that holds, one for each contradiction, one for the untested. Pure. */
export function findingsOf(tested: readonly TestedPremise[]): readonly Finding[] {
  const byAssumption = Map.groupBy(tested, ({ premise }) => premise.assumption);
  return [...byAssumption].flatMap(([{ says, weight }, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const title = titleOf(first.premise.system);
    const of = (result: AssumptionResult['result']) => own.filter((one) => one.result.result === result);
    const [confirmed, open] = [of('confirmed'), of('untestable')];
    return [
      ...of('contradicted').map(({ premise, result }) => contradiction(premise, result, weight)),
      ...(confirmed.length === 0 ? [] : [ok(CHECK, `${title}: ${says}${subjectsOf(confirmed)}`)]),
      ...(open.length === 0 ? [] : [notChecked(CHECK, `${title}: ${says} ${reasonsOf(open)}`)]),
    ];
  });
}

function contradiction({ system }: Premise, result: AssumptionResult, weight: 'stops' | 'costs'): Finding {
  const says = `${titleOf(system)}: ${result.says}`;
  if (weight === 'stops') return error(CHECK, says, adviceOn(result));
  const { line } = result;
  const fix = line === null ? 'Nothing: flows work, but need more calls.' : `Write \`${line}\` into settings.yml.`;
  return warning(CHECK, says, fix);
}

/** How many fields of a resource are named; the rest are counted. */
const MOST_NAMED = 3;

/** ` Confirmed for debtors (21 fields), articles.articleNumber.`; empty for the system as a whole. */
function subjectsOf(tested: readonly TestedPremise[]): string {
  const subjects = tested.filter(({ premise }) => premise.subject.resource !== '');
  if (subjects.length === 0) return '';
  const byResource = Map.groupBy(subjects, ({ premise }) => premise.subject.resource);
  const named = [...byResource].map(([resource, own]) => {
    if (own[0]?.premise.assumption.per === 'resource') return resource;
    const fields = own.flatMap(({ premise }) => premise.subject.fields);
    return fields.length > MOST_NAMED ? `${resource} (${fields.length} fields)` : `${resource}.${fields.join(', ')}`;
  });
  return ` Confirmed for ${named.join('; ')}.`;
}

/** How many reasons are given. */
const MOST_REASONS = 4;

function reasonsOf(tested: readonly TestedPremise[]): string {
  const reasons = [...new Set(tested.map(({ result }) => result.says))];
  const more = reasons.length - MOST_REASONS;
  return [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`And ${more} more like this.`] : [])].join(' ');
}
