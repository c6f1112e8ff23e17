import { ConfigError } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { catalogsOfSystems, titleOf } from '../../systems/registry.ts';
import { haveSameWord, writesDocuments } from './booked-twice.ts';
import type { Program } from './program.ts';

/**
 * The error of flows that run and whose documents go both ways, if numbers have no prefix: once the links are lost, nothing tells which documents
 * came from the other system, so they would go back as new ones. Pure.
 */
export function emptyPrefix(programs: readonly Program[]): readonly ConfigError[] {
  const flows = programs.filter(
    ({ keyPrefix, steps }) => keyPrefix === '' && steps.some(({ policy }) => policy.kind === 'document'),
  );
  for (const [position, program] of flows.entries()) {
    const before = flows
      .slice(0, position)
      .find(({ source, target }) => source.system === program.target.system && target.system === program.source.system);
    if (before === undefined) continue;
    const { file, line } = before.at;
    const there = titleOf(program.target.system);
    const message = `The flow ${program.name} takes documents to ${there}, ${before.name} (${file}:${line}) takes them the other way, and their numbers have no prefix: once links are lost, nothing tells that a document came from ${there}.`;
    const hint = `Set a prefix under "values" in settings.yml before the first sync, such as EO-, or turn one of the two off (take it out of "flows").`;
    return [new ConfigError('BOOKED_TWICE', message, { at: program.at, hint })];
  }
  return [];
}

/**
 * Errors for flows that run and whose documents would come back as something else: a sales invoice that one makes is printed and then a sales entry
 * as well, which the other reads. A link knows the invoice, and not its entry. Pure.
 */
export function comesBack(programs: readonly Program[]): readonly ConfigError[] {
  const flows = programs.filter(writesDocuments);
  return flows.flatMap((program) =>
    flows.flatMap((back) => {
      const made = madeAndRead(program, back);
      if (made === null) return [];
      const { file, line } = program.at;
      const there = titleOf(program.target.system);
      const message = `The flow ${program.name} (${file}:${line}) makes ${made} in ${there}, which become ${back.source.spec.name} there: ${back.name} would book those in ${titleOf(back.target.system)} again.`;
      const hint = 'Turn one of the two off (take it out of "flows").';
      return [new ConfigError('BOOKED_TWICE', message, { at: back.at, hint })];
    }),
  );
}

/** The resource that the first makes in the system that the second reads, in another resource that has its records as well; null = there is none. */
function madeAndRead({ source, target, steps }: Program, back: Program): string | null {
  if (back.source.system !== target.system || back.target.system !== source.system) return null;
  const also = back.source.spec.alsoBooks ?? [];
  // An order comes back as what it is invoiced by, which is no copy.
  const made = steps.find(
    ({ policy, spec }) => policy.kind === 'document' && !spec.isOrder && also.includes(spec.name),
  );
  return made?.spec.name ?? null;
}

/**
 * Errors for flows that run, of which one makes orders that are invoiced in the target, and another books there what the source has invoiced: no number
 * shows that an invoice is of such an order, so its sale would be there twice. Whoever keeps them apart says so by `disjoint`. Pure.
 */
export function invoicedTwice(programs: readonly Program[]): readonly ConfigError[] {
  const flows = programs.filter(writesDocuments);
  return flows.flatMap((orders) => {
    const made = orders.steps.find(({ policy, spec }) => policy.kind === 'document' && isInvoiced(orders.target, spec));
    if (made === undefined) return [];
    return flows
      .filter((sales) => sales.source.system === orders.source.system && sales.target.system === orders.target.system)
      .filter((sales) => booksInvoices(sales) && !haveSameWord(orders, sales))
      .map((sales) => {
        const { file, line } = orders.at;
        const there = titleOf(orders.target.system);
        const message = `The flow ${orders.name} (${file}:${line}) makes ${made.spec.name} in ${there}, where they are invoiced, and ${sales.name} books ${sales.source.spec.name} there: no number shows that one of those is of such an order, so its sale would be booked twice.`;
        const hint =
          'Turn one of the two off (take it out of "flows"). If no sale is in both, or nobody invoices those orders there, write "disjoint: WORD" with the same word in both.';
        return new ConfigError('BOOKED_TWICE', message, { at: sales.at, hint });
      });
  });
}

/** True for orders of which a system makes invoices. */
const isInvoiced = ({ system }: Program['target'], { isOrder, name }: ResourceSpec): boolean =>
  isOrder === true &&
  [...catalogsOfSystems()[system].resources.values()].some(({ alsoBooks }) => alsoBooks?.includes(name));

const booksInvoices = ({ source, steps }: Program): boolean =>
  source.spec.isOrder !== true && steps.some(({ policy, spec }) => policy.kind === 'document' && spec.isOrder !== true);

/**
 * Errors for flows that run, of which one counts stock in the system whose orders the other makes in the system of the stock: goods that left the one stay in stock in the
 * other until its order is delivered, so the count brings them back. Whoever delivers both together says so by `disjoint`. Pure.
 */
export function countedBack(programs: readonly Program[]): readonly ConfigError[] {
  return programs.filter(counts).flatMap((stock) => {
    const [there, here] = [titleOf(stock.target.system), titleOf(stock.source.system)];
    const makes = ({ source, target, steps }: Program): boolean =>
      source.system === stock.target.system &&
      target.system === stock.source.system &&
      steps.some(({ policy, spec }) => policy.kind === 'document' && spec.isOrder === true);
    return programs
      .filter((orders) => makes(orders) && writesDocuments(orders) && !haveSameWord(orders, stock))
      .map((orders) => {
        const { file, line } = orders.at;
        const message = `The flow ${orders.name} (${file}:${line}) makes orders in ${here}, and ${stock.name} counts its stock in ${there}: what ${there} has delivered is in stock in ${here} until its order is delivered there too, and would be counted back.`;
        const hint =
          'Turn one of the two off (take it out of "flows"). If those orders are always delivered before stock is counted, write "disjoint: WORD" with the same word in both.';
        return new ConfigError('BOOKED_TWICE', message, { at: stock.at, hint });
      });
  });
}

/** True for a flow whose changes move stock. */
const counts = ({ purpose, steps }: Program): boolean =>
  purpose === 'sync' && steps.some(({ spec }) => spec.moves === true);
