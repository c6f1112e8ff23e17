import { en } from './words/en.ts';

/** An amount of euros in English, the same in every summary, plan and comment: `€ 1,240.00`, `€ -5.00`. */
export const euros = en.money;

/** The same for a difference, always with its sign: `€ +1,240.00`. */
export function eurosApart(decimal: string): string {
  return decimal.startsWith('-') ? euros(decimal) : euros(decimal).replace('€ ', '€ +');
}
