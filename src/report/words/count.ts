/** `1 record`, `2 records`, `2 entries`; a plural that is made otherwise is given: `2 guesses`. */
export function count(number: number, noun: string, plural = `${noun}s`.replace(/([^aeiou])ys$/, '$1ies')): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
