import Big from 'big.js';
import { expect, test } from 'vitest';
import { multiply } from '../../../src/mapping/expressions/operators.ts';

const digits = (count: number): Big => new Big(`0.${'7'.repeat(count)}`);

test.each([
  ['200 digits', digits(200)],
  ['the 200th power of ten', new Big('1e200')],
  ['the 200th decimal place', new Big('1e-200')],
])('a number may have %s', (_, number) => {
  expect(multiply(1, number)).toEqual(number);
});

test.each([
  ['201 digits', digits(201)],
  ['the 201st power of ten', new Big('1e201')],
  ['the 201st decimal place', new Big('1e-201')],
])('a number may not have %s', (_, number) => {
  expect(() => multiply(1, number)).toThrow(expect.objectContaining({ code: 'NUMBER_RANGE' }));
});
