import { parse, stringify } from 'yaml';

/** A step of a shipped flow, as far as mistakes change it. */
export interface BookingStep {
  id: string;
  when?: string;
  each?: string;
  let: Record<string, string>;
  checks?: unknown;
  fields: Record<string, unknown>;
  lines: { each: string; with?: unknown; fields: Record<string, unknown> };
  totals?: unknown;
}

interface Flow {
  with: Record<string, Record<string, unknown>>;
  let: Record<string, string>;
  where: Record<string, string>;
  withdrawn?: string[];
  checks?: unknown;
  steps: BookingStep[];
}

/** A flow that books, with one rule wrong. */
export interface WrongRule {
  /** What the flow books, as the end of "turns red where the flow books …". */
  readonly books: string;
  readonly change: (flow: BookingFlow) => void;
  /** What the check must tell: reference, kind and fields. */
  readonly finds: readonly string[];
}

/** A shipped flow of documents whose rules can be changed. What would refuse the mistakes is taken out: the check is on its own. */
export class BookingFlow {
  readonly flow: Flow;
  /** The step that books invoices. */
  readonly invoice: BookingStep;
  /** Where the names of the invoice step stand. */
  readonly names: Record<string, string>;

  constructor(text: string) {
    this.flow = parse(text) as Flow;
    const invoice = this.flow.steps.find(({ id }) => id === 'invoice');
    if (invoice === undefined) throw new Error('The flow has no step for invoices.');
    this.invoice = invoice;
    this.names = invoice.each === undefined ? this.flow.let : invoice.let;
    delete this.flow.checks;
    for (const step of this.flow.steps) {
      delete step.checks;
      delete step.totals;
    }
  }

  /** The step that books what was delivered of orders without an invoice. */
  get delivery(): BookingStep {
    const step = this.flow.steps.find(({ id }) => id === 'delivery');
    if (step === undefined) throw new Error('The flow has no step for deliveries.');
    return step;
  }

  /** Lets a step book the lines of the order as they were ordered. */
  asOrdered(step: BookingStep, names: Record<string, string>): void {
    names.amounts = 'SalesOrderLines.map(l, l.AmountFC)';
    names.vats = 'SalesOrderLines.map(l, l.VATAmount)';
    step.lines.each = 'SalesOrderLines';
    delete step.lines.with;
    step.lines.fields.ledgerAccountId = { table: 'revenue-accounts', key: 'customer.Country' };
  }

  text(): string {
    return stringify(this.flow);
  }
}

/** Rules of invoices, in the flow of orders and in that of invoices. */
export const OF_INVOICES: readonly WrongRule[] = [
  {
    books: 'the date of the order instead of the invoice',
    change: ({ invoice }) => {
      invoice.fields.date = 'OrderDate';
      invoice.fields.bookyear = 'bookYear(OrderDate)';
      invoice.fields.bookperiod = 'bookPeriod(OrderDate)';
    },
    finds: ['26000015 differs date bookyear bookperiod'],
  },
  {
    books: 'on the one who ordered instead of the one who is invoiced',
    change: ({ flow }) => {
      flow.with.customer = { resource: 'crm/Accounts', by: 'ID', value: 'OrderedBy' };
    },
    finds: ['26000020 differs debtorCustomerNumber'],
  },
  {
    books: 'no VAT',
    change: ({ invoice }) => {
      invoice.lines.fields.vatAmount = { value: 0 };
    },
    finds: ['26000015 differs amountInclVat lines VL/8000.vatAmount lines VH/8000.vatAmount'],
  },
  {
    books: 'the VAT on another code',
    change: ({ invoice }) => {
      invoice.lines.fields.vatCode = { value: 'VL' };
    },
    finds: [
      '26000015 differs lines VL/8000.amount lines VL/8000.vatAmount lines VH/8000.amount lines VH/8000.vatAmount',
      '26000012 differs lines VEX/8020.amount lines VL/8020.amount',
    ],
  },
  {
    books: 'on a default account',
    change: ({ invoice }) => {
      invoice.lines.fields.ledgerAccountId = { value: 8000 };
    },
    finds: [
      '26000012 differs lines VEX/8020.amount lines VEX/8000.amount',
      '26000020 differs lines VH/8000.amount lines VH/8000.vatAmount lines VH/8900.amount lines VH/8900.vatAmount',
    ],
  },
  {
    books: 'no discount',
    change: ({ names }) => {
      names.amounts = 'adjust(nets, sum(nets))';
      names.vats = 'adjust(taxes, sum(taxes))';
    },
    finds: [
      '26101000 differs amountExclVat amountInclVat lines VH/8000.amount lines VH/8000.vatAmount lines VL/8000.amount lines VL/8000.vatAmount',
    ],
  },
  {
    books: 'the VAT of the lines before a discount',
    change: ({ names }) => {
      names.vats = 'adjust(taxes, sum(taxes))';
    },
    finds: ['26101000 differs amountInclVat lines VH/8000.vatAmount lines VL/8000.vatAmount'],
  },
  {
    books: 'pounds as if they were euros',
    change: ({ invoice }) => {
      invoice.lines.fields.amount = 'line.AmountFC';
    },
    finds: ['26000012 differs amountExclVat amountInclVat lines VEX/8020.amount'],
  },
  {
    books: 'credit notes as invoices',
    change: ({ names }) => {
      names.sign = '1';
      names.amounts = 'adjust(nets.map(n, abs(n)), sum(nets.map(n, abs(n))))';
    },
    finds: ['26000003 differs amountExclVat amountInclVat lines VL/8000.amount lines VH/8000.amount'],
  },
];

/** What else may be wrong with the flow of orders. */
export const OF_ORDERS: readonly WrongRule[] = [
  {
    books: 'what was ordered instead of what was invoiced',
    change: (flow) => flow.asOrdered(flow.invoice, flow.names),
    finds: ['26000019 differs amountExclVat amountInclVat lines VH/8000.amount lines VH/8000.vatAmount'],
  },
  {
    books: 'what was ordered instead of what was delivered',
    change: (flow) => flow.asOrdered(flow.delivery, flow.delivery.let),
    finds: ['26102 differs lines VH/8000.amount lines VH/8000.vatAmount'],
  },
  {
    books: 'a delivery on the day of the order',
    change: ({ delivery }) => {
      delivery.let.day = 'OrderDate';
    },
    finds: ['26022 differs date bookperiod', '26023 differs date'],
  },
  {
    books: 'a delivery in two parts on the day of the first',
    change: ({ delivery }) => {
      delivery.let.day = 'min(deliveries.map(d, d.DeliveryDate))';
    },
    finds: ['26023 differs date'],
  },
  {
    books: 'the first invoice of an order only',
    change: ({ invoice }) => {
      invoice.each = 'invoices.filter(i, i.InvoiceNumber == min(invoices.map(j, j.InvoiceNumber)))';
    },
    finds: ['26000017 missing'],
  },
  {
    books: 'an order as its invoice and once more as its delivery',
    change: ({ flow, delivery }) => {
      flow.with.shipped = { ...flow.with.shipped, value: 'OrderNumber' };
      delivery.when = 'size(deliveries) > 0';
    },
    finds: ['EO-O26019 only', 'EO-O26101 only'],
  },
  {
    books: 'goods that never left, on the day of the order',
    change: (flow) => {
      flow.flow.where = { 'not complete': 'Status == 21' };
      delete flow.flow.withdrawn;
      flow.asOrdered(flow.delivery, flow.delivery.let);
      flow.delivery.let.day = 'OrderDate';
    },
    finds: ['EO-O26026 only'],
  },
];

/** And with the flow of invoices. */
export const OF_INVOICES_ALONE: readonly WrongRule[] = [
  {
    books: 'all invoices but one',
    change: ({ flow }) => {
      flow.where['left out'] = 'InvoiceNumber != 26000017';
    },
    finds: ['26000017 missing'],
  },
  {
    books: 'each invoice twice, the second time under another number',
    change: ({ flow, invoice }) => {
      const fields = { ...invoice.fields, invoiceNumber: 'externalKey(string(InvoiceNumber) + "0")' };
      flow.steps.push({ ...invoice, id: 'again', fields });
    },
    finds: ['EO-260000150 only', 'EO-260000200 only'],
  },
];
