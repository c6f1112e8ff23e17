import type { InEach } from '../../../errors/language.ts';
import type { KnownMessage } from '../../known-message.ts';

/** The same words on the Dutch and the English screen, or only the Dutch ones are known. */
const menu = (path: string): InEach => ({ en: path, nl: path });

const VAT_CODES = menu('Stamgegevens > BTW-codes');
const LEDGER = menu('Stamgegevens > Grootboekrekeningen');
const FINANCIAL = menu('Instellingen > Financieel');
const RELATIONS = menu('Relaties');

/**
 * What Exact Online says, in the user's language (EX-error-body, EX-business-errors). The texts and their causes come from the vendor's users and from the
 * support pages of other connectors; the ways through the screens too (EX-menus), so there is none where nobody writes it down.
 */
export const messages: readonly KnownMessage[] = [
  {
    says: ['Gegeven bestaat reeds'],
    cause: {
      en: 'Exact Online already has a record with this code, such as an account or an item. It also says so if an update repeats the unchanged code.',
      nl: 'In Exact Online bestaat al een gegeven met deze code, zoals een relatie of een artikel. De melding komt ook als een wijziging de ongewijzigde code herhaalt.',
    },
    fix: {
      en: 'Look for the record with this code in Exact Online. If it is the same one, pin it in links.yml; else give one of the two another code.',
      nl: 'Zoek in Exact Online het gegeven met deze code. Is het hetzelfde, leg het dan vast in links.yml; geef anders een van beide een andere code.',
    },
    source: 'EX-in-use-code',
  },
  {
    says: ['Bestaat reeds: …'],
    cause: {
      en: 'What the message names is already in Exact Online.',
      nl: 'Wat de melding noemt, bestaat al in Exact Online.',
    },
    fix: {
      en: 'Compare the existing one in Exact Online. If it is the same record, pin it in links.yml.',
      nl: 'Vergelijk het bestaande gegeven in Exact Online. Is het hetzelfde, leg het dan vast in links.yml.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Moet zijn: Uniek …'],
    cause: {
      en: 'A value that must be unique in Exact Online is used by another record.',
      nl: 'Een waarde die in Exact Online uniek moet zijn, is al in gebruik bij een ander gegeven.',
    },
    fix: {
      en: 'Look for the other record in Exact Online. Pin it in links.yml if it is the same one, else change the value in the source.',
      nl: 'Zoek het andere gegeven in Exact Online. Leg het vast in links.yml als het hetzelfde is; wijzig anders de waarde in de bron.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Artikel: Non actief', 'Artikel: Niet actief', 'Artikel: Toekomstig'],
    cause: {
      en: 'The item has ended, or its start date is in the future.',
      nl: 'Het artikel is beëindigd, of de begindatum ligt in de toekomst.',
    },
    fix: {
      en: 'Change the start or end date of the item in Exact Online.',
      nl: 'Wijzig de begin- of einddatum van het artikel in Exact Online.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['artikel en het magazijn zijn niet gekoppeld'],
    cause: { en: 'The item is not linked to the warehouse.', nl: 'Het artikel is niet aan het magazijn gekoppeld.' },
    fix: {
      en: 'Link the item to the warehouse in Exact Online.',
      nl: 'Koppel het artikel in Exact Online aan het magazijn.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['artikel en de leverancier zijn niet gekoppeld', 'Niet gevonden: Inkoopprijs', 'Verplicht: Inkoop*'],
    cause: { en: 'The purchasing set-up of the item is missing.', nl: 'Bij het artikel ontbreken de inkoopgegevens.' },
    fix: {
      en: 'Add supplier and purchase price to the item in Exact Online.',
      nl: 'Vul bij het artikel in Exact Online de leverancier en de inkoopprijs in.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Geblokkeerd: Btw-code'],
    cause: {
      en: 'The VAT code is blocked in the administration.',
      nl: 'De btw-code is in de administratie geblokkeerd.',
    },
    fix: {
      en: 'Unblock the VAT code in Exact Online, or map another one in the table.',
      nl: 'Deblokkeer de btw-code in Exact Online, of zet een andere in de tabel.',
    },
    menu: VAT_CODES,
    source: 'EX-message-causes',
  },
  {
    says: ['Error in converting value for property … to type Guid'],
    cause: {
      en: 'A name or code was sent where Exact Online needs an id.',
      nl: 'Er is een naam of code gestuurd waar Exact Online een id verwacht.',
    },
    fix: {
      en: 'Use a "ref" rule for this field in the mapping.',
      nl: 'Gebruik voor dit veld in de mapping een regel met "ref".',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Verplicht: …'],
    cause: {
      en: 'A field that Exact Online needs is empty: the message names it.',
      nl: 'Een veld dat Exact Online verplicht stelt, is leeg: de melding noemt het.',
    },
    fix: {
      en: 'Fill the field in the source, or map it.',
      nl: 'Vul het veld in de bron, of neem het op in de mapping.',
    },
    source: 'EX-mandatory-missing',
    isInferred: true,
  },
  {
    says: ['Verplicht: Betalingsconditie'],
    cause: {
      en: 'No payment condition was sent, and Exact Online has no default.',
      nl: 'Er is geen betalingsconditie meegestuurd, en in Exact Online is er geen standaard ingesteld.',
    },
    fix: {
      en: 'Map the payment condition, or set a default in the settings of Exact Online.',
      nl: 'Neem de betalingsconditie op in de mapping, of stel in Exact Online een standaard in.',
    },
    menu: FINANCIAL,
    source: 'EX-message-causes',
  },
  {
    says: ['Verplicht: Dagboek'],
    cause: {
      en: 'No journal was sent, and Exact Online has no default.',
      nl: 'Er is geen dagboek meegestuurd, en in Exact Online is er geen standaard ingesteld.',
    },
    fix: {
      en: 'Map the journal, or set the default journals in the settings of Exact Online.',
      nl: 'Neem het dagboek op in de mapping, of stel in Exact Online de dagboeken in.',
    },
    menu: FINANCIAL,
    source: 'EX-message-causes',
  },
  {
    says: ['Bedrag BTW-regel … komt niet overeen', 'bedrag van de BTW-regel … komt niet overeen'],
    cause: {
      en: 'The VAT code is of the type "inclusive", and the lines are exclusive.',
      nl: 'De btw-code heeft het type "inclusief", terwijl de regels exclusief btw zijn.',
    },
    fix: {
      en: 'Use a VAT code of the type "exclusive" in the table.',
      nl: 'Zet in de tabel een btw-code van het type "exclusief".',
    },
    menu: VAT_CODES,
    source: 'EX-message-causes',
  },
  {
    says: ['Ongeldig: Klant'],
    cause: {
      en: 'The code belongs to another relation, or the relation is a prospect or supplier only.',
      nl: 'De code hoort bij een andere relatie, of de relatie is alleen prospect of leverancier.',
    },
    fix: {
      en: 'Make the relation a customer in Exact Online, or pin the right one in links.yml.',
      nl: 'Maak van de relatie in Exact Online een klant, of leg de juiste vast in links.yml.',
    },
    menu: RELATIONS,
    source: 'EX-message-causes',
  },
  {
    says: ['Ongeldig: Btw-percentage'],
    cause: { en: 'The VAT code does not fit the country.', nl: 'De btw-code past niet bij het land.' },
    fix: {
      en: 'Correct the row for this country in the VAT table.',
      nl: 'Verbeter de rij voor dit land in de btw-tabel.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Ongeldig: Grootboekrekeningtype'],
    cause: {
      en: 'The ledger account has another type than this kind of document may use.',
      nl: 'De grootboekrekening is van een ander type dan dit soort document mag gebruiken.',
    },
    fix: {
      en: 'Put another ledger account into the table, such as a revenue account for sales.',
      nl: 'Zet een andere grootboekrekening in de tabel, zoals een omzetrekening voor verkoop.',
    },
    menu: LEDGER,
    source: 'EX-message-causes',
  },
  {
    says: ['Periode is afgesloten'],
    cause: { en: 'The booking period is closed.', nl: 'De boekingsperiode is afgesloten.' },
    fix: {
      en: 'Open the period, or date the document in an open one.',
      nl: 'Open de periode, of geef het document een datum in een open periode.',
    },
    source: 'EX-closed-period',
  },
  {
    says: ['In gebruik: Boekstuknummer', 'Bestaat al'],
    cause: {
      en: 'The number exists: an earlier try arrived, or someone entered it by hand.',
      nl: 'Het nummer bestaat al: een eerdere poging is aangekomen, of iemand heeft het met de hand ingevoerd.',
    },
    fix: {
      en: 'Compare the existing record in Exact Online; if it is the same, pin it in links.yml.',
      nl: 'Vergelijk het bestaande gegeven in Exact Online; is het hetzelfde, leg het dan vast in links.yml.',
    },
    source: 'EX-in-use',
  },
  {
    says: ['Niet toegestaan: Btw-code'],
    cause: { en: 'The journal is not set up for VAT.', nl: 'Het dagboek is niet ingericht voor btw.' },
    fix: {
      en: 'Allow VAT in the journal in Exact Online, or map another journal.',
      nl: 'Sta btw toe in het dagboek in Exact Online, of neem een ander dagboek op in de mapping.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Geblokkeerd: Grootboekrekening'],
    cause: { en: 'The ledger account is blocked.', nl: 'De grootboekrekening is geblokkeerd.' },
    fix: {
      en: 'Unblock the account in Exact Online, or map another one in the table.',
      nl: 'Deblokkeer de rekening in Exact Online, of zet een andere in de tabel.',
    },
    menu: LEDGER,
    source: 'EX-message-causes',
  },
  {
    says: ['Grootboekrekening is van type Kas', 'Grootboekrekening is van type Debiteuren'],
    cause: {
      en: 'The ledger account has the wrong type for this use.',
      nl: 'De grootboekrekening heeft voor dit gebruik het verkeerde type.',
    },
    fix: {
      en: 'Map an account of another type in the table.',
      nl: 'Zet in de tabel een rekening van een ander type.',
    },
    menu: LEDGER,
    source: 'EX-message-causes',
  },
  {
    says: ['The user is not active'],
    cause: {
      en: 'The user of the authorisation is disabled in Exact Online.',
      nl: 'De gebruiker van de koppeling is in Exact Online niet actief.',
    },
    fix: {
      en: 'Enable the user, or authorise again as another one.',
      nl: 'Activeer de gebruiker, of log opnieuw in als een andere.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Ongeldige referentie: …'],
    cause: {
      en: 'The record refers to something that Exact Online does not have, or that is of another kind: the message names the field.',
      nl: 'Het gegeven verwijst naar iets wat Exact Online niet heeft, of wat van een andere soort is: de melding noemt het veld.',
    },
    fix: {
      en: 'Create it in Exact Online, or correct the mapping of this field.',
      nl: 'Maak het aan in Exact Online, of verbeter de mapping van dit veld.',
    },
    source: 'EX-business-errors',
  },
  {
    says: ['Ongeldige referentie: Btw-code', 'Ongeldige referentie: Betalingsconditie'],
    cause: {
      en: 'The id is from another list, or the VAT code or payment condition does not exist.',
      nl: 'Het id komt uit een andere lijst, of de btw-code of betalingsconditie bestaat niet.',
    },
    fix: {
      en: 'Create it in Exact Online, or correct the table.',
      nl: 'Maak het aan in Exact Online, of verbeter de tabel.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Invalid VAT number', 'Ongeldig: Btw-nummer'],
    cause: {
      en: 'The VAT number does not follow the rules of the country.',
      nl: 'Het btw-nummer voldoet niet aan de regels van het land.',
    },
    fix: { en: 'Correct the VAT number in the source.', nl: 'Verbeter het btw-nummer in de bron.' },
    source: 'EX-message-causes',
  },
  {
    says: ["The property name '…' specified for type '…' is not valid"],
    cause: {
      en: 'The mapping sends a field that Exact Online does not have, or no longer has.',
      nl: 'De mapping stuurt een veld dat Exact Online niet (meer) heeft.',
    },
    fix: {
      en: 'Run `doctor`: it compares the mapped fields with the live description. Take the field out of the mapping.',
      nl: 'Draai `doctor`: die vergelijkt de velden met de actuele beschrijving. Haal het veld uit de mapping.',
    },
    source: 'EX-unknown-names',
  },
  {
    says: ['Application Scope Violated'],
    cause: {
      en: 'The app was not given the right to this kind of record.',
      nl: 'De app heeft geen recht op dit soort gegevens.',
    },
    fix: {
      en: 'Give the app the scope in the App Centre, then log in again.',
      nl: 'Geef de app het recht in het App Center, en log opnieuw in.',
    },
    source: 'EX-rights',
  },
  {
    says: ['User division is not within division scope'],
    cause: {
      en: 'The login did not include this administration.',
      nl: 'Bij het inloggen is deze administratie niet gekozen.',
    },
    fix: {
      en: 'Add the administration to the app in the security centre, or log in again and choose it.',
      nl: 'Voeg de administratie toe aan de app in het beveiligingscentrum, of log opnieuw in en kies haar.',
    },
    menu: menu('Mijn Exact Online > Beveiligingscentrum > Machtigingen voor mijn apps > Administraties beheren'),
    source: 'EX-division-scope',
  },
  {
    says: ['BlockedUser', 'InactiveUser'],
    cause: {
      en: 'The user that the sync logs in as is blocked or inactive.',
      nl: 'De gebruiker waarmee de sync inlogt, is geblokkeerd of niet actief.',
    },
    fix: {
      en: 'Put that user in use again in Exact Online, or log in again as another one.',
      nl: 'Neem die gebruiker in Exact Online weer in gebruik, of log opnieuw in als een andere.',
    },
    source: 'EX-error-body',
    isInferred: true,
  },
  {
    says: ['LicenseExpired', 'BlockedCustomer'],
    cause: {
      en: 'The licence has ended, or Exact Online has blocked the subscription.',
      nl: 'De licentie is verlopen, of Exact Online heeft het abonnement geblokkeerd.',
    },
    fix: {
      en: 'Renew the licence, or ask the support of Exact Online.',
      nl: 'Verleng de licentie, of vraag het de support van Exact Online.',
    },
    source: 'EX-error-body',
    isInferred: true,
  },
  {
    says: ['DivisionBlocked'],
    cause: { en: 'The administration is blocked.', nl: 'De administratie is geblokkeerd.' },
    fix: {
      en: 'Ask the support of Exact Online why.',
      nl: 'Vraag de support van Exact Online waarom.',
    },
    source: 'EX-error-body',
    isInferred: true,
  },
  {
    says: ['NoDivisionAccess'],
    cause: {
      en: 'The user that the sync logs in as may not open this administration.',
      nl: 'De gebruiker waarmee de sync inlogt, mag deze administratie niet openen.',
    },
    fix: {
      en: 'Give that user the right to it in Exact Online, and check its number: exact-online-division, or division in settings.yml.',
      nl: 'Geef die gebruiker er in Exact Online recht op, en controleer het nummer: exact-online-division, of division in settings.yml.',
    },
    source: 'EX-error-body',
    isInferred: true,
  },
  {
    says: ['Old refresh token used'],
    cause: {
      en: 'The refresh token was used before: two programs share one login, or a newer token was lost.',
      nl: 'Het refresh token is al eens gebruikt: twee programma’s delen één login, of een nieuwer token is kwijtgeraakt.',
    },
    fix: {
      en: 'Find out who else uses this login, then log in again with `authorize`.',
      nl: 'Zoek uit wie deze login nog meer gebruikt, en log opnieuw in met `authorize`.',
    },
    source: 'EX-token-errors',
  },
  {
    says: ['The refresh token expired at …'],
    cause: {
      en: 'No token was renewed for 30 days, so the login has ended.',
      nl: 'Er is 30 dagen geen token vernieuwd, dus de login is verlopen.',
    },
    fix: { en: 'Log in again with `authorize`.', nl: 'Log opnieuw in met `authorize`.' },
    source: 'EX-token-errors',
  },
  {
    says: ['access_token not expired'],
    cause: {
      en: 'A token was asked for too early: Exact Online renews none in the first nine and a half minutes.',
      nl: 'Er is te vroeg een token gevraagd: Exact Online vernieuwt er geen in de eerste negenenhalve minuut.',
    },
    fix: { en: 'Nothing: the next run goes on.', nl: 'Niets: de volgende run gaat verder.' },
    source: 'EX-token-errors',
  },
  {
    says: ['invalid or empty chainId'],
    cause: {
      en: 'The login has been broken off: a newer one took its place, or it was withdrawn.',
      nl: 'De login is afgebroken: er is een nieuwere voor in de plaats gekomen, of ze is ingetrokken.',
    },
    fix: { en: 'Log in again with `authorize`.', nl: 'Log opnieuw in met `authorize`.' },
    source: 'EX-token-errors',
  },
  {
    says: ['Please add a $select or a $top=1 statement'],
    cause: {
      en: 'Exact Online wants to be told which fields are read.',
      nl: 'Exact Online wil weten welke velden worden gelezen.',
    },
    fix: {
      en: 'Name the fields with $select. This action always does: if it shows the message, report it as an issue.',
      nl: 'Noem de velden met $select. Deze action doet dat altijd: meld het als issue als zij deze melding toont.',
    },
    source: 'EX-select-required',
  },
  {
    says: ['Niet herkende GUID-indeling', 'Unrecognized Guid format'],
    cause: {
      en: 'A code was sent where Exact Online wants the id of a record.',
      nl: 'Er is een code gestuurd waar Exact Online het id van een gegeven wil.',
    },
    fix: {
      en: 'Find the record in the mapping with `ref`, so that its id is sent.',
      nl: 'Zoek het gegeven in de mapping op met `ref`, zodat het id wordt gestuurd.',
    },
    source: 'EX-message-causes',
  },
  {
    says: ['Object reference not set to an instance of an object'],
    cause: {
      en: 'Exact Online stumbled over something that the record lacks and that it does not name.',
      nl: 'Exact Online struikelde over iets dat in het gegeven ontbreekt en dat het niet noemt.',
    },
    fix: {
      en: 'Enter the record by hand in Exact Online to see what is required, and map that field.',
      nl: 'Voer het gegeven met de hand in Exact Online in om te zien wat verplicht is, en neem dat veld op in de mapping.',
    },
    source: 'EX-message-causes',
  },
];
