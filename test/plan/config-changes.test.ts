import { expect, test } from 'vitest';
import { compareConfigs } from '../../src/plan/edited/config-changes.ts';
import { compile } from '../support/engine.ts';

const flow = (more = '') => `from: asperion.articles
to: exact-online
${more}
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      Description: description
      Unit: { table: units, key: unit, at: dateAdded }
`;
const plain = (more = '') => flow(more).replace(', at: dateAdded', '');

test('edits are shown row by row, also in periods, settings, links and switches', () => {
  const base = compile({
    'a.yml': plain(),
    'b.yml': plain('enabled: false').replace('units', 'others'),
    'off.yml': plain('enabled: false').replace('key: unit', 'key: description').replace('units', 'others'),
    'gone.yml': plain().replace('units', 'others'),
    'tables/units.yml': 'doos: doos\nkg: kg\n',
    'tables/others.yml': 'x: y\n',
    'settings.yml': 'bookYear: { start: "01-01" }\n',
    'links.yml': 'a: { "1": "10", "2": skip }\n',
  });
  const head = compile({
    'a.yml': flow(),
    'b.yml': plain('enabled: true').replace('units', 'others'),
    'off.yml': plain('enabled: false').replace('units', 'others'),
    'new.yml': plain().replace('units', 'others'),
    'tables/units.yml':
      'doos: pak\nuur: uur\nkg:\n  - { value: kg, until: 2026-12-31 }\n  - { value: kilo, from: 2027-01-01 }\n',
    'tables/others.yml': 'x: y\n',
    'settings.yml': 'bookYear: { start: "07-01" }\n',
    'links.yml': 'a: { "1": "11", "3": "12" }\n',
  });
  expect(compareConfigs(base, head)).toEqual({
    flows: {
      added: ['new'],
      removed: ['gone'],
      enabled: ['b'],
      disabled: [],
      changed: ['a', 'b'],
      changedOff: ['off'],
    },
    files: [
      { file: 'a', changes: [{ key: 'steps.item.fields.Unit.at', base: null, head: 'dateAdded' }] },
      {
        file: 'tables/units',
        changes: [
          { key: 'doos', base: 'doos', head: 'pak' },
          { key: 'kg', base: 'kg', head: 'kg until 2026-12-31; kilo from 2027-01-01' },
          { key: 'uur', base: null, head: 'uur' },
        ],
      },
      { file: 'settings', changes: [{ key: 'bookYear.start', base: '01-01', head: '07-01' }] },
      {
        file: 'links',
        changes: [
          { key: 'a / 1', base: '10', head: '11' },
          { key: 'a / 2', base: 'skip', head: null },
          { key: 'a / 3', base: null, head: '12' },
        ],
      },
    ],
  });
  expect(compareConfigs(base, base)).toMatchObject({ flows: { changed: [] }, files: [] });
});
