const ADDS_UP = 'The system adds up the lines: map the price and quantity of each line.';
const PRICE_LISTS =
  'Price lists are kept in Exact Online itself: write prices by quantity or customer with a step for logistics/SalesItemPrices.';
const ON_LINES = 'Customers do not have this field: it is on the lines of orders, invoices and entries.';
const HAND_MADE = 'Create it in Exact Online by hand and refer to it by its code: { ref: RESOURCE, by: Code, … }.';

/** What to do if the API does not offer something, by `resource.field` or by resource. */
export const alternatives: Readonly<Record<string, string>> = {
  // Prices and stock of an item are results (EX-item-read-only).
  'logistics/Items.StandardSalesPrice': 'Write the price with a step for logistics/SalesItemPrices.',
  'logistics/Items.Stock': 'Write counted stock with a step for inventory/StockCounts.',
  'inventory/ItemWarehouses.CurrentStock': 'Write counted stock with a step for inventory/StockCounts.',
  'inventory/StockCountLines.QuantityInStock': 'Write what was counted into QuantityNew.',
  'inventory/StockPositions': 'Write counted stock with a step for inventory/StockCounts.',
  'salesorder/SalesOrders.AmountDC': ADDS_UP,
  'salesorder/SalesOrders.AmountFC': ADDS_UP,
  'salesorder/SalesOrders.AmountFCExclVat': ADDS_UP,
  'salesinvoice/SalesInvoices.AmountDC': ADDS_UP,
  'salesinvoice/SalesInvoices.AmountFC': ADDS_UP,
  'salesinvoice/SalesInvoices.AmountFCExclVat': ADDS_UP,
  // Number and date come with printing (EX-invoice-rules).
  'salesinvoice/SalesInvoices.InvoiceNumber': 'The invoice gets its number when it is printed: put yours in YourRef.',
  'salesinvoice/SalesInvoices.InvoiceDate': 'The date is set when the invoice is printed: write OrderDate.',
  'crm/Contacts.FullName': 'Write FirstName and LastName.',
  'crm/Contacts.AddressStreet': 'Write the address of the account with a step for crm/Addresses.',
  'crm/Accounts.BankAccounts': 'Write bank accounts with a step for crm/BankAccounts.',
  'crm/Accounts.CustomField': 'Only addresses have free fields: write a step for crm/Addresses.',
  'crm/Accounts.Costcenter': ON_LINES,
  'crm/Accounts.FreeTextField_01': 'Only addresses have free fields: write a step for crm/Addresses.',
  'crm/BankAccounts.IBAN': 'Write the number into BankAccount.',
  'logistics/ItemGroups': HAND_MADE,
  'logistics/Units': HAND_MADE,
  'sales/ShippingMethods': HAND_MADE,
  'sales/SalesPriceLists': PRICE_LISTS,
  'sales/SalesPriceListVolumeDiscounts': PRICE_LISTS,
};
