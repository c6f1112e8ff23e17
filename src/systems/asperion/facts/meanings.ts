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
      const rate = Number(entry.percentage ?? 0);
      const code = textOf(entry.countryCode);
      const country = code === '' || code === HOME ? null : code;
      return { ...idAndName(entry), rate, country, kind: country !== null ? 'oss' : rate > 0 ? 'domestic' : null };
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
  // A condition is a description without a number of days (AS-payment-conditions): the one in the text is taken if it is the only one.
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

function daysIn(description: string): number | null {
  const [, days, more] = /^\D*(\d+)\s*(?:dagen|dag|dgn|days)\b(\D*\d)?/i.exec(description) ?? [];
  return days === undefined || more !== undefined ? null : Number(days);
}

function journalOf(type: string): Journal {
  if (/^(sales|verkoop)/i.test(type)) return 'sales';
  return /^(memo|general)/i.test(type) ? 'memorial' : 'other';
}
