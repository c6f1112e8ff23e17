import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { RowTaken, rowsBeyond, withRows } from '../../src/desk/rows.ts';

const row = (keys: readonly string[], value: string) => [{ keys, value }];

describe('a row added to a file', () => {
  test('stands behind the last one, and no other byte changes', () => {
    const text = '# Terms\n"30": "1"    # a month\n"60": "5"\n# the end\n';
    expect(withRows(text, row(['14'], '2'))).toBe('# Terms\n"30": "1"    # a month\n"60": "5"\n"14": "2"\n# the end\n');
  });

  test('stands in its group, also if another group follows', () => {
    const text = 'NL:\n  "1": "11" # high\n  "2": "12"\nDE:\n  "9": "30"\n';
    expect(withRows(text, row(['NL', '3'], '13'))).toBe(
      'NL:\n  "1": "11" # high\n  "2": "12"\n  "3": "13"\nDE:\n  "9": "30"\n',
    );
    expect(withRows(text, row(['BE', '3'], '13'))).toBe(`${text}BE:\n  "3": "13"\n`);
  });

  test('makes the file, and fills one that has comments alone', () => {
    expect(withRows(null, row(['orders', '26013'], 'skip'))).toBe('orders:\n  "26013": skip\n');
    expect(withRows('# Pins\n', row(['orders', '26013'], 'skip'))).toBe('# Pins\norders:\n  "26013": skip\n');
    expect(parse(withRows('orders:\n', row(['orders', 'a'], 'skip')) ?? '')).toEqual({ orders: { a: 'skip' } });
  });

  test('keeps the comments of a group in braces', () => {
    const text = withRows('orders: { "1": skip } # pinned\nother: { a: b }\n', row(['orders', '2'], 'skip')) ?? '';
    expect(parse(text)).toEqual({ orders: { 1: 'skip', 2: 'skip' }, other: { a: 'b' } });
    expect(text).toContain('# pinned');
  });

  test('works without an end of line at the end, and for several rows', () => {
    const rows = ['a', 'b'].map((reference) => ({ keys: ['orders', reference], value: 'skip' }));
    expect(withRows('orders:\n  "1": skip', rows)).toBe('orders:\n  "1": skip\n  a: skip\n  b: skip\n');
  });

  test('is text, whatever YAML would make of it, and cannot add a second one', () => {
    for (const odd of ['08', 'NO', 'a: b', '"', 'x\ny: z', '# c', '- a', '{', '*a', '🙂']) {
      const text = withRows('"30": "1"\n', row([odd], odd)) ?? '';
      expect(parse(text)).toEqual({ 30: '1', [odd]: odd });
    }
  });

  test('stands where the row of another company is taken out', () => {
    const text = 'stuk: stuk\nstuks: { remove: true } # theirs\nNL:\n  "1": { remove: true }\n  "2": VH\n';
    expect(withRows(text, row(['stuks'], 'stuk'))).toBe(text.replace('stuks: { remove: true }', 'stuks: stuk'));
    expect(withRows(text, row(['NL', '1'], 'VL'))).toBe(text.replace('"1": { remove: true }', '"1": VL'));
    expect(() => withRows('"8": &out { remove: true }\n"9": *out\n', row(['8'], 'x'))).toThrow(RangeError);
  });

  test('stands where the group of its key is taken out, and so do those behind it', () => {
    const text = '# ours\nVL: { remove: true } # theirs\nVH: { remove: true }\n';
    const kind = withRows(text, row(['VL', 'kind'], 'domestic'));
    expect(kind).toBe(text.replace('{ remove: true } #', '{ kind: domestic } #'));
    expect(parse(withRows(kind, row(['VL', 'rate'], '9')) ?? '')).toMatchObject({
      VL: { kind: 'domestic', rate: '9' },
    });
    const both = ['kind', 'rate'].map((key) => ({ keys: ['VH', key], value: '1' }));
    expect(parse(withRows('VH:\n  remove: true\n', both) ?? '')).toEqual({ VH: { kind: '1', rate: '1' } });
  });

  test('stands where init left it open, in its own group', () => {
    const text = 'BE:\n  # "2": ? # 21 %\n  "1": VB\nNL:\n  # "2": ?\n  "1": VL\n';
    expect(withRows(text, row(['NL', '2'], 'VH'))).toBe(text.replace('# "2": ?\n', '"2": VH\n'));
    expect(withRows('# "15": ? # 15 days\n"14": "2"\n', row(['15'], '2'))).toBe('"15": "2"\n"14": "2"\n');
    expect(withRows('"15": { remove: true } # ? 15 days\n"14": "2"\n', row(['15'], '2'))).toBe(
      '"15": "2"\n"14": "2"\n',
    );
  });

  test('has what people call it behind it, where there is room for a comment', () => {
    const named = [{ keys: ['15'], value: '2', remark: '15 dagen →\n14 dagen' }];
    const line = '"15": "2" # 15 dagen → 14 dagen\n';
    expect(withRows('"30": "1" # 30 dagen\n', named)).toBe(`"30": "1" # 30 dagen\n${line}`);
    expect(withRows('# "15": ? # 15 dagen\n', named)).toBe(line);
    expect(withRows('"15": { remove: true } # ? 15 dagen\n', named)).toBe(line);
    expect(withRows('"15": { remove: true } # theirs\n', named)).toBe('"15": "2" # theirs\n');
    expect(withRows('"15": "1" # 15 dagen → 30 dagen\n', named, '')).toBe(line);
    expect(parse(withRows('{ "30": "1" }\n', named) ?? '')).toEqual({ 15: '2', 30: '1' });
  });

  test('replaces a value that nobody has merged, with the comment that told of it', () => {
    const merged = '"14": "2"\n';
    const text = `${merged}"15": "2" # 15 days → 14 days\n"16": "3"\n`;
    expect(withRows(text, row(['15'], '1'), merged)).toBe(`${merged}"15": "1"\n"16": "3"\n`);
    expect(withRows(text, row(['15'], '1'), null)).toBe(`${merged}"15": "1"\n"16": "3"\n`);
    expect(() => withRows(text, row(['14'], '1'), merged)).toThrow(RowTaken);
    expect(parse(withRows('a: { "1": x, "2": y } # z\n', row(['a', '1'], 'w'), 'a: { "2": y }\n') ?? '')).toEqual({
      a: { 1: 'w', 2: 'y' },
    });
  });

  test('changes nothing if it is there, and is refused if another value is', () => {
    expect(withRows('"14": "2"\n', row(['14'], '2'))).toBeNull();
    expect(() => withRows('"14": "3"\n', row(['14'], '2'))).toThrow(RowTaken);
    expect(() => withRows('"14": "3"\n', row(['14', 'x'], '2'))).toThrow(RowTaken);
    // What stands in the way is named: the value above it.
    expect(() => withRows('"14": "3"\n', row(['14', 'x', 'y'], '2'))).toThrow(expect.objectContaining({ key: '14' }));
    expect(() => withRows('"14":\n  x: "3"\n', row(['14'], '2'))).toThrow(RowTaken);
    expect(() => withRows('"14: [', row(['15'], '2'))).toThrow(RangeError);
  });
});

test('the rows that a file has beyond another are told group by group', () => {
  const base = 'NL:\n  "1": "11"\n';
  const text = 'NL:\n  "1": "12"\n  "2": "12"\nDE:\n  "1": "30"\n';
  expect(rowsBeyond(text, base)).toEqual([...row(['NL', '2'], '12'), ...row(['DE', '1'], '30')]);
  expect(rowsBeyond(text, '# nothing yet\n')).toHaveLength(3);
});
