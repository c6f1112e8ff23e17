import { library } from '../../src/mapping/functions/library.ts';
import type { RecordValues, Value } from '../../src/values.ts';
import { TODAY } from '../mapping/flows.ts';

const SETTINGS = { bookYear: { start: '01-01' }, externalKeys: { prefix: '' } };
const TERMS: Readonly<Record<string, number>> = { '08': 2, '14': 2, '15': 1, '21': 1, '30': 1, '60': 3 };

const text = (value: Value | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A function of the mapping language, as a programmer would call a library. */
const functionOf =
  (name: string) =>
  (...args: readonly Value[]): Value =>
    args[0] === null ? null : (library.get(name)?.run?.(args, SETTINGS, TODAY) ?? null);

const [legalForm, vatNumber] = [functionOf('legalForm'), functionOf('vatNumber')];

/**
 * What `customers.exact-online-to-asperion.yml` says, as a programmer would write it: the yardstick of the benchmark. Null
 * = the record takes no part.
 */
export function debtorOf(account: RecordValues, contact: RecordValues): RecordValues | null {
  if (account.Status !== 'C') return null;
  const hasNumber = text(account.VATNumber) !== null || text(account.ChamberOfCommerce) !== null;
  const isPrivate = !hasNumber && legalForm(text(account.Name)) === null;
  const vat = text(account.VATNumber);
  const code = text(account.Code);
  const terms = text(account.PaymentConditionSales);
  const attentionTo = isPrivate ? null : text(contact.FullName);
  const debtor: Record<string, Value> = {
    characteristic5: code === null ? null : `EO-${code}`,
    name: text(account.Name),
    address: text(account.AddressLine1),
    addressLine2: text(account.AddressLine2),
    addressLine3: text(account.AddressLine3),
    postCode: text(account.Postcode),
    city: text(account.City),
    countryCode: text(account.Country),
    emailAddress: text(account.Email)?.toLowerCase() ?? null,
    phoneNumber: text(account.Phone),
    debtorKindId: isPrivate ? 'private' : 'company',
    comments: text(account.Remarks),
  };
  // Added afterwards: a spread inside the object is slow, and the yardstick must not be.
  const coc = text(account.ChamberOfCommerce);
  if (vat !== null) debtor.vatNumber = vatNumber(vat, text(account.Country)) ?? vat;
  if (coc !== null) debtor.cocNumber = coc;
  if (attentionTo !== null) debtor.attentionTo = attentionTo;
  if (terms !== null) debtor.paymentConditionId = TERMS[terms] ?? 1;
  return debtor;
}
