import type { Translations } from '../../../systems/translations.ts';

/** What the shipped mappings say: why a record waits, what a check reports, what is left out. The names of the systems are values. */
export const mappingsInDutch: Translations = {
  sentences: [
    [
      'The number {} is that of a document of {} but for its spelling, which is {}: nothing knows it as that one, and it is booked twice.',
      'Nummer {1} is op de schrijfwijze na dat van een document van {2}, dat {3} heet: niets herkent het daaraan, en het wordt dubbel geboekt.',
    ],
    ['If it is that document, give it that spelling.', 'Is het dat document, schrijf het nummer dan zo.'],
    [
      'If {} has it under that number as well, delete or credit the one that was typed by hand, and pin both as skip in links.yml.',
      'Heeft {} het ook al onder dat nummer, verwijder of crediteer dan wat met de hand is ingevoerd, en zet beide in links.yml op skip.',
    ],
    [
      'The lines come to {} without VAT and the entry to {}.',
      'De regels zijn samen {#} exclusief btw, en de boeking is {#}.',
    ],
    ['The lines have {} of VAT and the entry {}.', 'De regels hebben {#} btw, en de boeking {#}.'],
    [
      'What is sold has {} of VAT, and {} may compute {} from its lines.',
      'Wat is verkocht heeft {1#} btw, en {2} kan uit de regels {3#} berekenen.',
    ],
    [
      'Compare the invoice that {} makes of it with what was agreed.',
      'Vergelijk de factuur die {} ervan maakt met wat is afgesproken.',
    ],
    [
      'The lines come to {} without VAT and the order to {}.',
      'De regels zijn samen {#} exclusief btw, en de order is {#}.',
    ],
    [
      'The lines of invoice {} come to {} without VAT and the invoice to {}.',
      'De regels van factuur {} zijn samen {#} exclusief btw, en de factuur is {#}.',
    ],
    [
      'Invoice {} has a line whose amount is {} and whose quantity times its price has the other sign: nothing says whether it is charged or credited.',
      'Factuur {} heeft een regel met een bedrag van {#}, en het aantal maal de prijs heeft het andere teken: niets zegt of die regel in rekening is gebracht of gecrediteerd.',
    ],
    [
      'The lines of invoice {} have {} of VAT and the invoice {}.',
      'De regels van factuur {} hebben {#} btw, en de factuur {#}.',
    ],
    [
      'Charges of an order are not in its lines: they may be the difference.',
      'Toeslagen van een order staan niet in de regels: die kunnen het verschil zijn.',
    ],
    [
      'VAT code {} ({} in the row {} / {} of tables/vat-codes.yml): {…}.',
      'Btw-code {} ({} in de rij {} / {} van tables/vat-codes.yml): {}.',
    ],
    ['VAT code {}: {…}.', 'Btw-code {}: {}.'],
    ['VAT: {…}.', 'Btw: {}.'],
    [
      'VAT code {}: the customer has no country, which decides what it means.',
      'Btw-code {}: de klant heeft geen land, en dat bepaalt wat de code betekent.',
    ],
    [
      'Correct the code on the line, or the country or VAT number of the customer.',
      'Verbeter de btw-code van de regel, of het land of btw-nummer van de klant.',
    ],
    [
      'Correct the code on the line, the country or VAT number of the customer, or the row of tables/vat-codes.yml.',
      'Verbeter de btw-code van de regel, het land of btw-nummer van de klant, of de rij van tables/vat-codes.yml.',
    ],
    [
      'Correct that row, or the VAT code or the VAT of the line.',
      'Verbeter die rij van de tabel, of de btw-code of het btw-bedrag van de boekingsregel.',
    ],
    [
      'Correct the line, its VAT code or its VAT, or the row of that code.',
      'Verbeter de boekingsregel, de btw-code of het btw-bedrag, of de rij van die code in de tabel.',
    ],
    ['Correct the VAT in {}.', 'Verbeter de btw in {}.'],
    ['Correct the entry in {}.', 'Verbeter de boeking in {}.'],
    ['Fill in the country of the debtor.', 'Vul bij de debiteur het land in.'],
    ['Choose one in {}.', 'Kies er een in {}.'],
    ['Print it in {}.', 'Druk de factuur in {} af.'],
    [
      'If the flow of invoices is on, it books it for that customer.',
      'Staat de flow van facturen aan, dan boekt die de factuur bij die klant.',
    ],
    [
      'Else book it by hand, or correct the customer in {}.',
      'Boek de factuur anders met de hand, of verbeter de klant in {}.',
    ],
    ['Book the receipt in {}.', 'Boek die ontvangst in {}.'],
    [
      'VAT code {}: only Dutch rates go without a country, and neither order nor debtor has one.',
      'Btw-code {}: alleen Nederlandse tarieven kunnen zonder land, en order noch debiteur heeft er een.',
    ],
    [
      'VAT code {}: only Dutch rates go without a country, and the debtor has none.',
      'Btw-code {}: alleen Nederlandse tarieven kunnen zonder land, en de debiteur heeft er geen.',
    ],
    [
      'VAT code {} is {}, {} %, in the row {} / {} of tables/vat-codes.yml, and a line of {} has {} of VAT.',
      'Btw-code {} is {}, {#} %, in de rij {} / {} van tables/vat-codes.yml, maar een regel van {#} heeft {#} btw.',
    ],
    [
      'VAT code {} stands for {} % in tables/vat-supplies.yml, and a line of {} has {} of VAT.',
      'Btw-code {} staat voor {#} % in tables/vat-supplies.yml, maar een regel van {#} heeft {#} btw.',
    ],
    [
      'A negative quantity with VAT, or under the margin scheme, for what looks like a private person.',
      'Een negatief aantal met btw of onder de margeregeling, voor een klant die een particulier lijkt.',
    ],
    [
      'Book a trade-in as a purchase without VAT, and a return as a credit note.',
      'Boek een inruil als inkoop zonder btw, en een retour als creditnota.',
    ],
    [
      'Of a company, fill in the VAT number or that of the chamber of commerce.',
      'Is het een bedrijf, vul dan het btw-nummer of het KvK-nummer in.',
    ],
    [
      'A deposit or a discount that is taken off goes through with quantity 1 and a negative price; the recipes of orders say how to let its item through.',
      'Een aanbetaling of korting die eraf gaat, komt erdoor met aantal 1 en een negatieve prijs; de recepten voor orders zeggen hoe u het artikel ervan doorlaat.',
    ],
    ['The line of {} has no VAT code.', 'De regel van {} heeft geen btw-code.'],
    ['A line of {} has no VAT code.', 'Een regel van {#} heeft geen btw-code.'],
    [
      'A line of {} has no VAT code, and no row {} / (none) of tables/vat-codes.yml says what that means.',
      'Een regel van {#} heeft geen btw-code, en geen rij {} / (none) van tables/vat-codes.yml zegt wat dat betekent.',
    ],
    ['The line of {} lacks its quantity or its price.', 'Bij de regel van {} ontbreekt het aantal of de prijs.'],
    ['A line lacks its quantity or its price.', 'Bij een regel ontbreekt het aantal of de prijs.'],
    [
      'The line of {} has an amount of {}, but its quantity, price and discount, by which {} invoices, come to {}.',
      'De regel van {} heeft een bedrag van {#}, maar aantal, prijs en korting, waarmee {} factureert, komen op {#}.',
    ],
    [
      'A line has an amount of {}, but its quantity, price and discount, by which {} invoices, come to {}.',
      'Een regel heeft een bedrag van {#}, maar aantal, prijs en korting, waarmee {} factureert, komen op {#}.',
    ],
    [
      'The line of {} has an amount of {}, and no price of six decimals comes to that: by its quantity and discount {} would invoice {}.',
      'De regel van {} heeft een bedrag van {#}, en geen prijs met zes decimalen komt daarop uit: met aantal en korting zou {} {#} factureren.',
    ],
    [
      'A line has an amount of {}, and no price of six decimals comes to that: by its quantity and discount {} would invoice {}.',
      'Een regel heeft een bedrag van {#}, en geen prijs met zes decimalen komt daarop uit: met aantal en korting zou {} {#} factureren.',
    ],
    [
      'If they are right, enter the order in {} by hand, and pin it as skip in links.yml.',
      'Kloppen ze, voer de order dan met de hand in {} in, en zet hem in links.yml op skip.',
    ],
    [
      'Correct the quantity, the price or the discount of the line.',
      'Verbeter het aantal, de prijs of de korting van de regel.',
    ],
    ['A line with VAT code {} has no amount.', 'Een regel met btw-code {} heeft geen bedrag.'],
    [
      'Fill in its amount, or take away its VAT code if it is only a text.',
      'Vul het bedrag in, of haal de btw-code weg als het alleen tekst is.',
    ],
    [
      'A line of {} has no ledger account, and the debtor has no country, which would choose one.',
      'Een regel van {#} heeft geen grootboekrekening, en de debiteur heeft geen land om er een te kiezen.',
    ],
    [
      'Line {} is only a text, and is not taken over into {}.',
      'Regel {} is alleen tekst, en wordt niet in {} overgenomen.',
    ],
    [
      'The goods go to the United Kingdom, and no postcode says whether they go to Northern Ireland, where the VAT of the EU holds.',
      'De goederen gaan naar het Verenigd Koninkrijk, en geen postcode zegt of dat Noord-Ierland is, waar de btw van de EU geldt.',
    ],
    [
      'Fill in the postcode of the address that the goods go to.',
      'Vul de postcode in van het adres waar de goederen heen gaan.',
    ],
    [
      'Invoice {} has type {}, and nothing says whether that is an invoice or a credit note.',
      'Factuur {} heeft type {}, en nergens staat of dat een factuur of een creditnota is.',
    ],
    [
      'Invoice {} shows no type, and nothing says whether that is an invoice or a credit note.',
      'Factuur {} heeft geen type, en nergens staat of dat een factuur of een creditnota is.',
    ],
    [
      'The invoice has status {}, and nothing says whether it is printed.',
      'De factuur heeft status {}, en nergens staat of ze is afgedrukt.',
    ],
    [
      'The invoice shows no status, and nothing says whether it is printed.',
      'De factuur heeft geen status, en nergens staat of ze is afgedrukt.',
    ],
    [
      'The entry has status {}, and nothing says whether it is booked.',
      'De boeking heeft status {}, en nergens staat of ze is verwerkt.',
    ],
    [
      'The entry shows no status, and nothing says whether it is booked.',
      'De boeking heeft geen status, en nergens staat of ze is verwerkt.',
    ],
    [
      'The entry shows no book period in {}: the login may not see it.',
      'De boeking toont in {} geen boekperiode: de login mag die misschien niet zien.',
    ],
    [
      'The entry has type {}, and nothing says whether it is an invoice or a credit note.',
      'De boeking heeft type {}, en nergens staat of het een factuur of een creditnota is.',
    ],
    [
      'The entry shows no type, and nothing says whether it is an invoice or a credit note.',
      'De boeking heeft geen type, en nergens staat of het een factuur of een creditnota is.',
    ],
    [
      'The entry of {} is in period {} of {}, which is not a month in {}, and nothing says for which month it is.',
      'De boeking van {} staat in periode {} van {}, die in {} geen maand is, en nergens staat voor welke maand die boeking is.',
    ],
    [
      'The order shows no status, and nothing says whether it is complete.',
      'De order heeft geen status, en nergens staat of hij compleet is.',
    ],
    [
      'The invoice has status {}, and nothing says whether it is final.',
      'De factuur heeft status {}, en nergens staat of ze definitief is.',
    ],
    [
      'The invoice shows no status, and nothing says whether it is final.',
      'De factuur heeft geen status, en nergens staat of ze definitief is.',
    ],
    [
      'If it is, book it by hand and pin it as skip in links.yml.',
      'Is ze dat, boek ze dan met de hand, en zet ze in links.yml op skip.',
    ],
    [
      'If it is not final yet, leave it: it is booked when its status says that it is.',
      'Is ze nog niet definitief, laat ze dan staan: ze wordt geboekt zodra de status zegt dat ze het is.',
    ],
    [
      '{} does not show to which address order {} of invoice {} went: its VAT is judged by the country that the invoice or its customer has.',
      '{} laat niet zien naar welk adres order {} van factuur {} ging: de btw is beoordeeld naar het land van de factuur of de klant.',
    ],
    [
      'Look whether the goods of that order went to that country.',
      'Kijk na of de goederen van die order naar dat land gingen.',
    ],
    [
      'A line of {} is for {} to {}, and is booked as a whole in period {} of {}.',
      'Een regel van {1#} is voor {2#} tot en met {3#}, en is in zijn geheel geboekt in periode {4} van {5}.',
    ],
    ['Book by hand in {} what belongs to other periods.', 'Boek met de hand in {} wat in andere periodes hoort.'],
    [
      'Book by hand in {} what belongs to other periods, unless the account of the line does that already.',
      'Boek in {} met de hand wat bij andere perioden hoort, tenzij de rekening van de regel daar al voor zorgt.',
    ],
    [
      'A line of {} has cost unit {}, which is not taken over into {}.',
      'Een regel van {1#} heeft kostendrager {2}, en die gaat niet mee naar {3}.',
    ],
    ['Fill in the cost unit in {} by hand.', 'Vul de kostendrager met de hand in {} in.'],
    [
      'Of the document {} is to be paid to the G account, which is not taken over into {}.',
      'Van het document moet {1#} op de G-rekening worden betaald, en dat gaat niet mee naar {2}.',
    ],
    [
      'Note it in {} by hand, so that two payments are expected.',
      'Leg dat met de hand vast in {}, zodat daar twee betalingen worden verwacht.',
    ],
    [
      'The order has status {}, and nothing says whether it is complete.',
      'De order heeft status {}, en nergens staat of hij compleet is.',
    ],
    [
      'Credit note {} has lines above and lines below zero, and nothing says which of them are credited.',
      'Creditnota {} heeft regels boven en onder nul, en niets zegt welke daarvan worden gecrediteerd.',
    ],
    [
      'The credit entry has lines above and lines below zero, and nothing says which of them are credited.',
      'De creditboeking heeft regels boven en onder nul, en niets zegt welke daarvan worden gecrediteerd.',
    ],
    [
      'The document is dated {}, and a day comes as midnight: it may be of the day after.',
      'Het document is gedateerd op {}, en een dag komt als middernacht: het kan van de dag erna zijn.',
    ],
    ['Enter the date again there.', 'Vul de datum daar opnieuw in.'],
    [
      'Make a credit note of what is credited and an invoice of what is charged.',
      'Maak een creditnota van wat wordt gecrediteerd en een factuur van wat wordt berekend.',
    ],
    [
      'Make a credit entry of what is credited and an entry of what is charged.',
      'Maak een creditboeking van wat wordt gecrediteerd en een boeking van wat wordt berekend.',
    ],
    [
      'The order is delivered, and {} shows no delivery of it.',
      'De order is geleverd, maar {} laat er geen levering van zien.',
    ],
    [
      'Enter the delivery in {}, or let the login see deliveries.',
      'Voer de levering in {} in, of geef de aanmelding recht op leveringen.',
    ],
    [
      'Of {} {} of {} were delivered; the rest of the order was closed.',
      'Van {} zijn {#} van de {#} geleverd; de rest van de order is gesloten.',
    ],
    [
      'Of {} {} are credited in {}, and the draft has all that was delivered.',
      'Van {} zijn er {#} gecrediteerd in {}, en het concept is voor alles wat is geleverd.',
    ],
    [
      'Of {} {} of {} are in the order of {}; the rest was closed.',
      'Van {} staan {#} van de {#} in de order van {}; de rest is gesloten.',
    ],
    [
      'Of {} {} were delivered that no invoice bills; the order is done with invoicing.',
      'Van {} zijn er {#} geleverd die op geen factuur staan; de order wordt niet verder gefactureerd.',
    ],
    [
      'The goods were delivered in several periods, and are booked as a whole on {}.',
      'De goederen zijn in meer dan één periode geleverd, en zijn als geheel geboekt op {}.',
    ],
    [
      'Of {} {} of {} are booked; the rest of the order was closed.',
      'Van {} zijn {#} van de {#} geboekt; de rest van de order is gesloten.',
    ],
    [
      'An invoice of the order is not printed yet, or {} does not show it.',
      'Een factuur van de order is nog niet afgedrukt, of {} laat die niet zien.',
    ],
    ['Those that are printed are booked.', 'De afgedrukte facturen worden wel geboekt.'],
    [
      'Invoice {} is addressed to another customer than the first invoice of its order.',
      'Factuur {} staat op naam van een andere klant dan de eerste factuur van de order.',
    ],
    [
      'The order is complete, and {} shows neither an invoice nor a delivery of it.',
      'De order is compleet, maar {} laat er geen factuur en geen levering van zien.',
    ],
    [
      'Enter the delivery or the invoice in {}, or let the login see both.',
      'Voer de levering of de factuur in {} in, of geef de aanmelding recht op beide.',
    ],
    [
      '{} does not say that the order is done with invoicing: an invoice of it will be booked.',
      '{} zegt niet dat de order klaar is met factureren: een factuur ervan wordt nog geboekt.',
    ],
    [
      'Of {} {} were delivered and none were ordered: nothing says what they cost.',
      'Van {} zijn {#} geleverd en geen besteld: nergens staat wat ze kosten.',
    ],
    [
      'Enter in {} how many were ordered, or invoice the order there.',
      'Voer in {} in hoeveel er zijn besteld, of factureer de order daar.',
    ],
    [
      'The order is cancelled, and goods of it were delivered that no invoice bills: nothing says whether the customer pays for them.',
      'De order is geannuleerd, maar er zijn goederen van geleverd die op geen factuur staan: nergens staat of de klant die betaalt.',
    ],
    ['Their delivery is {}.', 'Hun levering is {}.'],
    ['Invoice them in {}, or take the delivery back there.', 'Factureer ze in {}, of maak de levering daar ongedaan.'],
    [
      'If neither will happen, pin the order as skip in links.yml.',
      'Gebeurt geen van beide, zet de order dan in links.yml op skip.',
    ],
    [
      'If the customer pays for them and that number is not booked, book them by hand under it.',
      'Betaalt de klant ze en is dat nummer nog niet geboekt, boek ze dan met de hand onder dat nummer.',
    ],
    ['Take the delivery back in {}.', 'Maak de levering in {} ongedaan.'],
    [
      'If the customer pays for them, see that the order in {} is for them alone, and pin it as skip in links.yml.',
      'Betaalt de klant ze, zorg dan dat de order in {} alleen daarvoor is, en zet hem in links.yml op skip.',
    ],
    [
      'Goods of this order came back on a delivery, and a credit note has goods that came back: nothing says whether they are the same.',
      'Goederen van deze order kwamen terug op een levering, en een creditnota heeft teruggekomen goederen: nergens staat of het dezelfde zijn.',
    ],
    ['Its delivery is {}.', 'De levering is {}.'],
    [
      'Book what was delivered by hand under that number, and pin the order as skip in links.yml.',
      'Boek met de hand onder dat nummer wat is geleverd, en zet de order in links.yml op skip.',
    ],
    [
      'Invoice {} has a discount on the whole, which belongs to no line.',
      'Factuur {} heeft een korting op het geheel, die bij geen regel hoort.',
    ],
    ['Without one, its delivery is {}.', 'Komt die er niet, dan is de levering {}.'],
    [
      'If there will be none, and that number is not booked, book what was delivered by hand under it, and pin the order as skip in links.yml.',
      'Komt er geen factuur meer, boek dan met de hand onder dat nummer wat is geleverd, en zet de order in links.yml op skip.',
    ],
    [
      'An invoice that comes after all is then not booked on top of it.',
      'Een factuur die toch nog komt, wordt er dan niet bovenop geboekt.',
    ],
    [
      'The order is invoiced, and {} shows no invoice of it.',
      'De order is gefactureerd, maar {} laat er geen factuur van zien.',
    ],
    ['Let the login see invoices in {}.', 'Geef de aanmelding recht op de facturen in {}.'],
    [
      'The item has {} prices for everybody that are valid today, and an article has one.',
      'Het artikel heeft {} prijzen die vandaag voor iedereen gelden, en een artikel heeft er één.',
    ],
    ['End the others.', 'Beëindig de andere.'],
    [
      'The customer has {} invoices with the number {} of that day, and the payment term is of one of them.',
      'De klant heeft {} facturen met nummer {} van die dag, en de betalingstermijn hoort bij één ervan.',
    ],
    [
      'Book them by hand and pin the number as skip in links.yml.',
      'Boek ze met de hand, en zet het nummer in links.yml op skip.',
    ],
    [
      'The unit is {…} in {} and {…} in {}: a price or a stock of the one is none of the other.',
      'De eenheid is {} in {} en {} in {}: een prijs of voorraad van de ene geldt niet voor de andere.',
    ],
    [
      'The line of {} is in {} and its item in {}: nothing says how many of the one are in the other.',
      'De regel van {} is in {} en het artikel ervan in {}: nergens staat hoeveel er van de ene in de andere gaan.',
    ],
    [
      'Give the line the unit of its item in {}, or make the order in {} by hand and pin it as skip in links.yml.',
      'Geef de regel in {} de eenheid van het artikel, of maak de order met de hand in {} en zet hem in links.yml op skip.',
    ],
    [
      'The price is that of {} pieces (priceFactor), so nothing says what one costs.',
      'De prijs is die van {#} stuks (priceFactor), dus nergens staat wat één stuk kost.',
    ],
    [
      'Fill in for how many pieces the price is, 1 for one.',
      'Vul in voor hoeveel stuks de prijs geldt, bij één stuk 1.',
    ],
    ['Give both the same unit.', 'Geef beide dezelfde eenheid.'],
    [
      'What an empty one means is in the table units, row (none).',
      'Wat een lege betekent, staat in de tabel units, in de rij (none).',
    ],
    [
      'The stock is {}: a receipt is missing in {}, and a count would book a loss that is none.',
      'De voorraad is {#}: in {} ontbreekt een ontvangst, en een telling zou een verlies boeken dat er niet is.',
    ],
    [
      'The item has serial or batch numbers, which {} does not show.',
      'Het artikel heeft serie- of batchnummers, en {} laat die niet zien.',
    ],
    [
      'The item has no cost price in {}, so what is counted would be worth nothing in its books.',
      'Het artikel heeft in {} geen kostprijs, dus wat geteld wordt, zou in de boeken niets waard zijn.',
    ],
    ['Fill in the cost price of the item in {}.', 'Vul in {} de kostprijs van het artikel in.'],
    [
      'The article {} of {} was found as an item that is {} in {} now: its price and stock may be those of another one.',
      'Artikel {} van {} is gekoppeld aan een artikel dat in {4} nu {3} heet: prijs en voorraad kunnen van een ander zijn.',
    ],
    ['Give both the same number.', 'Geef beide hetzelfde nummer.'],
    [
      'If they have two on purpose, docs/recipes/stock.md says how this check is taken out.',
      'Hebben ze met opzet twee nummers, dan staat in docs/recipes/stock.md hoe deze controle wordt weggehaald.',
    ],
    ['Count it in {} by hand.', 'Tel het met de hand in {}.'],
  ],
  phrases: [
    ['not filled in', 'niet ingevuld'],
    ['no main delivery address', 'geen hoofdafleveradres'],
    ['not of a customer', 'niet van een klant'],
    ['not a customer', 'geen klant'],
    ['rejected', 'afgekeurd'],
    ['came from {}', 'komt uit {}'],
    ['not from {}', 'niet uit {}'],
    ['concepts', 'concepten'],
    ['on hold', 'in de wacht'],
    ['spelled like a number of {}', 'geschreven als een nummer van {}'],
    ['not approved yet', 'nog niet goedgekeurd'],
    ['not paid', 'niet betaald'],
    ['without a sales invoice', 'zonder verkoopfactuur'],
    ['not printed yet', 'nog niet afgedrukt'],
    ['not delivered yet', 'nog niet geleverd'],
    ['closed with nothing delivered', 'gesloten zonder dat er iets is geleverd'],
    ['invoiced in {}', 'gefactureerd in {}'],
    ['in another currency', 'in een andere valuta'],
    ['neither invoiced nor complete', 'niet gefactureerd en niet compleet'],
    ['invoiced, or nothing delivered', 'gefactureerd, of niets geleverd'],
    ['without a price', 'zonder prijs'],
    ['services', 'diensten'],
    ['for a customer, an employee or a project', 'voor een klant, een medewerker of een project'],
    ['for a larger quantity', 'voor een groter aantal'],
    ['not valid yet', 'nog niet geldig'],
    ['not valid any more', 'niet meer geldig'],
    ["beside a price in the item's own unit", 'naast een prijs in de eigen eenheid van het artikel'],
    ['not for sale', 'niet voor verkoop'],
    ['of a purchase', 'van een inkoop'],
    ['of another flow', 'van een andere flow'],
    ['not sold', 'niet verkocht'],
    ['ended', 'beëindigd'],
    ['without stock', 'zonder voorraad'],
    ['stock not known', 'voorraad niet bekend'],
    ['put away and sold out', 'inactief en uitverkocht'],
    ['put away with less than nothing', 'inactief met een voorraad onder nul'],
    ['in no warehouse', 'in geen magazijn'],
    ['the goods do not go to the country of this code', 'de goederen gaan niet naar het land van deze code'],
    [
      'no row {} / {} / {} of tables/vat-plausibility.yml says whether that is right',
      'geen regel {} / {} / {} van tables/vat-plausibility.yml zegt of dat klopt',
    ],
    [
      'goods that go to a company elsewhere in the EU have a Dutch rate; a service that is taxed here needs a VAT code of its own, of the kind taxed-here in tables/vat-supplies.yml',
      'goederen voor een bedrijf elders in de EU hebben een Nederlands tarief; een dienst die hier belast is, heeft een eigen btw-code nodig, van de soort taxed-here in tables/vat-supplies.yml',
    ],
    [
      'goods that go to a consumer elsewhere in the EU have a Dutch rate, not the one of their country (OSS); a service that is taxed here needs a VAT code of its own, of the kind taxed-here in tables/vat-supplies.yml',
      'goederen voor een particulier elders in de EU hebben een Nederlands tarief, en niet dat van hun land (OSS); een dienst die hier belast is, heeft een eigen btw-code nodig, van de soort taxed-here in tables/vat-supplies.yml',
    ],
    [
      'goods that go to another country have the Dutch zero rate',
      'goederen die naar een ander land gaan, hebben het Nederlandse nultarief',
    ],
    ['reverse charge needs a customer with a VAT number', 'btw verleggen kan alleen naar een klant met een btw-nummer'],
    [
      'reverse charge within the Netherlands does not go with a delivery in another country',
      'btw verleggen binnen Nederland past niet bij een levering in een ander land',
    ],
    [
      'a supply within the EU needs a delivery to another member state',
      'bij een intracommunautaire levering gaan de goederen naar een andere lidstaat',
    ],
    [
      'a supply within the EU needs a VAT number of another member state',
      'bij een intracommunautaire levering hoort een btw-nummer van een andere lidstaat',
    ],
    [
      'a service to a company in another member state needs its VAT number',
      'bij een dienst voor een bedrijf in een andere lidstaat hoort het btw-nummer van dat bedrijf',
    ],
    [
      'a VAT number of Northern Ireland (XI) is for goods only; a service to a company there is one outside the EU and needs another VAT code',
      'een btw-nummer van Noord-Ierland (XI) geldt alleen voor goederen; een dienst voor een bedrijf daar is een dienst buiten de EU en heeft een andere btw-code nodig',
    ],
    ['export needs a delivery outside the EU', 'bij export gaan de goederen naar een land buiten de EU'],
    [
      'a foreign rate (OSS) needs a delivery to that country',
      'bij een buitenlands tarief (OSS) gaan de goederen naar dat land',
    ],
    ['a foreign rate (OSS) is for consumers', 'een buitenlands tarief (OSS) is voor particulieren'],
  ],
};
