import type { Edit } from './stage.ts';

/**
 * What the bookkeeper edits after the sync: sales at the high rate get a VAT code of their own. One row says where it is used, the other
 * what it stands for; without the second, the documents would wait.
 */
export const edit: Edit = {
  'tables/vat-codes.yml': 'NL: { "2": VH21 }\n',
  'tables/vat-supplies.yml': 'VH21: { kind: domestic, rate: 21 }\n',
};

/** The VAT codes of before and after. */
export const moved = { from: 'VH', to: 'VH21' };
