/** Names and contact details of a country, for invented customers. */
export interface CountryStyle {
  /** As Exact Online shows it to a Dutch user. */
  readonly name: string;
  readonly language: string;
  readonly legalForms: readonly string[];
  /** First and second part of a company's name. */
  readonly trades: readonly string[];
  readonly places: readonly (readonly [postcode: string, city: string])[];
  readonly streets: readonly string[];
  readonly houseNumberFirst?: boolean;
  readonly firstNames: readonly string[];
  /** With the particle in front, if any: `de Vries`. */
  readonly lastNames: readonly string[];
  /** `#` is a digit. Only numbers reserved for examples, or that cannot be dialled. */
  readonly phone: string;
  /** Format of the VAT number; its check digits are not computed, so it is nobody's. Null outside the EU. */
  readonly vatNumber: string | null;
  readonly chamberNumber: string;
}

/** Words for company names, the same in every country. */
// biome-ignore format: a list of words
export const companyWords = [
  'Morgenster', 'Zilvermeeuw', 'Linde', 'Kompas', 'Aurora', 'Meridiaan', 'Kastanje', 'Noorderlicht', 'Korenbloem', 'Waterkant',
  'IJsvogel', 'Bergamot', 'Columbus', 'Lantaarn', 'Amandel', 'Vuurtoren', 'Oranjerie', 'Marmot', 'Zonnewijzer', 'Paviljoen',
] as const;

/** The countries where customers live. */
// biome-ignore format: tables of names
export const countryStyles: Readonly<Record<string, CountryStyle>> = {
  NL: {
    name: 'Nederland',
    language: 'nl-NL',
    legalForms: ['B.V.', 'V.O.F.', 'B.V.'],
    trades: ['Lunchroom', 'Bakkerij', 'Hotel', 'Kantoorservice', 'Boekhandel', 'Eetcafé'],
    places: [['1506 AB', 'Zaandam'], ['3511 CD', 'Utrecht'], ['9711 EF', 'Groningen'], ['6211 GH', 'Maastricht'], ['8011 JK', 'Zwolle'], ['4331 LM', 'Middelburg']],
    streets: ['Molenpad', 'Kerkstraat', 'Lange Gracht', 'Havenkade', 'Eikenlaan', 'Korte Brink'],
    firstNames: ['Sanne', 'Daan', 'Fleur', 'Bram', 'Noor', 'Thijs', 'Maud', 'Sem'],
    lastNames: ['de Vries', 'Bakker', 'van den Berg', 'Visser', 'Smit', 'Meijer', 'Hoekstra', 'ter Horst'],
    phone: '020-555 01##',
    vatNumber: 'NL#########B0#',
    chamberNumber: '########',
  },
  BE: {
    name: 'België',
    language: 'nl-BE',
    legalForms: ['BV', 'NV', 'CommV'],
    trades: ['Brasserie', 'Bakkerij', 'Koffiehuis', 'Feestzaal', 'Traiteur'],
    places: [['2000', 'Antwerpen'], ['9000', 'Gent'], ['3000', 'Leuven'], ['8000', 'Brugge'], ['4000', 'Liège']],
    streets: ['Meerstraat', 'Kapellelei', 'Oude Markt', 'Rue du Canal', 'Dorpsplein'],
    firstNames: ['Lotte', 'Wout', 'Élise', 'Jef', 'Marie', 'Arne'],
    lastNames: ['Peeters', 'Janssens', 'Van Damme', 'Dubois', 'De Smet', 'Claes'],
    phone: '+32 2 555 01 ##',
    vatNumber: 'BE0#########',
    chamberNumber: '0###.###.###',
  },
  DE: {
    name: 'Duitsland',
    language: 'de-DE',
    legalForms: ['GmbH', 'KG', 'GmbH & Co. KG'],
    trades: ['Café', 'Bäckerei', 'Feinkost', 'Gasthof', 'Bürobedarf'],
    places: [['50667', 'Köln'], ['48143', 'Münster'], ['80331', 'München'], ['20095', 'Hamburg'], ['26122', 'Oldenburg']],
    streets: ['Mühlenweg', 'Hauptstraße', 'Am Marktplatz', 'Lindenallee', 'Schloßgasse'],
    firstNames: ['Jürgen', 'Anke', 'Felix', 'Greta', 'Uwe', 'Katrin'],
    lastNames: ['Müller', 'Schäfer', 'Weiß', 'Vogel', 'Krüger', 'Hoffmann'],
    phone: '+49 30 23125 0##',
    vatNumber: 'DE#########',
    chamberNumber: 'HRB #####',
  },
  FR: {
    name: 'Frankrijk',
    language: 'fr-FR',
    legalForms: ['SARL', 'SAS'],
    trades: ['Brûlerie', 'Épicerie', 'Maison de thé', 'Boulangerie'],
    places: [['59000', 'Lille'], ['69002', 'Lyon'], ['67000', 'Strasbourg']],
    streets: ['rue des Tanneurs', 'quai du Port', 'avenue des Érables'],
    houseNumberFirst: true,
    firstNames: ['Zoé', 'Benoît', 'Chloé', 'Étienne'],
    lastNames: ['Lefèvre', 'Moreau', 'Girard', "d'Aubigné"],
    phone: '+33 1 99 00 ## ##',
    vatNumber: 'FR###########',
    chamberNumber: '### ### ###',
  },
  AT: {
    name: 'Oostenrijk',
    language: 'de-AT',
    legalForms: ['GmbH', 'OG'],
    trades: ['Kaffeehaus', 'Konditorei'],
    places: [['1010', 'Wien'], ['5020', 'Salzburg'], ['6020', 'Innsbruck']],
    streets: ['Ringgasse', 'Kirchenplatz'],
    firstNames: ['Valentina', 'Lukas', 'Theresa'],
    lastNames: ['Gruber', 'Moser', 'Pichler'],
    phone: '+43 1 555 01##',
    vatNumber: 'ATU########',
    chamberNumber: 'FN ######h',
  },
  IT: {
    name: 'Italië',
    language: 'it-IT',
    legalForms: ['S.r.l.', 'S.p.A.'],
    trades: ['Torrefazione', 'Pasticceria'],
    places: [['20121', 'Milano'], ['34121', 'Trieste']],
    streets: ['Via dei Mulini', 'Piazza Vecchia'],
    firstNames: ['Giulia', 'Nicolò', 'Chiara'],
    lastNames: ['Rossi', 'De Luca', 'Colombo'],
    phone: '+39 02 555 01##',
    vatNumber: 'IT###########',
    chamberNumber: 'MI-#######',
  },
  ES: {
    name: 'Spanje',
    language: 'es-ES',
    legalForms: ['S.L.', 'S.A.'],
    trades: ['Cafetería', 'Panadería'],
    places: [['28013', 'Madrid'], ['46002', 'Valencia']],
    streets: ['Calle del Molino', 'Plaza Mayor'],
    firstNames: ['Lucía', 'Íñigo', 'Carmen'],
    lastNames: ['García', 'Muñoz', 'Ibáñez'],
    phone: '+34 91 555 01 ##',
    vatNumber: 'ESB########',
    chamberNumber: 'M-######',
  },
  PL: {
    name: 'Polen',
    language: 'pl-PL',
    legalForms: ['Sp. z o.o.'],
    trades: ['Palarnia', 'Cukiernia'],
    places: [['00-001', 'Warszawa'], ['31-002', 'Kraków']],
    streets: ['ul. Młyńska', 'ul. Lipowa'],
    firstNames: ['Zofia', 'Łukasz', 'Agnieszka'],
    lastNames: ['Nowak', 'Wójcik', 'Zieliński'],
    phone: '+48 22 555 01 ##',
    vatNumber: 'PL##########',
    chamberNumber: '##########',
  },
  DK: {
    name: 'Denemarken',
    language: 'da-DK',
    legalForms: ['ApS', 'A/S'],
    trades: ['Kaffebar', 'Konditori'],
    places: [['1050', 'København K'], ['8000', 'Aarhus C']],
    streets: ['Møllevej', 'Strandgade'],
    firstNames: ['Freja', 'Søren', 'Astrid'],
    lastNames: ['Nielsen', 'Østergaard', 'Kjær'],
    phone: '+45 55 50 01 ##',
    vatNumber: 'DK########',
    chamberNumber: '########',
  },
  IE: {
    name: 'Ierland',
    language: 'en-IE',
    legalForms: ['Ltd'],
    trades: ['Coffee House', 'Bakery'],
    places: [['D02 ZZ99', 'Dublin'], ['T12 ZZ99', 'Cork']],
    streets: ['Mill Lane', 'Harbour Road'],
    houseNumberFirst: true,
    firstNames: ['Aoife', 'Cillian', 'Niamh'],
    lastNames: ["O'Brien", 'Ní Dhomhnaill', 'Walsh'],
    phone: '+353 1 555 01##',
    vatNumber: 'IE#######WA',
    chamberNumber: '######',
  },
  CH: {
    name: 'Zwitserland',
    language: 'de-CH',
    legalForms: ['AG', 'GmbH'],
    trades: ['Kaffeerösterei', 'Confiserie'],
    places: [['8001', 'Zürich'], ['3011', 'Bern']],
    streets: ['Seestrasse', 'Mühlegasse'],
    firstNames: ['Reto', 'Ursina'],
    lastNames: ['Zürcher', 'Hügli'],
    phone: '+41 44 555 01 ##',
    vatNumber: null,
    chamberNumber: 'CHE-###.###.###',
  },
  GB: {
    name: 'Verenigd Koninkrijk',
    language: 'en-GB',
    legalForms: ['Ltd'],
    trades: ['Tea Rooms', 'Coffee Roasters'],
    places: [['YO1 9ZZ', 'York'], ['BA1 9ZZ', 'Bath']],
    streets: ['Orchard Street', 'Quay Lane'],
    houseNumberFirst: true,
    firstNames: ['Imogen', 'Alistair'],
    lastNames: ['Pemberton', 'MacLeod'],
    phone: '+44 20 7946 0###',
    vatNumber: null,
    chamberNumber: '########',
  },
};
