import { expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { articles, items } from '../../support/samples.ts';

it('counts a record once if its list is read again, because another record came in between', async () => {
  const [late, ...given] = articles(121).toReversed();
  await using company = await Company.open({
    asperion: { articles: given },
    exactOnline: { Items: [] },
  });
  company.asperion.faults.add({
    method: 'GET',
    path: /\/articles$/,
    query: /\bpage=2\b/,
    act: 'replace',
    before: () => company.asperion.insert('articles', late ?? {}),
    rewrite: (body) => body,
  });
  const { steps, error } = (await company.run(compile({ 'products.yml': items() }))).products ?? {};
  expect([error, steps]).toEqual([null, { item: { created: 121 } }]);
});
