import type { Language } from '../../errors/language.ts';
import { systemNames, titleOf } from '../../systems/registry.ts';
import { labelOf } from './label.ts';
import { severalOf } from './resource-nouns.ts';

/** What bookkeepers call the fields of the systems in Dutch, by the label; others keep the name that the system gives them. */
const DUTCH: Readonly<Record<string, string>> = {
  account: 'relatie',
  'active state': 'status',
  address: 'adres',
  amount: 'bedrag',
  'amount DC': 'bedrag',
  'amount excl VAT': 'bedrag exclusief btw',
  'amount FC': 'bedrag',
  'amount incl VAT': 'bedrag inclusief btw',
  'article category': 'artikelgroep',
  'article number': 'artikelnummer',
  'attention to': 'ter attentie van',
  barcode: 'barcode',
  bookperiod: 'periode',
  bookyear: 'boekjaar',
  'chamber of commerce': 'KvK-nummer',
  city: 'plaats',
  'coc number': 'KvK-nummer',
  code: 'code',
  comments: 'opmerkingen',
  'cost center': 'kostenplaats',
  'cost unit': 'kostendrager',
  country: 'land',
  'country code': 'land',
  currency: 'valuta',
  customer: 'klant',
  date: 'datum',
  'debtor customer number': 'klantnummer',
  debtor: 'debiteur',
  'debtor kind': 'soort debiteur',
  'default item unit': 'eenheid',
  'delivery address': 'afleveradres',
  'delivery city': 'plaats van aflevering',
  'delivery country code': 'land van aflevering',
  'delivery date': 'leverdatum',
  'delivery name': 'naam op het afleveradres',
  'delivery post code': 'postcode van aflevering',
  description: 'omschrijving',
  discount: 'korting',
  'due date': 'vervaldatum',
  'ean code': 'EAN-code',
  email: 'e-mailadres',
  'email address': 'e-mailadres',
  'end date': 'einddatum',
  'entry date': 'boekdatum',
  'extra description': 'extra omschrijving',
  'first name': 'voornaam',
  'GL account': 'grootboekrekening',
  'GL account code': 'grootboekrekening',
  'GL account sales': 'omzetrekening',
  'GL revenue code': 'omzetrekening',
  image: 'afbeelding',
  'invoice date': 'factuurdatum',
  'invoice number': 'factuurnummer',
  'invoice to': 'factuurklant',
  'is sales item': 'verkoopartikel',
  'is stock article': 'voorraadartikel',
  'is stock item': 'voorraadartikel',
  item: 'artikel',
  'item unit': 'eenheid',
  journal: 'dagboek',
  'journal code': 'dagboek',
  language: 'taal',
  'last name': 'achternaam',
  'ledger account': 'grootboekrekening',
  lines: 'regels',
  'long description': 'lange omschrijving',
  'main contact': 'hoofdcontact',
  name: 'naam',
  number: 'nummer',
  'number of items per unit': 'aantal per eenheid',
  'number of lines': 'aantal regels',
  'number of sales entry lines': 'aantal regels',
  'number of sales invoice lines': 'aantal regels',
  'number of sales order lines': 'aantal regels',
  'order date': 'orderdatum',
  'order number': 'ordernummer',
  'ordered by': 'klant',
  'payment condition': 'betalingsconditie',
  'payment condition sales': 'betalingsconditie',
  'payment due date': 'vervaldatum',
  'payment method': 'betaalwijze',
  phone: 'telefoonnummer',
  'phone number': 'telefoonnummer',
  'post code': 'postcode',
  postcode: 'postcode',
  price: 'prijs',
  quantity: 'aantal',
  'quantity new': 'geteld aantal',
  reference: 'kenmerk',
  remarks: 'opmerkingen',
  'reporting period': 'periode',
  'reporting year': 'boekjaar',
  'sales currency': 'valuta',
  'sales price': 'verkoopprijs',
  'sales type': 'verkoopsoort',
  'sales unit': 'eenheid',
  'sales VAT code': 'btw-code',
  'search code': 'zoekcode',
  'start date': 'begindatum',
  status: 'status',
  stock: 'voorraad',
  type: 'soort',
  unit: 'eenheid',
  'unit code': 'eenheid',
  'unit price': 'prijs per stuk',
  'VAT amount': 'btw-bedrag',
  'VAT amount DC': 'btw-bedrag',
  'VAT amount FC': 'btw-bedrag',
  'VAT code': 'btw-code',
  'VAT number': 'btw-nummer',
  warehouse: 'magazijn',
  'your ref': 'uw referentie',
};

/** Those that they call otherwise in English than the system does. */
const ENGLISH: Readonly<Record<string, string>> = {
  'active state': 'status',
  'amount DC': 'amount',
  'amount FC': 'amount',
  'amount excl VAT': 'amount without VAT',
  'amount incl VAT': 'amount with VAT',
  'attention to': 'for the attention of',
  bookperiod: 'period',
  bookyear: 'book year',
  'chamber of commerce': 'Chamber of Commerce number',
  'coc number': 'Chamber of Commerce number',
  'cost center': 'cost centre',
  'country code': 'country',
  'debtor customer number': 'customer number',
  'delivery country code': 'country of delivery',
  'delivery post code': 'delivery postcode',
  'ean code': 'EAN code',
  email: 'email address',
  'GL account': 'ledger account',
  'GL account code': 'ledger account',
  'GL account sales': 'revenue account',
  'GL revenue code': 'revenue account',
  'journal code': 'journal',
  phone: 'phone number',
  'post code': 'postcode',
  'quantity new': 'counted quantity',
  'unit code': 'unit',
  'VAT amount DC': 'VAT amount',
  'VAT amount FC': 'VAT amount',
  'your ref': 'your reference',
};

const NAMES = { en: new Map(Object.entries(ENGLISH)), nl: new Map(Object.entries(DUTCH)) };

/** What bookkeepers call a field; the name that the system gives it, in words, if nothing is known. */
export function fieldIn(language: Language): (field: string) => string {
  return (field) => {
    const label = labelOf(field);
    return NAMES[language].get(label) ?? label;
  };
}

/** `Asperion` for its key, also where it begins the name of a call: `asperion POST debtors`; null for anything else. */
function systemIn(text: string): string | null {
  const [key, ...call] = text.split(' ');
  const system = systemNames().find((name) => name === key);
  return system === undefined ? null : [titleOf(system), ...call].join(' ');
}

/** The systems, fields and resources of a list in words, `name, debtors` → `naam, debiteuren`; what is none of them stays as it is. */
export function namesIn(language: Language): (text: string) => string {
  const and = language === 'nl' ? ' en ' : ' and ';
  const nameOf = (part: string): string => {
    const isField = NAMES.nl.has(labelOf(part));
    return systemIn(part) ?? severalOf(part, language) ?? (isField ? fieldIn(language)(part) : part);
  };
  return (text) =>
    text
      .split(/(, | \+ | and )/)
      .map((part) => (part === ' and ' ? and : nameOf(part)))
      .join('');
}
