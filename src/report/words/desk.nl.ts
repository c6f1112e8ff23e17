import type { deskEn } from './desk.en.ts';

/** The same in Dutch. */
export const deskNl: typeof deskEn = {
  label: 'Eén issue per oorzaak, geopend en gesloten door exact-asperion-sync',
  labelOfOne: (company) => `Issues van exact-asperion-sync over ${company}`,
  since: (day) => `wacht sinds ${day}`,
  records: 'Records die wachten',
  retryAll: 'alles opnieuw proberen (retry)',
  retry: (record) => `${record} opnieuw proberen (retry)`,
  skip: (record) => `${record} overslaan (skip)`,
  pin: (record, target) => `${record} is ${target} in het doelsysteem`,
  pinNew: (record) => `${record} staat nog niet in het doelsysteem: maak een nieuw record`,
  tickPin: 'Vink hieronder aan welk record van het doelsysteem het is.',
  newRecord: 'een nieuw record',
  moreRecords: (number) => `… en nog ${number}: *alles opnieuw proberen* geldt ook daarvoor.`,
  howTo:
    '*Opnieuw proberen*: de volgende sync probeert het record nog een keer. *Overslaan*: een pull request haalt het record uit de sync. U kunt ook een reactie schrijven: `/retry NUMMER`, `/retry all`, `/skip NUMMER`, `/why NUMMER`, `/map TABEL SLEUTEL=WAARDE`.',
  howToPin:
    '*… in het doelsysteem*: een pull request legt in links.yml vast welk record van het doelsysteem het is, of dat er een nieuw record komt.',
  acted: (time) => `De aangevinkte vakjes zijn voor het laatst verwerkt op ${time} (Nederlandse tijd).`,
  candidates: (list) =>
    `Wat het kan zijn (${list}). Kopieer de juiste opdracht naar een reactie: die opent een pull request met die rij.`,
  means: (key, name) => `In de bron heet ${key} "${name}".`,
  checkFirst: (key, above) =>
    `Kijk eerst in de bron of ${key} klopt bij ${above}; is het een vergissing, verbeter het daar en voeg geen rij toe.`,
  noCandidate: (list, usage) =>
    `Niets uit de lijst (${list}) past vanzelf. Schrijf de juiste waarde in een reactie: ${usage} opent een pull request met die rij.`,
  rowOfOne: (company) =>
    `De rij komt in de eigen tabellen van ${company}. Geldt die voor alle bedrijven, zet hem dan zelf in de gezamenlijke tabel.`,
  holdsFor: (companies) => `De rij geldt alleen voor ${companies}.`,
  because: {
    'same code and name': 'dezelfde code en naam',
    'it names this code': 'noemt deze code',
    'same code, other name': 'dezelfde code, een andere naam',
    'same name, other code': 'dezelfde naam, een andere code',
    'same rate and kind': 'hetzelfde tarief en dezelfde soort',
    'same rate; the kind is read from the name': 'hetzelfde tarief; de soort volgt uit de naam',
    'same number of days': 'hetzelfde aantal dagen',
    'paid the same way': 'op dezelfde manier betaald',
    'same code': 'dezelfde code',
    'same name': 'dezelfde naam',
    'another word for it': 'een ander woord hiervoor',
  },
  more: (number) =>
    `Nog ${number} oorzaken hebben geen eigen issue. Dat komt er zodra andere zijn opgelost. Veel oorzaken tegelijk hebben vaak één reden: kijk eerst naar de bovenste.`,
  moreTitle: 'Meer oorzaken dan er issues voor zijn',
  gone: (run) => `Sinds [deze run](${run}) wacht hier niets meer op.`,
  answers: {
    mayNot: 'Dit kan hier alleen iemand met schrijfrechten op deze repository.',
    unlisted:
      'Er is niets gedaan. Geen sync leest dit issue nog, want settings.yml noemt andere bedrijven dan voorheen. Sluit het: wat nog wacht, heeft een ander issue of krijgt er een in de volgende sync.',
    unknown: (command, meant) =>
      `De opdracht ${command} bestaat niet. ${meant === null ? 'Wel: `/retry NUMMER`, `/retry all`, `/skip NUMMER`, `/why NUMMER`, `/map TABEL SLEUTEL=WAARDE`.' : `Bedoelde u ${meant}?`}`,
    onlyBox:
      'Er is niets gedaan. Vink voor een nieuw record het vakje in het issue aan, of schrijf er `new` voor in links.yml.',
    usage: (usage) => `Schrijf het zo: ${usage}`,
    usages: {
      '/retry': '`/retry 26013`, `/retry 26013 26014` of `/retry all`',
      '/skip': '`/skip 26013` of `/skip 26013 26014`',
      '/why': '`/why 26013` of `/why 26013 26014`',
      '/map': '`/map payment-conditions 14=2`, of `/map vat-codes NL/5=12` voor een tabel met twee niveaus',
    },
    notHere: (records) => `Dit issue heeft geen vakje voor ${records}.`,
    retry: (records) => `De volgende sync probeert opnieuw: ${records}.`,
    all: 'alle records van dit issue',
    noRecords: 'Dit issue heeft geen records om opnieuw te proberen: de volgende sync start vanzelf.',
    skipped: (records, link) => `Om ${records} over te slaan, merget u ${link}.`,
    pinned: (pairs, link) => `Om vast te leggen welk record van het doelsysteem het is, ${pairs}, merget u ${link}.`,
    oneOnly: (record) => `Voor ${record} is meer dan één vakje aangevinkt: vink alleen het juiste aan.`,
    skippedToo: (records) => `Die slaat ook over: ${records}.`,
    pinnedToo: (pairs) => `Die legt ook vast: ${pairs}.`,
    mapped: (row, link) => `Om de rij ${row} toe te voegen, merget u ${link}.`,
    mappedToo: (rows) =>
      `Die voegt ook ${rows} toe: controleer elke rij waar u niet om vroeg, want het kan een gok zijn.`,
    guessed: (row, why, link) =>
      `Een eerste voorstel is de rij ${row} (${why}). Controleer die en merge dan ${link}; of kopieer een andere opdracht uit de lijst hierboven naar een reactie, die de pull request aanpast.`,
    again: 'Na de merge probeert de volgende sync de records vanzelf opnieuw.',
    same: 'Dit staat al in het bestand: er hoeft niets te veranderen.',
    thePull: (url) => `[deze pull request](${url})`,
    theBranch: (url) =>
      `de wijziging op [deze branch](${url}): open daar zelf de pull request, want GitHub Actions mag in deze repository geen pull requests openen`,
    checks:
      'Controles starten niet vanzelf bij een pull request van een workflow: sluit en heropen de pull request om ze te starten.',
    noTable: (table, meant) => `De tabel ${table} bestaat niet.${meant === null ? '' : ` Bedoelde u ${meant}?`}`,
    notInList: (value, list, entries, file) =>
      `In de lijst (${list}) staat geen ${value} die kan worden gebruikt. Wel: ${entries}. Is ${value} toegevoegd nadat dit issue is geopend, zet de rij dan zelf in ${file}.`,
    taken: (key, file) => `${file} heeft al een rij voor ${key}: wijzig die daar.`,
    wrong: (problem) => `Met deze rij kloppen de mappings niet: ${problem}`,
    why: (record, what) => `${record} wacht: ${what}`,
    whyNot: (record) => `Geen open issue van de sync noemt ${record}.`,
    rule: (place) => `De regel die dit bepaalt staat in ${place}.`,
    ruleOfAction: (place) => `De regel die dit bepaalt staat in ${place} en hoort bij de action.`,
    failed: (why) => `Dit is niet gelukt: ${why}.`,
  },
  pulls: {
    skip: (number) => `Records overslaan die wachten (issue ${number})`,
    pins: 'Records vastleggen in links.yml',
    skipsAndPins: 'Records overslaan of vastleggen in links.yml',
    pinBody: (pairs, issue) =>
      `Legt vast welk record van het doelsysteem het is: ${pairs}. De sync koppelt de twee en neemt over wat verschilt, of maakt het nieuwe record. Gevraagd in #${issue}.`,
    skipBody: (records, issue, numbers) =>
      `De sync laat deze records voortaan met rust: ${records}. Gevraagd in #${issue}. Boek met de hand wat in de boeken hoort, onder het nummer dat de sync het zou geven${numbers}: dan boekt geen andere flow het nog een keer.`,
    asked: (issue) => `Gevraagd in #${issue}.`,
    guess: (issue) =>
      `Voorgesteld naar aanleiding van #${issue}. Deze rij is een gok: controleer die voordat u merget.`,
    map: (row, table) => `Zet ${row} in ${table}`,
    mapMore: (table) => `Zet meerdere waarden in ${table}`,
    mapBody: (row, table) => `Voegt de rij ${row} toe aan de tabel ${table}.`,
  },
};
