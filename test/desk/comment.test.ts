import { expect, test } from 'vitest';
import { readComment } from '../../src/desk/comment.ts';
import { quiet } from '../../src/report/page/quiet.ts';

test.each([
  ['/retry 26013', { kind: 'retry', references: ['26013'] }],
  ['  /Retry 26013, 26014 "A 1"\nthanks', { kind: 'retry', references: ['26013', '26014', 'A 1'] }],
  ['/retry all', { kind: 'retry-all' }],
  ['/skip 26013', { kind: 'skip', references: ['26013'] }],
  ['/why 26013', { kind: 'why', references: ['26013'] }],
  ['/map payment-conditions 14=2', { kind: 'map', table: 'payment-conditions', keys: ['14'], value: '2' }],
  ['/map vat-codes NL/5 = 12', { kind: 'map', table: 'vat-codes', keys: ['NL', '5'], value: '12' }],
  ['/map units "a/b=c"/x="d e"', { kind: 'map', table: 'units', keys: ['a/b=c', 'x'], value: 'd e' }],
  ['- `/map vat-codes DE/2=VH` Verkoop hoog 21%', { kind: 'map', table: 'vat-codes', keys: ['DE', '2'], value: 'VH' }],
  ['```\n/retry 26013\n```', { kind: 'retry', references: ['26013'] }],
  ['* /retry all', { kind: 'retry-all' }],
])('%s is a command', (text, command) => {
  expect(readComment(text)).toEqual(command);
});

test('a reference that was copied from an issue is found, though nobody is to be mentioned there', () => {
  expect(readComment(`/retry ${quiet('KOF#9')}`)).toEqual({ kind: 'retry', references: ['KOF#9'] });
});

test.each([
  ['map units km=uur', '/map'],
  ['45 = 2', '/map'],
  ['retry all', '/retry'],
  ['`Skip 26013, 26014`', '/skip'],
  ['why 26013', '/why'],
  ['new', null],
  ['30003: New', null],
])('%s is no command, but seems to be meant as one', (text, name) => {
  expect(readComment(text)).toEqual({ kind: 'attempt', name });
});

const CONVERSATION = [
  '',
  'Thanks, /retry works',
  '26013',
  '> /retry 26013',
  '/ retry',
  '//retry 1',
  'Why does this wait?',
  'Skip this one, or 26014',
  'mapped units=uur already',
  'This one is new to me',
];

test.each(CONVERSATION)('"%s" is conversation', (text) => {
  expect(readComment(text)).toBeNull();
});

test.each([
  ['/rety 26013', '/retry'],
  ['/skp 26013', '/skip'],
  ['/deploy now', null],
])('%s is no command, and the nearest one is named', (text, meant) => {
  expect(readComment(text)).toMatchObject({ kind: 'unknown', meant });
});

test.each([
  '/retry',
  '/skip ',
  '/skip all',
  '/map',
  '/map units',
  '/map units a',
  '/map units =b',
  '/map units a=',
  '/map ../x a=b',
  '/why ""',
])('%s is answered with how it is written', (text) => {
  expect(readComment(text)).toEqual({ kind: 'unfinished', name: text.split(' ')[0] });
});

test('a very long comment is read in no time, and is no command', () => {
  expect(readComment(`/map units ${'a/'.repeat(50_000)}`)).toMatchObject({ kind: 'unfinished' });
  expect(readComment(`/retry ${'1 '.repeat(50_000)}`)).toMatchObject({ kind: 'unfinished' });
});
