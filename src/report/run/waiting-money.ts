import Big from 'big.js';
import type { FlowReport } from '../run-report.ts';
import type { Noun } from '../words/forms.ts';
import type { Words } from '../words/words.ts';
import { nounOf } from './record-words.ts';

/** What the documents of one kind come to that wait. */
interface Sum {
  readonly noun: Noun;
  documents: number;
  unknown: number;
  amount: Big;
}

/** What the documents come to that wait, in a sentence, by kind: the same sale may wait as an order and as its invoice. Nothing if none wait. */
export function waitingMoneyTexts(
  flows: readonly Pick<FlowReport, 'source' | 'waitingMoney'>[],
  words: Words,
): readonly string[] {
  const { told, sum, unknown: notKnown } = words.verdict.waitingMoney;
  const sums = sumsOf(flows, words);
  if (sums.length === 0) return [];
  const texts = sums.map(({ noun, documents, unknown, amount }) => {
    const counted = words.counted(documents, noun);
    if (unknown === documents) return notKnown(counted);
    return sum(words.money(amount.toFixed(2)), counted, unknown === 0 ? null : words.amount(String(unknown)));
  });
  const isKnown = sums.some(({ documents, unknown }) => documents > unknown);
  const several = flows.filter(({ waitingMoney }) => waitingMoney !== undefined).length > 1;
  return [told(words.list(texts), isKnown, several)];
}

function sumsOf(flows: Parameters<typeof waitingMoneyTexts>[0], words: Words): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const { source, waitingMoney } of flows) {
    if (waitingMoney === undefined) continue;
    const noun = nounOf(source, words);
    const sum = sums.get(noun[0]) ?? { noun, documents: 0, unknown: 0, amount: new Big(0) };
    sum.documents += waitingMoney.documents;
    sum.unknown += waitingMoney.unknown;
    sum.amount = sum.amount.plus(waitingMoney.amount);
    sums.set(noun[0], sum);
  }
  return [...sums.values()];
}
