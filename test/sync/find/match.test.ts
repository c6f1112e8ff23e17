import { describe, expect, it } from 'vitest';
import { decideMatch, type MatchDecision } from '../../../src/sync/find/match.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import type { Catalog, ResourceSpec } from '../../../src/systems/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import type { RecordValues } from '../../../src/values.ts';

const specOf = (resource: string, { resources }: Catalog): ResourceSpec => {
  const spec = resources.get(resource);
  if (spec === undefined) throw new Error(`no ${resource}`);
  return spec;
};
const debtors = specOf('debtors', asperionCatalog);
const prices = specOf('logistics/SalesItemPrices', exactOnlineCatalog);

const match = [['characteristic5'], ['vatNumber'], ['emailAddress']];
const ours: RecordValues = {
  characteristic5: 'EO-20001',
  vatNumber: 'NL801234567B01',
  emailAddress: 'info@acme.example',
};

const decide = (
  index: number,
  candidates: readonly RecordValues[],
  options: { values?: RecordValues; owned?: number } = {},
): MatchDecision =>
  decideMatch({
    values: options.values ?? ours,
    match,
    candidates,
    index,
    spec: debtors,
    ownedByAnother: (target) => target === options.owned,
  });

describe('decideMatch', () => {
  it('finds the record that carries the external key', () => {
    const candidate = { id: 1, characteristic5: 'EO-20001' };
    expect(decide(0, [candidate])).toMatchObject({ kind: 'hit', candidate });
  });

  it('does not take a record whose key only contains ours', () => {
    expect(decide(0, [{ id: 1, characteristic5: 'EO-200011' }]).kind).toBe('none');
  });

  it('compares VAT numbers however they are written', () => {
    expect(decide(1, [{ id: 1, vatNumber: 'nl 8012.34.567.b01' }]).kind).toBe('hit');
    expect(decide(2, [{ id: 1, vatNumber: '801234567B01', emailAddress: 'info@acme.example' }]).kind).toBe('hit');
  });

  it('compares other keys exactly', () => {
    const values = { ...ours, characteristic5: 'EO-1' };
    expect(decide(0, [{ id: 1, characteristic5: 'eo-1' }], { values }).kind).toBe('none');
  });

  it('refuses a hit by e-mail when the VAT number is filled on both sides and differs', () => {
    const accountant = { id: 1, vatNumber: 'NL999999999B01', emailAddress: 'info@acme.example' };
    expect(decide(2, [accountant]).kind).toBe('none');
  });

  it('takes a hit by e-mail when the target has no stronger key', () => {
    expect(decide(2, [{ id: 1, emailAddress: 'INFO@acme.example' }]).kind).toBe('hit');
  });

  it('leaves two hits to a person', () => {
    const found = [
      { id: 1, emailAddress: 'info@acme.example' },
      { id: 2, emailAddress: 'info@acme.example' },
    ];
    expect(decide(2, found)).toMatchObject({ kind: 'ambiguity', candidates: found });
  });

  it('sees the same record twice as one hit', () => {
    const candidate = { id: 1, emailAddress: 'info@acme.example' };
    expect(decide(2, [candidate, { ...candidate }]).kind).toBe('hit');
  });

  it('leaves a record that belongs to another source record to a person', () => {
    expect(decide(1, [{ id: 7, vatNumber: 'NL801234567B01' }], { owned: 7 }).kind).toBe('ambiguity');
  });

  it('takes the debtor of another account of ours for what it is: another one', () => {
    const branch = { id: 1, characteristic5: 'EO-20002', vatNumber: 'NL801234567B01' };
    expect(decide(1, [branch]).kind).toBe('none');
  });

  it('leaves it to a person when the external key holds something that is not ours', () => {
    const used = { id: 1, characteristic5: 'wholesale', vatNumber: 'NL801234567B01' };
    expect(decide(1, [used]).kind).toBe('ambiguity');
  });

  it('counts no key that both lack: another company with one e-mail address stays a doubt', () => {
    const values = { ...ours, vatNumber: null, name: 'Acme B.V.' };
    const other = {
      id: 1,
      characteristic5: null,
      vatNumber: null,
      emailAddress: 'info@acme.example',
      name: 'Boekhouders Jansen',
    };
    expect(decide(2, [other], { values }).kind).toBe('ambiguity');
  });

  it('takes the one that fits, also beside one whose external key holds something else', () => {
    const candidate = { id: 1, vatNumber: 'NL801234567B01' };
    expect(decide(1, [candidate, { ...candidate, id: 2, characteristic5: 'retail' }])).toMatchObject({
      kind: 'hit',
      candidate,
    });
  });

  it('never matches on an empty key', () => {
    const values = { ...ours, emailAddress: null };
    expect(decide(2, [{ id: 1, emailAddress: null }], { values }).kind).toBe('none');
  });

  it('wants every field of a composite key to agree, and treats null as a value there', () => {
    const keys = [['Item', 'Account', 'Quantity']];
    const values = { Item: 'a', Account: null, Quantity: 1 };
    const ask = (candidates: readonly RecordValues[]) =>
      decideMatch({ values, match: keys, candidates, index: 0, spec: prices, ownedByAnother: () => false });
    expect(ask([{ ID: 1, Item: 'a', Account: 'customer', Quantity: 1 }]).kind).toBe('none');
    expect(ask([{ ID: 1, Item: 'a', Account: null, Quantity: 10 }]).kind).toBe('none');
    expect(ask([{ ID: 1, Item: 'a', Account: null, Quantity: 1 }]).kind).toBe('hit');
  });

  it('falls back to the weaker composite key only where the stronger one is not filled', () => {
    const keys = [['Item', 'Quantity'], ['Item']];
    const values = { Item: 'a', Quantity: 1 };
    const ask = (candidates: readonly RecordValues[]) =>
      decideMatch({ values, match: keys, candidates, index: 1, spec: prices, ownedByAnother: () => false });
    expect(ask([{ ID: 1, Item: 'a', Quantity: 10 }]).kind).toBe('none');
    expect(ask([{ ID: 1, Item: 'a', Quantity: null }]).kind).toBe('hit');
  });

  describe('with names', () => {
    const named = (index: number, candidate: RecordValues, isOwned = true) =>
      decideMatch({
        values: { ...ours, name: 'Acme B.V.' },
        match,
        candidates: [{ id: 1, ...candidate }],
        index,
        spec: debtors,
        ownedByAnother: () => isOwned,
      });

    it('doubts a hit by e-mail alone whose name differs, and says so before it says whose it is', () => {
      expect(named(2, { emailAddress: 'info@acme.example', name: 'Beta' })).toMatchObject({
        kind: 'ambiguity',
        why: 'only emailAddress agrees, and the name differs',
      });
    });

    it('does not take another spelling of a name for another name', () => {
      const found = named(2, { emailAddress: 'info@acme.example', name: 'ACME BV' });
      expect(found).toMatchObject({ kind: 'ambiguity', isTaken: true });
    });

    it('doubts a hit by the strongest key only when another is filled on both and none agrees', () => {
      const renamed = { characteristic5: 'EO-20001', name: 'Beta' };
      expect(named(0, renamed)).toMatchObject({ isTaken: true });
      expect(named(0, { ...renamed, vatNumber: 'NL1', emailAddress: 'INFO@acme.example' })).toMatchObject({
        isTaken: true,
      });
      expect(named(0, { ...renamed, vatNumber: 'NL1' })).toMatchObject({
        why: 'only characteristic5 agrees: vatNumber and the name differ',
      });
    });

    it('doubts a hit by the strongest key under another name when its source was deleted', () => {
      const left = (candidate: RecordValues) =>
        decideMatch({
          values: { ...ours, name: 'Acme B.V.' },
          match,
          candidates: [{ id: 1, characteristic5: 'EO-20001', ...candidate }],
          index: 0,
          spec: debtors,
          ownedByAnother: () => false,
          isLeft: (target) => target === 1,
        });
      expect(left({ name: 'Beta' })).toMatchObject({
        why: 'only characteristic5 agrees: the name differs, and the record that it belonged to was deleted',
      });
      expect(left({ name: 'Acme' }).kind).toBe('hit');
      expect(left({ name: 'Beta', vatNumber: 'NL801234567B01' }).kind).toBe('hit');
    });

    it('leaves a namesake with another stronger key to a person, unless it is of a customer', () => {
      const renumbered = { characteristic5: 'EO-39999', vatNumber: 'NL801234567B01', name: 'ACME BV' };
      expect(named(1, renumbered).kind).toBe('none');
      expect(named(1, renumbered, false)).toMatchObject({
        kind: 'ambiguity',
        why: 'only the name and vatNumber agree, not characteristic5',
      });
      expect(named(2, { ...renumbered, vatNumber: 'NL1', emailAddress: 'info@acme.example' }, false)).toMatchObject({
        why: 'only the name and emailAddress agree, not characteristic5, vatNumber',
      });
      expect(named(1, { ...renumbered, name: 'Acme Holding' }, false).kind).toBe('none');
    });

    it('doubts a VAT number alone under another name: companies of a fiscal unity share one', () => {
      expect(named(1, { vatNumber: 'NL801234567B01', name: 'Beta' })).toMatchObject({
        why: 'only vatNumber agrees, and the name differs',
      });
      expect(named(1, { vatNumber: 'NL801234567B01', emailAddress: 'info@acme.example', name: 'Beta' })).toMatchObject({
        isTaken: true,
      });
    });
  });
});
