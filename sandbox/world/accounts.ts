import { countryStyles } from './countries.ts';
import { type Customer, fullName } from './customers.ts';
import { guid } from './random.ts';
import { moment, type WorldRow } from './rows.ts';

/** The id of a customer's account in Exact Online. */
export function accountId(seed: number, customer: Customer): string {
  return guid(seed, 'Accounts', customer.code);
}

/** Exact Online's `crm/Accounts`; the visit address is part of it. */
export function accountRows(seed: number, all: readonly Customer[]): WorldRow[] {
  return all.map((customer, index) => ({
    ID: accountId(seed, customer),
    Code: customer.code,
    Name: customer.name,
    Status: customer.status,
    Type: 'A',
    AddressLine1: customer.addressLine1,
    AddressLine2: customer.addressLine2,
    Postcode: customer.postcode,
    City: customer.city,
    Country: customer.country,
    CountryName: countryStyles[customer.country]?.name ?? null,
    Email: customer.email,
    Phone: customer.phone,
    Language: customer.language,
    VATNumber: customer.vatNumber,
    ChamberOfCommerce: customer.chamberNumber,
    MainContact: customer.contact && contactId(seed, customer),
    PaymentConditionSales: customer.paymentCondition,
    SalesCurrency: 'EUR',
    Remarks: customer.remarks,
    Blocked: false,
    IsSupplier: customer.status === 'A',
    StartDate: moment(-400 + (index % 300)),
    Created: moment(-400 + (index % 300), '09:12:31'),
    Modified: moment(index % 40, '16:40:05'),
  }));
}

/** Exact Online's `crm/Contacts`: the main contact of every account that has one. */
export function contactRows(seed: number, all: readonly Customer[]): WorldRow[] {
  return all.flatMap((customer, index) => {
    const { contact } = customer;
    if (contact === null) return [];
    return [
      {
        ID: contactId(seed, customer),
        Account: accountId(seed, customer),
        AccountName: customer.name,
        AccountMainContact: contactId(seed, customer),
        Code: customer.code,
        HID: 1001 + index,
        FirstName: contact.first,
        LastName: contact.last,
        FullName: fullName(contact),
        Email: contact.email,
        BusinessEmail: customer.isCompany ? contact.email : null,
        Phone: customer.phone,
        Language: customer.language,
        IsMainContact: true,
        StartDate: moment(-400 + (index % 300)),
      },
    ];
  });
}

/** Exact Online's `crm/Addresses`: the visit address of every account, and a delivery address for every fifth company. */
export function addressRows(seed: number, all: readonly Customer[]): WorldRow[] {
  return all.flatMap((customer, index) => {
    const visit = {
      ID: guid(seed, 'Addresses', customer.code, 'visit'),
      Account: accountId(seed, customer),
      AccountName: customer.name,
      Type: 1,
      Main: true,
      AddressLine1: customer.addressLine1,
      AddressLine2: customer.addressLine2,
      Postcode: customer.postcode,
      City: customer.city,
      Country: customer.country,
    };
    if (!customer.isCompany || index % 5 !== 0) return [visit];
    const delivery = {
      ...visit,
      ID: guid(seed, 'Addresses', customer.code, 'delivery'),
      Type: 4,
      AddressLine2: 'Magazijn, poort 3',
    };
    return [visit, delivery];
  });
}

function contactId(seed: number, customer: Customer): string {
  return guid(seed, 'Contacts', customer.code);
}
