import { describe, expect, test } from 'vitest';
import { shownKey } from '../../src/mapping/tables/shown-key.ts';
import { personalClass } from '../../src/privacy/personal.ts';

describe('a key that was looked up', () => {
  const uses = (resource: string, field: string) => {
    const personal = personalClass(resource, field.slice(field.lastIndexOf('.') + 1));
    return [{ from: 'record', name: '', field, resource, personal, way: 'copied' }] as const;
  };

  test('is shown up to forty characters', () => {
    const key = 'x'.repeat(40);
    expect(shownKey(key, uses('crm/Accounts', 'Country'))).toBe(`"${key}"`);
    expect(shownKey(`${key}y`, uses('crm/Accounts', 'Country'))).toBe(`"${key}"`);
  });

  test('is named by its field where that is personal in its resource, and only there', () => {
    expect(shownKey('KROON', uses('crm/Accounts', 'SearchCode'))).toBe('{SearchCode}');
    expect(shownKey('ESPRESSO', uses('logistics/Items', 'SearchCode'))).toBe('"ESPRESSO"');
    expect(shownKey('bel aan', uses('salesorder/SalesOrderLines', 'SalesOrderLines.Notes'))).toBe(
      '{SalesOrderLines.Notes}',
    );
    expect(shownKey('info@kroon.example', uses('crm/Accounts', 'Code'))).toBe('{Code}');
  });
});
