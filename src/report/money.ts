/**
 * An amount of euros as people read it, the same in every summary, plan and comment: `€ 1,240.00`, `€ -5.00`. Takes a decimal
 * text and keeps all of its digits.
 */
export function euros(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `€ ${fraction === undefined ? grouped : `${grouped}.${fraction}`}`;
}

/** The same for a difference, always with its sign: `€ +1,240.00`. */
export function eurosApart(decimal: string): string {
  return decimal.startsWith('-') ? euros(decimal) : euros(decimal).replace('€ ', '€ +');
}
