/** Smaller values first, a total order that is the same on every machine: that of `localeCompare` depends on its language. */
export const ascending = <Value extends string | number | bigint>(left: Value, right: Value): number =>
  left < right ? -1 : left > right ? 1 : 0;
