/** A list of either system as it comes over the wire. */
interface Wire {
  d?: { results?: unknown[]; __next?: string };
  _data?: unknown[];
  _meta?: { nextPage?: string | null; self?: string };
}

/** True for the text of a list's page. */
export function isPageOfList(text: string): boolean {
  const { d, _data } = parsed(text);
  return Array.isArray(d?.results) || Array.isArray(_data);
}

/** The page without its last row; nothing else of it says so. */
export const lastRowLeftOut = (text: string): string => changed(text, (rows) => rows.slice(0, -1));

/** A page that has no rows and leads to itself. */
export const emptyPage = (text: string, self: string): string =>
  leadingTo(
    changed(text, () => []),
    self,
  );

/** The page, after which the same one comes. */
export const leadingTo = (text: string, self: string): string => {
  const wire = parsed(text);
  if (wire.d?.results !== undefined) wire.d.__next = self;
  if (wire._meta !== undefined) wire._meta.nextPage = self;
  return JSON.stringify(wire);
};

/** Text that ends half-way. */
export const cutOff = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

function changed(text: string, change: (rows: unknown[]) => unknown[]): string {
  const wire = parsed(text);
  if (wire.d?.results !== undefined) wire.d.results = change(wire.d.results);
  if (wire._data !== undefined) wire._data = change(wire._data);
  return JSON.stringify(wire);
}

function parsed(text: string): Wire {
  try {
    return JSON.parse(text) as Wire;
  } catch {
    return {};
  }
}
