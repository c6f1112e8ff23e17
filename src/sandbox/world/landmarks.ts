/**
 * The special records of the default world, by the references that people and summaries use: what the shipped flows must
 * recognise, leave out, refuse or match. Everything that is not here is ordinary and syncs.
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
    /** Refused by Asperion, which wants an address. */
    withoutAddress: '20019',
    /** Asperion's own debtors, which no sync touches. */
    ofAsperionOnly: ['10001', '10005'],
  },
  articles: {
    /** Items of Exact Online already: without a price, with another price, the same in both systems. */
    knownWithoutPrice: 'KOF-1002',
    knownWithPrice: 'KOF-1001',
    same: 'THE-1001',
    inactive: ['MAC-3099', 'ACC-4099'],
    withoutPrice: 'DNS-9009',
    /** Units that Exact Online does not have become pieces. */
    unknownUnits: ['DNS-9002', 'DNS-9003'],
    /** Longer than Exact Online's 60 characters. */
    longDescription: 'ACC-4004',
    /** Items that only Exact Online has. */
    ofExactOnlineOnly: ['VERZENDKOSTEN', 'BEKER-DRUK'],
  },
  orders: {
    /** An invoice in Asperion before the first sync, as a sync would have booked it. */
    booked: 26001,
    credit: 26003,
    /** A machine and its trade-in on one order. */
    tradeIn: 26004,
    reverseCharge: [26006, 26007],
    oneStopShop: [26008, 26009, 26010],
    export: 26011,
    /** In pounds: the shipped flow takes euros only. */
    foreignCurrency: 26012,
    /** The header is a cent off its lines: must not be booked. */
    totalMismatch: 26013,
    /** Not complete: open, partial, cancelled. */
    unfinished: [26014, 26015, 26016],
    /** A line at the zero rate. */
    zeroRate: 26017,
  },
} as const;
