import type { RecordValues } from '../../../values.ts';
import { type Journal, type ListMeanings, type Meaning, named, textOf } from '../../meaning.ts';

/** The country of the administrations: its VAT codes are domestic. */
const HOME = 'NL';

/** The account numbers of revenue, by the usual Dutch chart of accounts (AS-ledger-accounts). */
const isRevenueNumber = (id: string): boolean => /^8\d{3,}$/.test(id);

/** What the entries of Asperion's lists mean (AS-reference-lists). */
export const meanings: ListMeanings = {
  vatcodes: {
    fields: ['id', 'description', 'percentage', 'countryCode'],
    read: (entry) => {
      // What the list does not tell is not 0 %.
      const rate = entry.percentage === null || entry.percentage === undefined ? undefined : Number(entry.percentage);
      const code = textOf(entry.countryCode);
      const country = code === '' || code === HOME ? null : code;
      return {
        ...idAndName(entry),
        ...(rate === undefined ? {} : { rate }),
        country,
        kind: country !== null ? 'oss' : (rate ?? 0) > 0 ? 'domestic' : null,
      };
    },
  },
  ledgeraccounts: {
    fields: ['id', 'description', 'vatCode'],
    read: (entry) => ({
      ...idAndName(entry),
      isRevenue: isRevenueNumber(textOf(entry.id)),
      vatCode: textOf(entry.vatCode) || null,
    }),
  },
  // A condition is a description without a number of days (AS-payment-conditions): one in the text is taken if it says nothing else.
  paymentconditions: {
    fields: ['id', 'description'],
    read: (entry) => ({ ...idAndName(entry), days: daysIn(textOf(entry.description)) }),
  },
  journals: {
    fields: ['id', 'description', 'type'],
    read: (entry) => ({ ...idAndName(entry), journal: journalOf(textOf(entry.type)) }),
  },
  costcenters: {
    fields: ['id', 'description', 'conversionCode'],
    read: (entry) => {
      const conversion = textOf(entry.conversionCode);
      return { ...idAndName(entry), aliases: conversion === '' ? [] : [conversion] };
    },
  },
  salestypes: {
    fields: ['id', 'description', 'vatCode'],
    read: (entry) => ({ ...idAndName(entry), vatCode: textOf(entry.vatCode) || null }),
  },
  paymentmethods: named('id', 'description'),
  debtorkinds: named('id', 'description'),
  articlecategories: named('id', 'description'),
  // There is no list of units: those that articles have are all that is known of them.
  articles: {
    fields: ['unit'],
    read: ({ unit }) => ({ code: textOf(unit), name: textOf(unit) }),
    isDistinct: true,
  },
};

const idAndName = (entry: RecordValues): Meaning => ({ code: textOf(entry.id), name: textOf(entry.description) });

/** Words beside a number of days that change nothing. */
const PLAIN_TERM = new Set(
  'netto net betaling betalen betaaltermijn betalingstermijn termijn te voldoen binnen na factuurdatum factuur payment due within after invoice date'.split(
    ' ',
  ),
);

/** 30 for "Betaling binnen 30 dagen"; null for what holds more, such as "30 dagen einde maand" or a discount. */
function daysIn(description: string): number | null {
  const [term, days] = /(\d+)\s*(?:dagen|dag|dgn|days?)\b/i.exec(description) ?? [];
  if (term === undefined) return null;
  const others = description
    .replace(term, ' ')
    .toLowerCase()
    .split(/[\s.,:()-]+/);
  return others.every((word) => word === '' || PLAIN_TERM.has(word)) ? Number(days) : null;
}

function journalOf(type: string): Journal {
  if (/^(sales|verkoop)/i.test(type)) return 'sales';
  return /^(memo|general)/i.test(type) ? 'memorial' : 'other';
}
