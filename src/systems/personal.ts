/** Classes of fields that tell of a person, by the names that both systems use for them. */
const CLASSES = {
  name: /^(name|.*fullname|(account|accountcontact|contact|customer|deliveryaccount|invoiceaccount|partner|reseller)name|birthplace|searchcode|firstname|middlename|lastname|birthname.*|initials|attentionto|.*contactperson.*|orderedbyname|delivertoname|invoicetoname|tradename|deliveryname)$/i,
  email: /e-?mail/i,
  phone: /phone|mobile|fax/i,
  address: /address|postcode|^city$|deliverycity|latitude|longitude/i,
  bank: /iban|bic$|bban|bankaccount/i,
  identity:
    /^(birthdate|bsn|socialsecuritynumber|vat_?number|coc_?number|chamberofcommerce|oinnumber|eorinumber|uniquetaxpayerreference|rsin)$/i,
  text: /remarks|comments|notes/i,
} as const;

/** A class of personal fields. */
export type PersonalClass = keyof typeof CLASSES;

/** All classes, in order. */
export const PERSONAL_CLASSES: readonly PersonalClass[] = Object.keys(CLASSES) as PersonalClass[];

/** The class of a field, null when it tells nothing of a person. */
export function personalClass(field: string): PersonalClass | null {
  for (const [name, pattern] of Object.entries(CLASSES)) if (pattern.test(field)) return name as PersonalClass;
  return null;
}

/** True for a field that tells of a person. */
export const isPersonal = (field: string): boolean => personalClass(field) !== null;
