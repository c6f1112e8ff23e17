import type { Context } from 'hono';

/** One page of a list, and the header `Link` that names the others. */
export interface LinkedPage<Item> {
  readonly shown: readonly Item[];
  /** Absent when one page holds everything. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page of a REST list that a call asks for by `per_page` (30 unless asked otherwise, 100 at most) and `page`, as GitHub documents it:
 * `Link` has the full addresses of the previous, next, first and last page, and is left out if there is one page.
 */
export function linkedPage<Item>(c: Context, found: readonly Item[]): LinkedPage<Item> {
  const perPage = Math.min(Math.max(Number(c.req.query('per_page') ?? 30) || 30, 1), 100);
  const number = Math.max(Number(c.req.query('page') ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(found.length / perPage), 1);
  const shown = found.slice((number - 1) * perPage, number * perPage);
  const address = (page: number): string => {
    const url = new URL(c.req.url);
    url.searchParams.set('page', String(page));
    return url.href;
  };
  const others = [
    ...(number > 1 ? [['prev', Math.min(number - 1, last)] as const] : []),
    ...(number < last ? [['next', number + 1] as const, ['last', last] as const] : []),
    ...(number > 1 ? [['first', 1] as const] : []),
  ];
  const link = others.map(([rel, page]) => `<${address(page)}>; rel="${rel}"`).join(', ');
  return { shown, headers: link === '' ? {} : { link } };
}
