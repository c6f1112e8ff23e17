import type { FieldType, PersonalClass } from '../catalog.ts';

/** The fields of every resource by what they say about a person; `nobody` lists texts that say nothing. */
const FIELDS: Readonly<Record<string, Partial<Record<PersonalClass | 'nobody', string>>>> = {
  'crm/Accounts': {
    name: `
      AccountManagerFullName InvoiceAccountName Name ResellerName SearchCode TradeName Logo LogoFileName
      LogoThumbnailUrl LogoUrl
    `,
    email: 'Email',
    phone: 'Fax Phone PhoneExtension',
    address: `
      AddressLine1 AddressLine2 AddressLine3 City IncotermAddressPurchase IncotermAddressSales Postcode Website
      Latitude Longitude
    `,
    identity: `
      BSN ChamberOfCommerce EORINumber OINNumber RSIN UniqueTaxpayerReference VATNumber DunsNumber GlnNumber
      PeppolIdentifier
    `,
    text: 'Remarks',
    nobody: `
      Classification ClassificationDescription Code CodeAtSupplier Costcenter CostcenterDescription Country
      CountryName Currency DatevCreditorCode DatevDebtorCode IncotermCodePurchase IncotermCodeSales IntraStatArea
      IntraStatDeliveryTerm IntraStatSystem IntraStatTransactionA IntraStatTransactionB IntraStatTransportMethod
      InvoiceAccountCode Language LanguageDescription PayAsYouEarn PaymentConditionPurchase
      PaymentConditionPurchaseDescription PaymentConditionSales PaymentConditionSalesDescription PurchaseCurrency
      PurchaseCurrencyDescription PurchaseVATCode PurchaseVATCodeDescription ResellerCode SalesCurrency
      SalesCurrencyDescription SalesTaxScheduleCode SalesTaxScheduleDescription SalesVATCode SalesVATCodeDescription
      State StateName Status Type VATLiability ClientGroupDescription
    `,
  },
  'crm/Contacts': {
    name: `
      AccountName BirthName BirthNamePrefix FirstName FullName Initials LastName MiddleName PartnerName
      PartnerNamePrefix Title TitleAbbreviation TitleDescription
    `,
    email: 'BusinessEmail Email',
    phone: 'BusinessFax BusinessMobile BusinessPhone BusinessPhoneExtension Mobile Phone PhoneExtension',
    address: 'AddressLine2 AddressStreet AddressStreetNumber AddressStreetNumberSuffix City Postcode',
    identity: `
      BirthDate BirthPlace Gender JobTitleDescription Nationality Picture PictureName PictureThumbnailUrl PictureUrl
      SocialSecurityNumber
    `,
    text: 'MarketingNotes Notes',
    nobody: 'Code Country Language State',
  },
  'crm/Addresses': {
    name: 'AccountName ContactName',
    phone: 'Fax Phone PhoneExtension',
    address: 'AddressLine1 AddressLine2 AddressLine3 City Postcode Mailbox',
    identity: 'NicNumber',
    text: 'FreeTextField_01 FreeTextField_02 FreeTextField_03 FreeTextField_04 FreeTextField_05 Notes',
    nobody: 'Country CountryName State StateDescription WarehouseCode WarehouseDescription',
  },
  'crm/BankAccounts': {
    name: 'AccountName',
    bank: 'BankAccount BankAccountHolderName IBAN BICCode Description',
    nobody: 'BankDescription BankName Format Type TypeDescription',
  },
  'crm/AccountClassifications': {
    nobody: 'AccountClassificationNameDescription Code Description',
  },
  'crm/AccountClassificationNames': {
    nobody: 'Description',
  },
  'crm/AccountClasses': {
    nobody: 'Code Description',
  },
  'logistics/Items': {
    text: 'Notes',
    nobody: `
      Barcode Class_01 Class_02 Class_03 Class_04 Class_05 Class_06 Class_07 Class_08 Class_09 Class_10 Code
      CostPriceCurrency Description ExtraDescription FreeTextField_01 FreeTextField_02 FreeTextField_03
      FreeTextField_04 FreeTextField_05 FreeTextField_06 FreeTextField_07 FreeTextField_08 FreeTextField_09
      FreeTextField_10 GLCostsCode GLCostsDescription GLCostsWorkInProgressCode GLCostsWorkInProgressDescription
      GLRevenueCode GLRevenueDescription GLRevenueWorkInProgressCode GLRevenueWorkInProgressDescription GLStockCode
      GLStockDescription ItemGroupCode ItemGroupDescription NetWeightUnit PictureName PictureThumbnailUrl PictureUrl
      SalesVatCode SalesVatCodeDescription StatisticalCode Unit UnitDescription UnitType SearchCode
    `,
  },
  'logistics/ItemGroups': {
    text: 'Notes',
    nobody: `
      Code Description GLCostsCode GLCostsDescription GLCostsWorkInProgressCode GLCostsWorkInProgressDescription
      GLPurchaseAccountCode GLPurchaseAccountDescription GLPurchasePriceDifferenceCode
      GLPurchasePriceDifferenceDescr GLRevenueCode GLRevenueDescription GLRevenueWorkInProgressCode
      GLRevenueWorkInProgressDescription GLStockCode GLStockDescription GLStockVarianceCode
      GLStockVarianceDescription
    `,
  },
  'logistics/SalesItemPrices': {
    name: 'AccountName',
    nobody: `
      Barcode Currency DefaultItemUnit DefaultItemUnitDescription ItemCode ItemDescription ProjectDescription Unit
      UnitDescription
    `,
  },
  'logistics/ItemAssortment': {
    nobody: 'Description',
  },
  'logistics/ItemAssortmentProperty': {
    nobody: 'Code Description',
  },
  'logistics/ItemVersions': {
    text: 'Notes',
    nobody: 'Description ItemDescription StatusDescription TypeDescription',
  },
  'logistics/CustomerItems': {
    name: 'AccountName',
    nobody: 'AccountCode CustomerItemCode ItemCode ItemDescription Type',
  },
  'logistics/Units': {
    nobody: 'Code Description TimeUnit Type',
  },
  'inventory/ItemWarehouses': {
    nobody: `
      DefaultStorageLocationCode DefaultStorageLocationDescription ItemBarcode ItemCode ItemDescription ItemUnit
      ItemUnitDescription PlanningDetailsUrl StorageLocationUrl WarehouseCode WarehouseDescription
    `,
  },
  'inventory/Warehouses': {
    email: 'EMail',
    nobody: 'Code DefaultStorageLocationCode DefaultStorageLocationDescription Description',
  },
  'inventory/StockCountLines': {
    nobody: `
      ItemCode ItemDescription ReasonCode ReasonCodeDescription StockKeepingUnit StorageLocationCode
      StorageLocationDescription
    `,
  },
  'salesorder/SalesOrders': {
    name: `
      ApproverFullName DeliverToContactPersonFullName DeliverToName InvoiceToContactPersonFullName InvoiceToName
      OrderedByContactPersonFullName OrderedByName SalespersonFullName
    `,
    address: 'IncotermAddress',
    text: 'DocumentSubject Remarks',
    nobody: `
      ApprovalStatusDescription Currency DeliveryStatusDescription Description IncotermCode InvoiceStatusDescription
      PaymentCondition PaymentConditionDescription PaymentReference SalesChannelCode SalesChannelDescription
      SelectionCodeCode SelectionCodeDescription ShippingMethodDescription StatusDescription TaxScheduleCode
      TaxScheduleDescription WarehouseCode WarehouseDescription YourRef
    `,
  },
  'salesorder/SalesOrderLines': {
    text: 'Notes',
    nobody: `
      CostCenter CostCenterDescription CostUnit CostUnitDescription CustomerItemCode Description ItemCode
      ItemDescription ItemVersionDescription PricelistDescription ProjectDescription TaxScheduleCode
      TaxScheduleDescription UnitCode UnitDescription VATCode VATCodeDescription
    `,
  },
  'salesorder/GoodsDeliveries': {
    name: 'DeliveryAccountName DeliveryContactPersonFullName',
    text: 'DocumentSubject Remarks',
    nobody: `
      DeliveryAccountCode Description ShippingMethodCode ShippingMethodDescription TrackingNumber WarehouseCode
      WarehouseDescription
    `,
  },
  'salesorder/GoodsDeliveryLines': {
    text: 'Notes',
    nobody: `
      CustomerItemCode Description ItemCode ItemDescription StorageLocationCode StorageLocationDescription
      TrackingNumber Unitcode
    `,
  },
  'salesinvoice/SalesInvoices': {
    name: `
      DeliverToContactPersonFullName DeliverToName InvoiceToContactPersonFullName InvoiceToName
      OrderedByContactPersonFullName OrderedByName SalespersonFullName
    `,
    address: 'IncotermAddress',
    text: 'DocumentSubject Remarks',
    nobody: `
      Currency Description IncotermCode Journal JournalDescription PaymentCondition PaymentConditionDescription
      PaymentReference SalesChannelCode SalesChannelDescription SelectionCodeCode SelectionCodeDescription
      ShippingMethodCode ShippingMethodDescription StarterSalesInvoiceStatusDescription StatusDescription
      TaxScheduleCode TaxScheduleDescription TypeDescription YourRef InvoiceStatusInformation
    `,
  },
  'salesinvoice/SalesInvoiceLines': {
    name: 'EmployeeFullName',
    text: 'Notes',
    nobody: `
      CostCenter CostCenterDescription CostUnit CostUnitDescription CustomerItemCode Description
      GLAccountDescription ItemCode ItemDescription PricelistDescription ProjectDescription ProjectWBSDescription
      SubscriptionDescription TaxScheduleCode TaxScheduleDescription UnitCode UnitDescription VATCode
      VATCodeDescription
    `,
  },
  'salesinvoice/Layouts': {
    nobody: 'Subject',
  },
  'salesentry/SalesEntries': {
    name: 'CustomerName',
    text: 'DocumentSubject',
    nobody: `
      Currency Description ExternalLinkDescription ExternalLinkReference Journal JournalDescription PaymentCondition
      PaymentConditionDescription PaymentConditionPaymentMethod PaymentReference StatusDescription TypeDescription
      YourRef InvoiceStatusInformation
    `,
  },
  'salesentry/SalesEntryLines': {
    text: 'Notes',
    nobody: `
      AssetDescription CostCenter CostCenterDescription CostUnit CostUnitDescription Description GLAccountCode
      GLAccountDescription IntraStatArea IntraStatCountry IntraStatDeliveryTerm IntraStatTransactionA
      IntraStatTransactionB IntraStatTransportMethod ProjectDescription ProjectWBSDescription SerialNumber
      StatisticalNumber SubscriptionDescription TrackingNumberDescription VATCode VATCodeDescription
    `,
  },
  'generaljournalentry/GeneralJournalEntries': {
    nobody: 'Currency JournalCode JournalDescription StatusDescription TypeDescription',
  },
  'generaljournalentry/GeneralJournalEntryLines': {
    name: 'AccountName',
    text: 'DocumentSubject Notes',
    nobody: `
      AccountCode AssetCode AssetDescription CostCenter CostCenterDescription CostUnit CostUnitDescription
      Description GLAccountCode GLAccountDescription ProjectCode ProjectDescription ProjectWBSDescription VATCode
      VATCodeDescription VATType
    `,
  },
  'cashflow/PaymentConditions': {
    nobody: `
      Code CreditManagementScenarioCode CreditManagementScenarioDescription Description DiscountCalculation
      PaymentDiscountType PaymentMethod VATCalculation
    `,
  },
  'vat/VATCodes': {
    name: 'AccountName',
    nobody: `
      AccountCode Code Country Description EUSalesListing GLDiscountPurchaseCode GLDiscountPurchaseDescription
      GLDiscountSalesCode GLDiscountSalesDescription GLToClaimCode GLToClaimDescription GLToPayCode
      GLToPayDescription IntrastatType LegalText OssCountry Type VatDocType VATTransactionType
    `,
  },
  'financial/GLAccounts': {
    nobody: `
      BalanceSide BalanceType Code Costcenter CostcenterDescription Costunit CostunitDescription Description
      ReportingCode TypeDescription VATCode VATDescription VATGLAccountType VATSystem SearchCode
    `,
  },
  'financial/Journals': {
    email: 'PaymentServiceAccountIdentifier',
    bank: 'BankAccountBICCode BankAccountDescription BankAccountIBAN BankAccountIncludingMask',
    nobody: `
      BankAccountCountry BankName Code Currency CurrencyDescription Description GLAccountCode GLAccountDescription
      PaymentServiceProviderName
    `,
  },
  'general/Currencies': {
    nobody: 'Code Description',
  },
  'sales/ShippingMethods': {
    text: 'Notes',
    nobody: 'Code Description ShippingRatesURL TrackingURL VATCode VATCodeDescription',
  },
  'sales/SalesPriceLists': {
    text: 'Notes',
    nobody: 'Code Currency Description',
  },
  'sales/SalesPriceListVolumeDiscounts': {
    nobody: `
      ItemCode ItemDescription ItemGroupCode ItemGroupDescription PriceListCode PriceListDescription SalesUnit Unit
      UnitDescription
    `,
  },
  'hrm/Divisions': {
    name: 'CustomerName',
    address: 'Website',
    identity: 'OBNumber SiretNumber TaxReferenceNumber VATNumber',
    nobody: `
      Country CountryDescription Currency CurrencyDescription CustomerCode Description TaxOfficeNumber TemplateCode
    `,
  },
  'system/Divisions': {
    name: 'CustomerName',
    email: 'Email',
    phone: 'Fax Phone',
    address: 'AddressLine1 AddressLine2 AddressLine3 City Postcode Website',
    identity: `
      ChamberOfCommerceEstablishment ChamberOfCommerceNumber OBNumber SiretNumber TaxReferenceNumber VATNumber
    `,
    nobody: `
      BusinessTypeCode BusinessTypeDescription CompanySizeCode CompanySizeDescription Country Currency CustomerCode
      DatevAccountantNumber DatevClientNumber Description Legislation SbiCode SbiDescription SectorCode
      SectorDescription State SubsectorCode SubsectorDescription TaxOfficeNumber TemplateCode
    `,
  },
  'system/AllDivisions': {
    name: 'CustomerName',
    email: 'Email',
    phone: 'Fax Phone',
    address: 'AddressLine1 AddressLine2 AddressLine3 City Postcode Website',
    identity: `
      ChamberOfCommerceEstablishment ChamberOfCommerceNumber OBNumber SiretNumber TaxReferenceNumber VATNumber
    `,
    nobody: `
      BusinessTypeCode BusinessTypeDescription CompanySizeCode CompanySizeDescription Country Currency CustomerCode
      DatevAccountantNumber DatevClientNumber Description Legislation SbiCode SbiDescription SectorCode
      SectorDescription State SubsectorCode SubsectorDescription TaxOfficeNumber TemplateCode
    `,
  },
  'webhooks/WebhookSubscriptions': {
    nobody: 'CallbackURL Description Topic',
  },
  'documents/Documents': {
    name: 'AccountName ContactFullName',
    text: 'Body Subject',
    nobody: `
      AccountCode CategoryDescription ContractNumber Currency DocumentFolderCode DocumentFolderDescription
      DocumentViewUrl ItemCode ItemDescription Language ProjectCode ProjectDescription TeamsMeetingId
      TypeDescription EntryStatusDescription
    `,
  },
  'documents/DocumentAttachments': {
    text: 'FileName',
    nobody: 'Url',
  },
  'financialtransaction/TransactionLines': {
    name: 'AccountName',
    text: 'Description DocumentSubject Notes',
    nobody: `
      AccountCode AssetCode AssetDescription CostCenter CostCenterDescription CostUnit CostUnitDescription Currency
      ExternalLinkDescription ExternalLinkReference GLAccountCode GLAccountDescription ItemCode ItemDescription
      JournalCode JournalDescription PaymentReference ProjectCode ProjectDescription ProjectWBSDescription
      SerialNumber SubscriptionDescription TrackingNumber TrackingNumberDescription VATCode VATCodeDescription
      VATType YourRef
    `,
  },
  'inventory/StockPositions': {
    nobody: 'ItemCode ItemDescription UnitCode UnitDescription WarehouseCode WarehouseDescription',
  },
  'cashflow/PaymentTerms': {
    name: 'AccountContactName AccountName PaymentSelectorFullName ReceivableSelectorFullName',
    bank: 'AccountBankAccountNumber BankAccountNumber DirectDebitMandateDescription DirectDebitMandateReference',
    text: 'Description DocumentSubject',
    nobody: `
      AccountCode AccountCountry CashflowTransactionBatchCode Currency EndToEndID GLAccountCode GLAccountDescription
      Journal JournalDescription PaymentCondition PaymentConditionDescription PaymentInformationID PaymentMethod
      PaymentReference YourRef
    `,
  },
  'salesorder/CompleteSalesOrder': {
    text: 'ErrorMessage SuccessMessage',
  },
  'salesinvoice/PrintedSalesInvoices': {
    email: 'EmailCreationError EmailCreationSuccess SenderEmailAddress',
    text: `
      DocumentCreationError DocumentCreationSuccess ExtraText PeppolCreationError PeppolCreationSuccess
      PostboxMessageCreationError PostboxMessageCreationSuccess
    `,
  },
};

/** What every resource may have: users who made or changed a record, and the address of its custom fields. */
const EVERYWHERE: ReadonlyMap<string, PersonalClass | null> = new Map([
  ['CreatorFullName', 'name'],
  ['ModifierFullName', 'name'],
  ['CustomField', null],
]);

/** Class by `crm/Accounts.Name`; null = it is not personal. */
const CLASSES: ReadonlyMap<string, PersonalClass | null> = new Map(
  Object.entries(FIELDS).flatMap(([resource, classes]) =>
    Object.entries(classes).flatMap(([word, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => [`${resource}.${name}`, word === 'nobody' ? null : (word as PersonalClass)] as const),
    ),
  ),
);

/** The result of a field's review: null = it is not personal, undefined = it was not reviewed. */
export const reviewedClass = (resource: string, field: string): PersonalClass | null | undefined => {
  const known = CLASSES.get(`${resource}.${field}`);
  return known === undefined ? EVERYWHERE.get(field) : known;
};

/** The fields that were reviewed, as `crm/Accounts.Name`. */
export const reviewedFields: readonly string[] = [...CLASSES.keys()];

/** What a field says about a person. A text that was not reviewed counts as free text: it is hidden rather than shown. */
export function personalClassOf(resource: string, field: string, type: FieldType): PersonalClass | null {
  const known = reviewedClass(resource, field);
  return known === undefined ? (type === 'text' ? 'text' : null) : known;
}
