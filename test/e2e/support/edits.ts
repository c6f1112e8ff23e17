import { addDelivery, addInvoice } from '../../../sandbox/exact-online/documents/order-documents.ts';
import type { Stage } from '../../../sandbox/stage.ts';
import { only, type Row } from './rows.ts';

/** What people change in both systems after the first sync. */
export function editRecords({ exactOnline, asperion }: Stage): void {
  const account = (code: string): Row => only(exactOnline.rows('Accounts'), 'Code', code);
  const edit = (code: string, patch: object): void => exactOnline.update('Accounts', account(code).ID, patch);
  const article = (sku: string, patch: object): Row =>
    asperion.update('articles', Number(only(asperion.rows('articles'), 'articleNumber', sku).id), patch);
  const order = (number: number): Row => only(exactOnline.rows('SalesOrders'), 'OrderNumber', number);
  const sold = (number: number): Row => only(exactOnline.rows('SalesInvoices'), 'InvoiceNumber', number);
  const billed = (number: number, place: number): Row =>
    only(
      exactOnline.rows('SalesInvoiceLines').filter(({ InvoiceID }) => InvoiceID === sold(number).InvoiceID),
      'LineNumber',
      place,
    );

  // A contact is no feed of its own: its new name arrives with the next change of its customer.
  exactOnline.update('Contacts', account('20009').MainContact, { FirstName: 'Heike', LastName: 'Sommer' });
  edit('20009', { AddressLine1: 'Lindenallee 17', Postcode: '80333' });
  const successor = exactOnline.insert('Contacts', {
    Account: account('20013').ID,
    FirstName: 'Odile',
    LastName: 'Marchand',
  });
  edit('20013', { MainContact: successor.ID });
  edit('20012', { Phone: null, Email: 'Zoe@Example.org' });
  edit('20010', { PaymentConditionSales: '60' });
  edit('20002', { Remarks: 'Levert op dinsdag.' });
  edit('20001', { Website: 'https://kompasroos.example' });
  article('KOF-1004', { salesPrice: 25.1 });
  article('THE-1002', { description: 'Muntthee vers gedroogd, 20 zakjes' });
  article('MAC-3002', { salesPrice: 699, description: 'Bonenmolen Stil 64, zwart' });
  article('ACC-4003', { purchasePrice: 22.5, minimumStock: 3 });
  asperion.insert('articles', {
    articleNumber: 'KOF-1099',
    description: 'Kerstmelange',
    activeState: 'Active',
    unit: 'kg',
    salesPrice: 19.95,
    isStockArticle: true,
  });
  // The open order is delivered and complete; of the partly invoiced one the rest is delivered and invoiced.
  addDelivery(exactOnline, order(26014).OrderID, { DeliveryDate: '2026-04-01T00:00:00' });
  exactOnline.update('SalesOrders', order(26014).OrderID, { Status: 21, InvoiceStatus: 21 });
  addDelivery(exactOnline, order(26020).OrderID, { DeliveryDate: '2026-04-02T00:00:00' });
  const rest = { InvoiceDate: '2026-04-07T00:00:00', InvoiceNumber: 26000901 };
  addInvoice(exactOnline, order(26020).OrderID, rest);
  // A line of a booked invoice gets another text, and from one that waits the charge is taken off; their orders move with them.
  exactOnline.update('SalesInvoiceLines', billed(26000005, 2).ID, { Description: 'Filterkoffie, nagekomen tekst' });
  exactOnline.update('SalesOrders', order(26005).OrderID, { Remarks: 'Tekst op verzoek.' });
  exactOnline.update('SalesInvoices', sold(26000013).InvoiceID, { AmountFC: 148.5, AmountDC: 148.5 });
  const without = { AmountFC: 148.5, AmountFCExclVat: 148.5, AmountDC: 148.5 };
  exactOnline.update('SalesOrders', order(26013).OrderID, without);
  // A person corrects a debtor in Asperion: that stays until the customer changes in Exact Online.
  const debtor = only(asperion.rows('debtors'), 'characteristic5', 'EO-20014');
  asperion.update('debtors', Number(debtor.id), { phoneNumber: '+43 1 555 0199', comments: 'Belt zelf.' });
}
