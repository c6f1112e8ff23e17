import type { RecordNouns } from '../../for-people.ts';

/** What people call the records that flows read. */
export const nouns: RecordNouns = {
  'crm/Accounts': { en: ['customer', 'customers'], nl: ['klant', 'klanten'] },
  'crm/Contacts': { en: ['contact', 'contacts'], nl: ['contactpersoon', 'contactpersonen'] },
  'crm/Addresses': { en: ['address', 'addresses'], nl: ['adres', 'adressen'] },
  'logistics/Items': { en: ['article', 'articles'], nl: ['artikel', 'artikelen'] },
  'logistics/SalesItemPrices': { en: ['price', 'prices'], nl: ['prijs', 'prijzen'] },
  'sales/SalesPriceListVolumeDiscounts': { en: ['price', 'prices'], nl: ['prijs', 'prijzen'] },
  'inventory/ItemWarehouses': { en: ['stock figure', 'stock figures'], nl: ['voorraadstand', 'voorraadstanden'] },
  'inventory/StockPositions': { en: ['stock figure', 'stock figures'], nl: ['voorraadstand', 'voorraadstanden'] },
  'salesorder/SalesOrders': { en: ['order', 'orders'], nl: ['order', 'orders'] },
  'salesorder/GoodsDeliveries': { en: ['delivery', 'deliveries'], nl: ['levering', 'leveringen'] },
  'salesinvoice/SalesInvoices': { en: ['invoice', 'invoices'], nl: ['factuur', 'facturen'] },
  'cashflow/PaymentTerms': { en: ['payment term', 'payment terms'], nl: ['betalingstermijn', 'betalingstermijnen'] },
  'salesentry/SalesEntries': { en: ['sales entry', 'sales entries'], nl: ['verkoopboeking', 'verkoopboekingen'] },
  'cashflow/PaymentConditions': {
    en: ['payment condition', 'payment conditions'],
    nl: ['betalingsconditie', 'betalingscondities'],
  },
  'crm/BankAccounts': { en: ['bank account', 'bank accounts'], nl: ['bankrekening', 'bankrekeningen'] },
  'financial/GLAccounts': {
    en: ['ledger account', 'ledger accounts'],
    nl: ['grootboekrekening', 'grootboekrekeningen'],
  },
  'financial/Journals': { en: ['journal', 'journals'], nl: ['dagboek', 'dagboeken'] },
  'general/Currencies': { en: ['currency', 'currencies'], nl: ['valuta', "valuta's"] },
  'inventory/StockCounts': { en: ['stock count', 'stock counts'], nl: ['voorraadtelling', 'voorraadtellingen'] },
  'inventory/Warehouses': { en: ['warehouse', 'warehouses'], nl: ['magazijn', 'magazijnen'] },
  'logistics/ItemGroups': { en: ['article group', 'article groups'], nl: ['artikelgroep', 'artikelgroepen'] },
  'logistics/Units': { en: ['unit', 'units'], nl: ['eenheid', 'eenheden'] },
  'sales/ShippingMethods': { en: ['shipping method', 'shipping methods'], nl: ['verzendwijze', 'verzendwijzen'] },
  'vat/VATCodes': { en: ['VAT code', 'VAT codes'], nl: ['btw-code', 'btw-codes'] },
};
