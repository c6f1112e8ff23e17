/** The language of the user, in which business errors are worded (EX-error-body). */
export type Language = 'nl' | 'en';

/** A sentence about one field, or about the record as a whole. */
export interface Problem {
  readonly kind:
    | 'required'
    | 'reference'
    | 'exists'
    | 'invalid'
    | 'notCustomer'
    | 'blocked'
    | 'fixed'
    | 'completed'
    | 'processed'
    | 'closed'
    | 'inUse';
  /** The property concerned; the sentence names it by its label. */
  readonly property?: string;
}

/** An error answer. `text` becomes its message; null sends no body. */
export class Refusal extends Error {
  readonly status: number;
  readonly text: string | null;
  /** The `Reason` header (EX-error-body). */
  readonly reason: string | undefined;

  constructor(status: number, text: string | null, reason?: string) {
    super(text ?? String(status));
    this.status = status;
    this.text = text;
    this.reason = reason;
  }
}

const SENTENCES: Readonly<Record<Language, Readonly<Record<Problem['kind'], string>>>> = {
  nl: {
    required: 'Verplicht: ',
    reference: 'Ongeldige referentie: ',
    exists: 'Gegeven bestaat reeds.',
    invalid: 'Ongeldig: ',
    notCustomer: 'Ongeldig: ',
    blocked: 'Geblokkeerd: ',
    fixed: 'Kan niet worden gewijzigd: ',
    completed: 'De order is volledig afgehandeld en kan niet worden gewijzigd.',
    processed: 'De regels zijn al verwerkt en kunnen niet worden gewijzigd.',
    closed: 'Periode is afgesloten: ',
    inUse: 'In gebruik: ',
  },
  en: {
    required: 'Mandatory: ',
    reference: 'Invalid reference: ',
    exists: 'Data already exists.',
    invalid: 'Invalid: ',
    notCustomer: 'Invalid: ',
    blocked: 'Blocked: ',
    fixed: 'Cannot be changed: ',
    completed: 'The order is complete and cannot be changed.',
    processed: 'The lines have been processed and cannot be changed.',
    closed: 'Period is closed: ',
    inUse: 'In use: ',
  },
};

/** Labels of the screens; a property without one shows its name. */
const DUTCH_LABELS: Readonly<Record<string, string>> = {
  Account: 'Relatie',
  Code: 'Code',
  Country: 'Land',
  Customer: 'Klant',
  Date: 'Datum',
  DeliverTo: 'Leveren aan',
  Description: 'Omschrijving',
  EntryDate: 'Boekingsdatum',
  EntryNumber: 'Boekstuknummer',
  FirstName: 'Voornaam',
  GLAccount: 'Grootboekrekening',
  InvoiceDate: 'Factuurdatum',
  InvoiceTo: 'Factuur voor',
  Item: 'Artikel',
  ItemGroup: 'Artikelgroep',
  Journal: 'Dagboek',
  LastName: 'Achternaam',
  Name: 'Naam',
  OrderedBy: 'Besteld door',
  PaymentCondition: 'Betalingsconditie',
  Quantity: 'Aantal',
  QuantityDelivered: 'Aantal geleverd',
  SalesInvoiceLines: 'Regels',
  SalesOrderLines: 'Regels',
  State: 'Provincie',
  Status: 'Status',
  StockCountDate: 'Datum',
  StockCountLines: 'Regels',
  Type: 'Type',
  Unit: 'Eenheid',
  VATCode: 'Btw-code',
  Warehouse: 'Magazijn',
};

/** Business errors are answered with 500, their sentences joined by CR LF, in the user's language (EX-business-errors). */
export function businessRefusal(problems: readonly Problem[], language: Language): Refusal {
  const sentences = problems.map(({ kind, property }) => {
    const start = SENTENCES[language][kind];
    if (property === undefined || !start.endsWith(' ')) return start;
    const label = language === 'nl' ? (DUTCH_LABELS[property] ?? property) : property;
    return start + label + (kind === 'notCustomer' ? ' (Type)' : '');
  });
  return new Refusal(500, [...new Set(sentences)].join('\r\n'));
}

/** Texts that a client may need to recognise (EX-error-body, EX-filterable). */
export const texts = {
  syntax: 'Error in query syntax',
  outsideDivision: 'Forbidden - User division is not within division scope.',
  filter: 'This $filter parameter is not supported for this resource',
  select: 'Please add a $select or a $top=1 statement to the query string.',
  body: 'Error processing request stream. The request should be a valid top-level resource object.',
  filterOn: (properties: readonly string[]) => `Filtering on these fields is not supported: ${properties.join(',')}`,
  mandatoryFilter: (properties: readonly string[]) =>
    'This endpoint has mandatory filtering applied. A GET request for this endpoint must have a $filter parameter ' +
    `with one of the following fields in the url:${properties.join(',')}`,
  unknownProperty: (property: string, model: string) =>
    `Error processing request stream. The property name '${property}' specified for type '${model}' is not valid.`,
  badValue: (property: string) =>
    `Error processing request stream. Error encountered in converting the value from request payload for property '${property}'.`,
  notFound: (resource: string) => `Resource not found for the segment '${resource}'.`,
  noProperty: (property: string, model: string) => `Could not find a property named '${property}' on type '${model}'.`,
  noSyncProperty: (property: string, model: string) =>
    `Type '${model}Sync' does not have a property named '${property}'`,
} as const;
