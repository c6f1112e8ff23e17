import { describe, expect, it } from 'vitest';
import { LinkTable } from '../../../src/state/links/link-table.ts';
import { LinkBook } from '../../../src/sync/links/link-book.ts';

const link = (target: number) => ({ target, reference: `D${target}`, keep: {}, fingerprints: {} });

describe('LinkBook', () => {
  it('knows both directions', () => {
    const book = new LinkBook({ pair: LinkTable.of({ a: link(1) }) });
    expect(book.get('pair', 'a')?.target).toBe(1);
    expect(book.ownerOf('pair', 1)).toBe('a');
    expect(book.ownerOf('pair', 2)).toBeUndefined();
  });

  it('gives a target record free when its owner moves to another one', () => {
    const book = new LinkBook({ pair: LinkTable.of({ a: link(1) }) });
    book.set('pair', 'a', link(2));
    expect(book.ownerOf('pair', 1)).toBeUndefined();
    expect(book.ownerOf('pair', 2)).toBe('a');
  });

  it('keeps changes of a copy to the copy', () => {
    const table = { pair: LinkTable.of({ a: link(1) }) };
    const book = new LinkBook(table);
    const copy = book.copy();
    copy.set('pair', 'b', link(2));
    copy.remove('pair', 'a');
    expect(copy.get('pair', 'a')).toBeUndefined();
    expect(copy.ownerOf('pair', 1)).toBeUndefined();
    expect(copy.ownerOf('pair', 2)).toBe('b');
    expect(book.get('pair', 'a')?.target).toBe(1);
    expect(table.pair.toJSON()).toEqual({ a: link(1) });
  });
});
