import { type LoadedConfig, loadConfig } from '../../../src/config/config.ts';
import { problemsOf, workspaceWith } from '../folder.ts';

/** A flow that tests extend: two steps, the second with lines. */
export const BASE = `from: exact-online.salesorder/SalesOrders
to: asperion
enabled: false
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
where:
  open: Status == 12
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: externalKey(customer.Code)
      name: customer.Name
      city: { expr: customer.City, write: create }
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: externalKey(OrderNumber)
      debtorCustomerNumber: debtor.customerNumber
    lines:
      each: SalesOrderLines
      fields:
        description: line.Description
        amount: line.AmountFC
    totals:
      - { of: amount, equals: AmountFCExclVat }
`;

/** The flow `orders` of a workspace as it is merged. */
export function mergedFlow(files: Readonly<Record<string, string>>, name = 'orders') {
  const found = loaded(files).flows.find((flow) => flow.name === name);
  if (found === undefined) throw new Error(`There is no flow ${name}.`);
  return found;
}

/** What is wrong with a workspace, each as `CODE file:line:column message | hint`. */
export function problemsWith(files: Readonly<Record<string, string>>): readonly string[] {
  using folder = workspaceWith(files);
  return problemsOf(() => loadConfig('mappings', folder.workspace));
}

/** The mappings of a workspace; what is wrong with them is the error's message. */
export function loaded(files: Readonly<Record<string, string>>): LoadedConfig {
  using folder = workspaceWith(files);
  try {
    return loadConfig('mappings', folder.workspace);
  } catch (error) {
    throw new Error(problemsWith(files).join('\n'), { cause: error });
  }
}
