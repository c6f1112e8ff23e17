import type { RecordNouns } from '../../for-people.ts';

/** What people call the records that flows read. */
export const nouns: RecordNouns = {
  debtors: { en: ['debtor', 'debtors'], nl: ['debiteur', 'debiteuren'] },
  articles: { en: ['article', 'articles'], nl: ['artikel', 'artikelen'] },
  salesinvoiceswithlines: { en: ['invoice', 'invoices'], nl: ['factuur', 'facturen'] },
  salesorderswithlines: { en: ['order', 'orders'], nl: ['order', 'orders'] },
  journalentrieswithlines: { en: ['journal entry', 'journal entries'], nl: ['boeking', 'boekingen'] },
};
