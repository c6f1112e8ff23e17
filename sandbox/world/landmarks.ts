/**
 * The special records of the default world, by the references that people and summaries use: what the shipped flows must
 * recognise, leave out, refuse or match. All other records are ordinary and sync.
 */
export const landmarks = {
  customers: {
    /** Exact Online's account code → Asperion's debtor number, found by the key named. */
    known: {
      byExternalKey: { account: '20001', debtor: '10002' },
      byVatNumber: { account: '20002', debtor: '10003' },
      byEmailAddress: { account: '20003', debtor: '10004' },
    },
    /** Two private persons, then two companies, that share one e-mail address: four debtors. */
    sharingAnAddress: [
      ['20004', '20005'],
      ['20006', '20007'],
    ],
    /** No main contact and no VAT number; a company by its chamber number. */
    withoutContact: '20008',
    /** Not customers: never written. */
    notCustomers: ['20017', '20018'],
    /** Refused by Asperion, which needs an address. */
    withoutAddress: '20019',
    /** Asperion's own debtors, which no sync touches. */
    ofAsperionOnly: ['10001', '10005'],
  },
  articles: {
    /** Already items in Exact Online: without a price, with another price, equal in both systems. */
    knownWithoutPrice: 'KOF-1002',
    knownWithPrice: 'KOF-1001',
    same: 'THE-1001',
    inactive: ['MAC-3099', 'ACC-4099'],
    withoutPrice: 'DNS-9009',
    /** In units that Exact Online does not have: these articles wait. */
    unknownUnits: ['DNS-9002', 'DNS-9003'],
    /** Longer than Exact Online's 60 characters. */
    longDescription: 'ACC-4004',
    /** Items that only Exact Online has. */
    ofExactOnlineOnly: ['VERZENDKOSTEN', 'BEKER-DRUK'],
  },
  orders: {
    /** Its invoice is in Asperion before the first sync, as a sync would have booked it, by this number. */
    booked: 26001,
    bookedAs: 26000001,
    credit: 26003,
    /** A machine and its trade-in on one order. */
    tradeIn: 26004,
    reverseCharge: [26006, 26007],
    oneStopShop: [26008, 26009, 26010],
    export: 26011,
    /** In pounds; its invoice is booked in euros. */
    foreignCurrency: 26012,
    /** A charge of 6.95 is in the totals but on no line, because the API hides charges: must not be booked. */
    totalMismatch: 26013,
    /** Nothing invoiced: open, partial with one piece delivered, cancelled. */
    unfinished: [26014, 26015, 26016],
    /** A line at the zero rate. */
    zeroRate: 26017,
    /** Ordered on 20 December 2025, delivered on 5 January 2026, invoiced on 12 January. */
    crossesTheYear: 26018,
    /** Complete, invoiced in two parts, in February and in March. */
    twoInvoices: 26019,
    /** Partial: 5 of 12 delivered and invoiced. */
    partlyInvoiced: 26020,
    /** Closed by hand: 4 of 10 delivered and invoiced, the rest never will be. */
    closedByHand: 26021,
    /** Complete, delivered and not invoiced in Exact Online; the second one on two days. */
    deliveredOnly: [26022, 26023],
    /** Ordered by account 20002, delivered to 20003, invoiced to 20030, on whose terms it is paid. */
    invoicedToAnother: 26024,
    /** Its invoice is not printed, so it has no number or date: the order waits. */
    notPrinted: 26025,
    /** Closed by hand, without a delivery or invoice: nothing to book. */
    neither: 26026,
  },
} as const;
