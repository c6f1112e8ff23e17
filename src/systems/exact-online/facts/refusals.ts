import type { Refusal } from '../../refusals.ts';

/**
 * Exact Online's business errors are free text in the user's language (EX-error-body, EX-business-errors). Their meaning
 * comes from the support pages of other connectors.
 */
export const refusals: readonly Refusal[] = [
  {
    text: /Artikel: (Non|Niet) actief|Artikel: Toekomstig/i,
    cause: 'The item has ended, or its start date is in the future.',
    action: 'Change the start or end date of the item in Exact Online.',
  },
  {
    text: /artikel en het magazijn zijn niet gekoppeld/i,
    cause: 'The item is not linked to the warehouse.',
    action: 'Link the item to the warehouse in Exact Online.',
  },
  {
    text: /artikel en de leverancier zijn niet gekoppeld|Niet gevonden: Inkoopprijs|Verplicht: Inkoop/i,
    cause: 'The purchasing set-up of the item is missing.',
    action: 'Add supplier and purchase price to the item in Exact Online.',
  },
  {
    text: /Geblokkeerd: Btw.?code/i,
    cause: 'The VAT code is blocked in the administration.',
    action: 'Unblock the VAT code in Exact Online, or map another one in the table.',
  },
  {
    text: /Error in converting value for property .* to type Guid/i,
    cause: 'A name or code was sent where Exact Online needs an id.',
    action: 'Use a "ref" rule for this field in the mapping.',
  },
  {
    text: /Verplicht: Betalingsconditie/i,
    cause: 'No payment condition was sent, and Exact Online has no default.',
    action: 'Map the payment condition, or set a default in the settings of Exact Online.',
  },
  {
    text: /Verplicht: Dagboek/i,
    cause: 'No journal was sent, and Exact Online has no default.',
    action: 'Map the journal, or set the default journals in the settings of Exact Online.',
  },
  {
    text: /Bedrag BTW.?regel .*komt niet overeen/i,
    cause: 'The VAT code is of the type "inclusive", and the lines are exclusive.',
    action: 'Use a VAT code of the type "exclusive" in the table.',
  },
  {
    text: /Ongeldig: Klant/i,
    cause: 'The code belongs to another relation, or the relation is a prospect or supplier only.',
    action: 'Make the relation a customer in Exact Online, or pin the right one in links.yml.',
  },
  {
    text: /Ongeldig: Btw.?percentage/i,
    cause: 'The VAT code does not fit the country.',
    action: 'Correct the row for this country in the VAT table.',
  },
  {
    text: /Periode is afgesloten/i,
    cause: 'The booking period is closed.',
    action: 'Open the period, or date the document in an open one.',
  },
  {
    text: /In gebruik: Boekstuknummer|Bestaat al/i,
    cause: 'The number exists: an earlier try arrived, or someone entered it by hand.',
    action: 'Compare the existing record in Exact Online; if it is the same, pin it in links.yml.',
  },
  {
    text: /Niet toegestaan: Btw.?code/i,
    cause: 'The journal is not set up for VAT.',
    action: 'Allow VAT in the journal in Exact Online, or map another journal.',
  },
  {
    text: /Geblokkeerd: Grootboekrekening/i,
    cause: 'The ledger account is blocked.',
    action: 'Unblock the account in Exact Online, or map another one in the table.',
  },
  {
    text: /Grootboekrekening is van type (Kas|Debiteuren)/i,
    cause: 'The ledger account has the wrong type for this use.',
    action: 'Map an account of another type in the table.',
  },
  {
    text: /The user is not active/i,
    cause: 'The user of the authorisation is disabled in Exact Online.',
    action: 'Enable the user, or authorise again as another one.',
  },
  {
    text: /Ongeldige referentie: (Btw.?code|Betalingsconditie)/i,
    cause: 'The id is from another list, or the VAT code or payment condition does not exist.',
    action: 'Create it in Exact Online, or correct the table.',
  },
  {
    text: /Invalid VAT number|Ongeldig: Btw.?nummer/i,
    cause: 'The VAT number does not follow the rules of the country.',
    action: 'Correct the VAT number in the source.',
  },
];
