import type { RecordNouns } from '../../for-people.ts';

/** What people call the records that flows read. */
export const nouns: RecordNouns = {
  debtors: { en: ['debtor', 'debtors'], nl: ['debiteur', 'debiteuren'] },
  articles: { en: ['article', 'articles'], nl: ['artikel', 'artikelen'] },
  salesinvoiceswithlines: { en: ['invoice', 'invoices'], nl: ['factuur', 'facturen'] },
  salesorderswithlines: { en: ['order', 'orders'], nl: ['order', 'orders'] },
  journalentrieswithlines: { en: ['journal entry', 'journal entries'], nl: ['boeking', 'boekingen'] },
  articlecategories: { en: ['article category', 'article categories'], nl: ['artikelgroep', 'artikelgroepen'] },
  costcenters: { en: ['cost centre', 'cost centres'], nl: ['kostenplaats', 'kostenplaatsen'] },
  costunits: { en: ['cost unit', 'cost units'], nl: ['kostendrager', 'kostendragers'] },
  debtorkinds: { en: ['debtor kind', 'debtor kinds'], nl: ['soort debiteuren', 'soorten debiteuren'] },
  journals: { en: ['journal', 'journals'], nl: ['dagboek', 'dagboeken'] },
  ledgeraccounts: { en: ['ledger account', 'ledger accounts'], nl: ['grootboekrekening', 'grootboekrekeningen'] },
  paymentconditions: {
    en: ['payment condition', 'payment conditions'],
    nl: ['betalingsconditie', 'betalingscondities'],
  },
  paymentmethods: { en: ['payment method', 'payment methods'], nl: ['betaalwijze', 'betaalwijzen'] },
  salestypes: { en: ['sales type', 'sales types'], nl: ['verkoopsoort', 'verkoopsoorten'] },
  vatcodes: { en: ['VAT code', 'VAT codes'], nl: ['btw-code', 'btw-codes'] },
};
