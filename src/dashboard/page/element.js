/** Elements of the page. Every text from a log is set as text, never as markup. */

export const byId = (id) => document.getElementById(id);

/** An element with a class, texts and elements in it. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

export function button(text, onClick) {
  const made = element('button', '', text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** `text`, opened in a new tab. */
export function link(address, text) {
  const made = element('a', '', text);
  Object.assign(made, { href: address, target: '_blank', rel: 'noopener' });
  return made;
}

/** So many letters are not broken into lines. */
const SHORT = 12;

/** A list in which lines scroll and which the keyboard reaches. The first column names the row, and a row of one value heads those below it; `numbers` are the places of columns with numbers. */
export function table(caption, columns, rows, numbers = []) {
  const classOf = (value, place) => {
    if (numbers.includes(place)) return 'number';
    return typeof value === 'string' && value.length <= SHORT ? 'short' : '';
  };
  const cell = (name, value, place) => element(name, classOf(value, place), value);
  const heads = columns.map((column, place) => {
    const head = cell('th', column, place);
    head.scope = 'col';
    return head;
  });
  const lines = rows.map((row) => {
    const cells = row.map((value, place) => cell(place === 0 ? 'th' : 'td', value, place));
    if (cells[0] !== undefined) cells[0].scope = row.length < columns.length ? 'colgroup' : 'row';
    if (row.length < columns.length) cells[0].colSpan = columns.length;
    return element('tr', '', ...cells);
  });
  const made = element(
    'table',
    '',
    element('caption', 'hidden', caption),
    element('thead', '', element('tr', '', ...heads)),
    element('tbody', '', ...lines),
  );
  const scrolls = element('div', 'scrolls', made);
  scrolls.setAttribute('role', 'region');
  scrolls.setAttribute('aria-label', caption);
  scrolls.tabIndex = 0;
  return scrolls;
}

/** Details that are filled when they are opened for the first time. */
export function details(title, fill) {
  const made = element('details', '', element('summary', '', title));
  made.addEventListener('toggle', () => made.children.length > 1 || made.append(fill()), { once: true });
  return made;
}
