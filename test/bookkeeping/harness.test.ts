import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Case, cases } from './harness/case.ts';
import { verdictOn } from './harness/judge.ts';

const folder = path.join(import.meta.dirname, 'sample');

function caseOf(id: string): Case {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no case ${id}.`);
  return found;
}

/** What the harness says of a case on the sample flow, in which one text is another. */
async function said(id: string, from = '', to = ''): Promise<string> {
  const vary = (_: string, text: string): string => {
    if (!text.includes(from)) throw new Error(`The sample flow has no "${from}".`);
    return text.replace(from, to);
  };
  const { problems } = await verdictOn(caseOf(id), { prefix: 'EO-', mappings: { folder, vary } });
  return problems.join('\n');
}

describe('the sample flow', () => {
  test.each(['BK-I04', 'BK-I06', 'BK-C04', 'BK-C05', 'BK-I22', 'BK-I25', 'BK-X14', 'BK-X15', 'BK-X16'])(
    'is right about %s',
    async (id) => {
      expect(await said(id)).toBe('');
    },
  );
});

describe('the harness sees', () => {
  const faults: readonly (readonly [string, string, string, string, string])[] = [
    [
      'another date',
      'BK-I25',
      'date: InvoiceDate',
      'date: addDays(InvoiceDate, 1)',
      'date: 2026-10-09 expected, 2026-10-10 found',
    ],
    [
      'another period',
      'BK-I25',
      'bookPeriod(InvoiceDate)',
      'bookPeriod(addMonths(InvoiceDate, 1))',
      'bookperiod: 10 expected, 11 found',
    ],
    [
      'another book year',
      'BK-I25',
      'bookYear(InvoiceDate)',
      'bookYear(InvoiceDate) - 1',
      'bookyear: 2026 expected, 2025 found',
    ],
    [
      'another term',
      'BK-I25',
      '{ table: terms, key: PaymentCondition }',
      '{ value: 1 }',
      'paymentConditionId: 2 expected, 1 found',
    ],
    [
      'another debtor',
      'BK-I06',
      'debtorCustomerNumber: debtor.customerNumber',
      'debtorCustomerNumber: { value: "77" }',
      'debtor: KETELVELD expected, no debtor (77) found',
    ],
    [
      'a debtor without its VAT number',
      'BK-I06',
      'vatNumber: customer.VATNumber',
      'vatNumber: { value: null }',
      'vatNumber: BE0000000012 expected, nothing found',
    ],
    [
      'a cent too much',
      'BK-I25',
      'round(line.AmountDC, 2) * sign',
      'round(line.AmountDC, 2) * sign + 0.01',
      '1500.00 expected, 1500.01 found',
    ],
    [
      'VAT that is not the document’s',
      'BK-I25',
      'round(line.VATAmountDC, 2) * sign',
      'round(line.VATAmountDC, 2) * sign + 0.01',
      'vatAmount: 315.00 expected, 315.01 found',
    ],
    [
      'another VAT code, though no VAT is lost',
      'BK-I04',
      '{ table: vat-codes, key: line.VATCode }',
      '{ value: V0 }',
      'never V0 or VICP',
    ],
    [
      'another account',
      'BK-C04',
      '{ table: revenue, key: receiver.Country }',
      '{ value: 8000 }',
      'never revenue account 8000',
    ],
    [
      'a credit note the wrong way round',
      'BK-C05',
      'round(line.AmountDC, 2) * sign',
      'abs(round(line.AmountDC, 2))',
      '-100.00 expected, 100.00 found',
    ],
    [
      'a document that is missing',
      'BK-C05',
      'where: Status == 50',
      'where: Type == 8020',
      'salesinvoiceswithlines 26000873: is not there',
    ],
    [
      'a document that moves to an open period',
      'BK-I22',
      'exists: verify',
      'exists: verify\n    closed: redate',
      'never booked in bookperiod 10 or 11',
    ],
    [
      'a document that should wait',
      'BK-I05',
      'where: Status == 50',
      'where: Status == 50',
      'SalesInvoices 26000811: does not wait',
    ],
    [
      'a document that waits without need',
      'BK-I25',
      '{ table: terms, key: PaymentCondition }',
      '{ table: terms, key: InvoiceTo }',
      '1 records wait, none should',
    ],
    [
      'a document that waits for a reason that is none',
      'BK-I05',
      'address: customer.AddressLine1',
      'address: { value: null, when: customer.AddressLine1 == null }',
      'SalesInvoices 26000811: waits, but for another reason (REQUIRED_EMPTY)',
    ],
    [
      'a record of somebody else that was changed',
      'BK-X14',
      'match: [ characteristic5 ]',
      'match: [countryCode]',
      'never the invoice or the debtor of the other administration changed',
    ],
    [
      'a number that is another',
      'BK-I25',
      '"EO-" + string(InvoiceNumber)',
      '"EO-X" + string(InvoiceNumber)',
      'EO-X26000863: was booked, and nobody expects it',
    ],
  ];

  test.each(faults)('%s', async (_, id, from, to, finding) => {
    expect(await said(id, from, to)).toContain(finding);
  });

  test('an invoice that is booked twice under two numbers', async () => {
    const step = /\n {2}- id: invoice[\s\S]*$/;
    const again = (text: string): string =>
      (step.exec(text)?.[0] ?? '').replace('id: invoice', 'id: again').replace('"EO-" +', '"AGAIN-" +');
    const vary = (_: string, text: string): string => `${text.trimEnd()}${again(text)}`;
    const { problems } = await verdictOn(caseOf('BK-I25'), { prefix: 'EO-', mappings: { folder, vary } });
    expect(problems.join('\n')).toContain('AGAIN-26000863: was booked, and nobody expects it');
  });
});
