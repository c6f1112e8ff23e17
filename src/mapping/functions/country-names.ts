/** A country: its ISO 3166-1 alpha-2 and alpha-3 codes, calling code, and what it is called. */
export interface Country {
  readonly code: string;
  readonly code3: string;
  readonly callingCode: string;
  readonly isMember: boolean;
  /** In Dutch, English, German and French, and other names that people write. */
  readonly names: readonly string[];
}

/** The members of the European Union. */
// biome-ignore format: a table
const MEMBERS: readonly (readonly [codes: string, callingCode: string, names: string])[] = [
  ['AT AUT', '43', 'Oostenrijk, Austria, Österreich, Autriche'],
  ['BE BEL', '32', 'België, Belgium, Belgien, Belgique'],
  ['BG BGR', '359', 'Bulgarije, Bulgaria, Bulgarien, Bulgarie'],
  ['CY CYP', '357', 'Cyprus, Zypern, Chypre'],
  ['CZ CZE', '420', 'Tsjechië, Tsjechische Republiek, Czechia, Czech Republic, Tschechien, Tschechische Republik, Tchéquie, République tchèque'],
  ['DE DEU', '49', 'Duitsland, Germany, Deutschland, Bundesrepublik Deutschland, Allemagne'],
  ['DK DNK', '45', 'Denemarken, Denmark, Dänemark, Danemark'],
  ['EE EST', '372', 'Estland, Estonia, Estonie'],
  ['ES ESP', '34', 'Spanje, Spain, Spanien, Espagne'],
  ['FI FIN', '358', 'Finland, Finnland, Finlande'],
  ['FR FRA', '33', 'Frankrijk, France, Frankreich'],
  ['GR GRC', '30', 'Griekenland, Greece, Griechenland, Grèce, Hellas'],
  ['HR HRV', '385', 'Kroatië, Croatia, Kroatien, Croatie'],
  ['HU HUN', '36', 'Hongarije, Hungary, Ungarn, Hongrie'],
  ['IE IRL', '353', 'Ierland, Ireland, Republic of Ireland, Irland, Irlande'],
  ['IT ITA', '39', 'Italië, Italy, Italien, Italie'],
  ['LT LTU', '370', 'Litouwen, Lithuania, Litauen, Lituanie'],
  ['LU LUX', '352', 'Luxemburg, Luxembourg, Groothertogdom Luxemburg'],
  ['LV LVA', '371', 'Letland, Latvia, Lettland, Lettonie'],
  ['MT MLT', '356', 'Malta, Malte'],
  ['NL NLD', '31', 'Nederland, Netherlands, The Netherlands, Holland, Niederlande, Pays-Bas, Les Pays-Bas'],
  ['PL POL', '48', 'Polen, Poland, Pologne'],
  ['PT PRT', '351', 'Portugal'],
  ['RO ROU', '40', 'Roemenië, Romania, Rumänien, Roumanie'],
  ['SE SWE', '46', 'Zweden, Sweden, Schweden, Suède'],
  ['SI SVN', '386', 'Slovenië, Slovenia, Slowenien, Slovénie'],
  ['SK SVK', '421', 'Slowakije, Slovakia, Slovak Republic, Slowakei, Slovaquie'],
];

/** Their neighbours, and the United States. */
// biome-ignore format: a table
const OTHERS: typeof MEMBERS = [
  ['AD AND', '376', 'Andorra, Andorre'],
  ['AL ALB', '355', 'Albanië, Albania, Albanien, Albanie'],
  ['BA BIH', '387', 'Bosnië en Herzegovina, Bosnië, Bosnia and Herzegovina, Bosnien und Herzegowina, Bosnie-Herzégovine'],
  ['BY BLR', '375', 'Belarus, Wit-Rusland, Weißrussland, Biélorussie'],
  ['CH CHE', '41', 'Zwitserland, Switzerland, Schweiz, Suisse'],
  ['GB GBR', '44', 'Verenigd Koninkrijk, Groot-Brittannië, Engeland, Schotland, Wales, Noord-Ierland, United Kingdom, Great Britain, England, Scotland, Northern Ireland, Vereinigtes Königreich, Großbritannien, Royaume-Uni, Grande-Bretagne'],
  ['IS ISL', '354', 'IJsland, Iceland, Island, Islande'],
  ['LI LIE', '423', 'Liechtenstein'],
  ['MC MCO', '377', 'Monaco'],
  ['MD MDA', '373', 'Moldavië, Moldova, Republik Moldau, Moldau, Moldavie'],
  ['ME MNE', '382', 'Montenegro, Monténégro'],
  ['MK MKD', '389', 'Noord-Macedonië, North Macedonia, Nordmazedonien, Macédoine du Nord'],
  ['NO NOR', '47', 'Noorwegen, Norway, Norwegen, Norvège'],
  ['RS SRB', '381', 'Servië, Serbia, Serbien, Serbie'],
  ['RU RUS', '7', 'Rusland, Russia, Russische Federatie, Russian Federation, Russland, Russie'],
  ['SM SMR', '378', 'San Marino, Saint-Marin'],
  ['TR TUR', '90', 'Turkije, Turkey, Türkiye, Türkei, Turquie'],
  ['UA UKR', '380', 'Oekraïne, Ukraine'],
  ['US USA', '1', 'Verenigde Staten, Verenigde Staten van Amerika, Amerika, United States, United States of America, Vereinigte Staaten, États-Unis'],
  ['VA VAT', '379', 'Vaticaanstad, Vatican City, Vatikanstadt, État de la Cité du Vatican, Vatican'],
  ['XK XKX', '383', 'Kosovo'],
];

const rows = (table: typeof MEMBERS, isMember: boolean): readonly Country[] =>
  table.map(([codes, callingCode, names]) => {
    const [code = '', code3 = ''] = codes.split(' ');
    return { code, code3, callingCode, isMember, names: names.split(', ') };
  });

/** Every country that the library knows. */
export const countries: readonly Country[] = [...rows(MEMBERS, true), ...rows(OTHERS, false)];

const byCode = new Map(countries.map((country) => [country.code, country]));

/** The country with an alpha-2 code, in any case. */
export function countryOf(code: string): Country | undefined {
  return byCode.get(code.trim().toUpperCase());
}
