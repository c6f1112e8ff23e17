import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';

const flow = (image = 'Picture', settings = '') => ({
  'products.yml': `
from: exact-online.logistics/Items
to: asperion
enabled: true
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields:
      articleNumber: Code
      description: Description
      image: ${image}
`,
  'settings.yml': settings,
});

/** A PNG by its first bytes, of so many bytes. */
const png = (size: number, fill = 7): Buffer =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size - 8, fill)]);

const item = (number: number, picture: Buffer | null, name = `A${number}.png`) => ({
  Code: `A${number}`,
  Description: 'Brood',
  ...(picture === null ? {} : { Picture: picture.toString('base64'), PictureName: name }),
});

async function withItems(items: readonly object[], use: (company: Company) => Promise<void>): Promise<void> {
  await using company = await Company.open({ exactOnline: { Items: items } });
  await use(company);
}

const filesOf = (company: Company, number: number) => {
  const article = company.asperion.rows('articles').find(({ articleNumber }) => articleNumber === `A${number}`);
  return company.asperion.files('articles', article?.id ?? null);
};
const uploads = (company: Company): number =>
  company.asperion.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/file')).length;
const reads = (company: Company): number =>
  company.exactOnline.requests.filter(({ path }) => path.startsWith('/docs/SysImage')).length;

describe('the image of an article', () => {
  it('is sent once, byte for byte, and only for items that have one', () =>
    withItems([item(1, png(500)), item(2, null)], async (company) => {
      const { products } = await company.run(compile(flow()));
      expect(products?.steps.article).toEqual({ created: 2 });
      const [file] = filesOf(company, 1);
      expect(file).toMatchObject({ name: 'A1.png', type: 'image/png' });
      expect(Buffer.from(file?.content ?? []).equals(png(500))).toBe(true);
      expect(filesOf(company, 2)).toEqual([]);
      company.wait(1);
      expect((await company.run(compile(flow()))).products?.steps.article ?? {}).toEqual({});
      expect([reads(company), uploads(company)]).toEqual([1, 1]);
    }));

  it('is not even read again when something else of the item changed', () =>
    withItems([item(1, png(500))], async (company) => {
      await company.run(compile(flow()));
      company.wait(1);
      company.exactOnline.update('Items', company.exactOnline.rows('Items')[0]?.ID, { Description: 'Groot brood' });
      expect((await company.run(compile(flow()))).products?.steps.article).toEqual({ updated: 1 });
      expect([reads(company), uploads(company)]).toEqual([1, 1]);
    }));

  it('is not sent again when the mapping got another field and all articles are compared', () =>
    withItems([item(1, png(500))], async (company) => {
      await company.run(compile(flow()));
      company.wait(1);
      company.exactOnline.update('Items', company.exactOnline.rows('Items')[0]?.ID, { Barcode: '8711111111111' });
      await company.run(compile(flow('Picture\n      eanCode: Barcode')));
      expect(company.asperion.rows('articles')[0]).toMatchObject({ eanCode: '8711111111111' });
      expect(uploads(company)).toBe(1);
    }));

  it('is sent again when it was replaced, and takes the place of the first', () =>
    withItems([item(1, png(500))], async (company) => {
      await company.run(compile(flow()));
      company.wait(1);
      const picture = { Picture: png(700, 9).toString('base64'), PictureName: 'new.png' };
      company.exactOnline.update('Items', company.exactOnline.rows('Items')[0]?.ID, picture);
      expect((await company.run(compile(flow()))).products?.steps.article).toEqual({ updated: 1 });
      expect(filesOf(company, 1)).toMatchObject([{ name: 'new.png' }]);
      // The article itself had nothing new.
      expect(company.asperion.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
    }));

  it('is never a conflict where a person says who wins, because the target shows no image', () =>
    withItems([item(1, png(500))], async (company) => {
      const files = flow();
      const asking = compile({
        ...files,
        'products.yml': files['products.yml'].replace('steps:', 'winner: dead-letter\nsteps:'),
      });
      await company.run(asking);
      company.wait(1);
      const picture = { Picture: png(700, 9).toString('base64'), PictureName: 'new.png' };
      company.exactOnline.update('Items', company.exactOnline.rows('Items')[0]?.ID, picture);
      expect((await company.run(asking)).products).toMatchObject({ letters: [], steps: { article: { updated: 1 } } });
    }));

  it('fails its record when too large or none, before any write, and blocks no other', () =>
    withItems(
      [
        item(1, png(5_001)),
        item(2, Buffer.from('no picture at all, whatever its name says'.repeat(4))),
        item(3, png(5_000)),
        // The pixel that is shown to those who may not see the picture is smaller than any picture.
        item(4, png(99)),
        item(5, png(100)),
      ],
      async (company) => {
        const { products } = await company.run(compile(flow('Picture', 'images: { maxBytes: 5000 }')));
        expect(products?.steps.article).toEqual({ created: 2, failed: 3 });
        expect(products?.letters.map(({ reference, code }) => [reference, code])).toEqual([
          ['A1', 'IMAGE_TOO_LARGE'],
          ['A2', 'IMAGE_UNREADABLE'],
          ['A4', 'IMAGE_UNREADABLE'],
        ]);
        expect(company.asperion.rows('articles').map(({ articleNumber }) => articleNumber)).toEqual(['A3', 'A5']);
      },
    ));

  it('comes with the next try when its article was made and nobody knows whether it arrived', () =>
    withItems([item(1, png(500))], async (company) => {
      company.asperion.faults.add({ method: 'POST', path: /\/file$/, act: 'drop-before' });
      const { products } = await company.run(compile(flow()));
      expect(products?.letters.map(({ code }) => code)).toEqual(['IMAGE_NOT_SENT']);
      company.wait(2);
      expect((await company.run(compile(flow()))).products?.letters).toEqual([]);
      expect(company.asperion.rows('articles')).toHaveLength(1);
      expect(filesOf(company, 1)).toHaveLength(1);
    }));

  it('is sent once more when the answer to the second image was lost', () =>
    withItems([item(1, png(500))], async (company) => {
      await company.run(compile(flow()));
      company.wait(1);
      const picture = { Picture: png(700, 9).toString('base64'), PictureName: 'new.png' };
      company.exactOnline.update('Items', company.exactOnline.rows('Items')[0]?.ID, picture);
      company.asperion.faults.add({ method: 'POST', path: /\/file$/, act: 'drop-after' });
      expect((await company.run(compile(flow()))).products?.steps.article).toEqual({ updated: 1 });
      expect(filesOf(company, 1)).toHaveLength(1);
    }));
});

describe('what a mapping cannot do with images', () => {
  it.each([
    ['a text for an image', 'Code', /holds files, but this gives text/],
    ['a constant for an image', '{ value: "A1.png" }', /a picture of the source is needed/i],
    ['an image changed', 'upper(Picture)', /"upper" needs text here, not a file/],
  ])('%s', (_, image, message) => {
    expect(() => compile(flow(image))).toThrow(message);
  });

  it('an image from Asperion, which never shows one', () => {
    const products = `
from: asperion.articles
to: exact-online
enabled: true
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields: { Code: articleNumber, Description: description, Picture: image }
`;
    expect(() => compile({ 'products.yml': products })).toThrow(/"image" of articles cannot be read/);
  });
});
