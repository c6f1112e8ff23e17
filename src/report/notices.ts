import { REDATED } from '../sync/record/closed-period.ts';
import type { ToldNotice } from '../sync/result.ts';
import { list, type Page, section } from './page/page.ts';
import type { Words } from './words/words.ts';

/** References shown of one check; the report file has them all. */
const MOST_REFERENCES = 5;

/** Documents shown that moved from one day to another: each may need a correction of a VAT return. */
const MOST_MOVED = 100;

/** A flow with what its checks reported. */
export interface Told {
  readonly flow: string;
  readonly notices?: readonly ToldNotice[];
}

/** One line per check, of documents that moved one for each two days: how many records, and the first of them. */
export function noticesSection(flows: readonly Told[], words: Words): Page {
  const lines = flows.flatMap(({ flow, notices = [] }) =>
    noticeLines(notices, words).map((line) => [{ strong: flow }, `: ${line}`]),
  );
  return section(words.notices.title, list(lines, 'notice'));
}

/** `7 records (1, 2, 3, 4, 5 and 2 more): The customer has no VAT number.` */
function noticeLines(notices: readonly ToldNotice[], words: Words): readonly string[] {
  const groups = Map.groupBy(notices, ({ check, text }) => (check === REDATED ? `${check}\n${text}` : check));
  return [...groups.values()].map((own) => {
    const references = [...new Set(own.map(({ reference }) => reference))];
    const most = own[0]?.check === REDATED ? MOST_MOVED : MOST_REFERENCES;
    const shown = words.some(references.slice(0, most), references.length - most);
    const others = new Set(own.map(({ text }) => text)).size > 1 ? ' …' : '';
    return `${words.count(references.length, 'record')} (${shown}): ${words.said(own[0]?.text ?? '')}${others}`;
  });
}
