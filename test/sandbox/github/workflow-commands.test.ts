import { expect, test } from 'vitest';
import { parseOutputFile } from '../../../sandbox/github/output-file.ts';
import { CommandReader } from '../../../sandbox/github/workflow-commands.ts';

test('reads a mark on a file with its escaped text', () => {
  const reader = new CommandReader();
  reader.read('::error file=mappings/a.yml,line=6,col=11,title=Unknown field%3A x%2C y::first%0Asecond 100%25 a::b');
  expect(reader.annotations).toEqual([
    {
      level: 'error',
      file: 'mappings/a.yml',
      line: 6,
      col: 11,
      title: 'Unknown field: x, y',
      message: 'first\nsecond 100% a::b',
    },
  ]);
});

test('reads marks without properties and leaves other lines alone', () => {
  const reader = new CommandReader();
  const lines = ['plain', 'text ::error::no command', '::group::x', '::warning::careful', '::notice title=T::said'];
  expect(lines.map((line) => reader.read(line))).toEqual([true, true, true, true, true]);
  expect(reader.annotations).toEqual([
    { level: 'warning', message: 'careful' },
    { level: 'notice', message: 'said', title: 'T' },
  ]);
});

test('collects what must be masked and keeps that line out of the log', () => {
  const reader = new CommandReader();
  expect(reader.read('::add-mask::secret%25value')).toBe(false);
  expect(reader.masks).toEqual(['secret%value']);
});

test('obeys the older form of a command wherever it stands in a line', () => {
  const reader = new CommandReader();
  expect(reader.read('said: "##[add-mask]2026"')).toBe(false);
  expect(reader.masks).toEqual(['2026"']);
});

test('takes no commands while they are stopped', () => {
  const reader = new CommandReader();
  for (const line of ['::stop-commands::pause', '::error::not meant', '::pause::', '::error::meant']) reader.read(line);
  expect(reader.annotations.map((annotation) => annotation.message)).toEqual(['meant']);
});

test('reads outputs of one line and of several', () => {
  const text = 'created=3\nreport<<END_1\n{\n  "a=b": 1\n}\nEND_1\nempty<<END_2\nEND_2\n';
  expect(parseOutputFile(text)).toEqual({ created: '3', report: '{\n  "a=b": 1\n}', empty: '' });
});

test('refuses an output file that the runner would refuse', () => {
  expect(() => parseOutputFile('created\n')).toThrow(/file command/);
  expect(() => parseOutputFile('report<<END\nno end\n')).toThrow(/delimiter/);
});
