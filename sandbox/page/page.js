/** The page of the sandbox. Every text from a record or a call is set as text, never as markup. */

const byId = (id) => document.getElementById(id);
const sides = { exactOnline: 'Exact Online', asperion: 'Asperion' };

/** An element with a class, texts and elements in it. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message ?? `The sandbox answers ${answer.status}.`);
  return body;
}

const send = (method, path, body) =>
  ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/* The world and the tabs */

let shownKind = '';

function tell(text) {
  byId('said').textContent = text;
}

function showWorld({ name, about, sights, kinds }) {
  byId('about').textContent = `World “${name}”. ${about}`;
  byId('sights').append(...sights.flatMap(({ there, seen }) => [element('dt', '', there), element('dd', '', seen)]));
  const tabs = kinds.map(({ id, title }) => {
    const tab = element('button', '', title);
    Object.assign(tab, { type: 'button', id: `tab-${id}`, role: 'tab' });
    tab.setAttribute('aria-controls', 'panel');
    tab.addEventListener('click', () => choose(id));
    return tab;
  });
  byId('tabs').append(...tabs);
  byId('tabs').addEventListener('keydown', moveAlongTabs);
}

/** Arrows, Home and End go from tab to tab. */
function moveAlongTabs(event) {
  const tabs = [...byId('tabs').children];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  tab.focus();
  tab.click();
}

async function choose(kind) {
  shownKind = kind;
  for (const tab of byId('tabs').children) {
    const isChosen = tab.id === `tab-${kind}`;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  byId('panel').setAttribute('aria-labelledby', `tab-${kind}`);
  await readBooks();
}

/* The books */

let shownPairs = '';

async function readBooks() {
  const kind = shownKind;
  const { pairs } = await ask(`api/books/${kind}`);
  if (kind === shownKind) showPairs(pairs);
}

/** Draws only what changed, and puts the focus back on the record that had it. */
function showPairs(pairs) {
  const text = shownKind + JSON.stringify(pairs);
  if (text === shownPairs) return;
  shownPairs = text;
  const focused = document.activeElement?.dataset?.record;
  const rows = pairs.map((pair) =>
    element('tr', '', ...Object.keys(sides).map((side) => element('td', '', recordOf(side, pair[side])))),
  );
  const none = element('td', 'quiet', 'Neither system has one.');
  none.colSpan = 2;
  byId('pairs').replaceChildren(...(rows.length === 0 ? [element('tr', '', none)] : rows));
  if (focused !== undefined) document.querySelector(`[data-record="${CSS.escape(focused)}"]`)?.focus();
}

function recordOf(side, record) {
  if (record === null) return element('span', 'quiet', 'Not there');
  const { reference, shown, fields, key } = record;
  const parts = [
    element('strong', 'part', reference === '' ? 'No number yet' : reference),
    ...shown.map(([label, value]) =>
      element('span', 'part', ...(label === '' ? [] : [element('span', 'quiet', `${label} `)]), value),
    ),
  ];
  if (fields.length === 0) return element('div', 'still', ...parts);
  const button = element('button', 'record', ...parts, element('span', 'hidden', `Edit in ${sides[side]}`));
  button.type = 'button';
  button.dataset.record = `${side}/${key}`;
  button.addEventListener('click', () => edit(side, record));
  return button;
}

/* Editing */

let edited = null;

function edit(side, record) {
  edited = { side, record, kind: shownKind };
  byId('editor-title').textContent = `${sides[side]}: ${record.reference}`;
  byId('refused').textContent = '';
  byId('fields').replaceChildren(...record.fields.map(inputOf));
  byId('editor').showModal();
}

function inputOf({ name, label, type, value }) {
  const input = document.createElement('input');
  input.name = name;
  input.autocomplete = 'off';
  if (type === 'flag') {
    input.type = 'checkbox';
    input.checked = value === true;
    return element('label', '', input, label);
  }
  if (type === 'number') input.inputMode = 'decimal';
  input.value = value ?? '';
  return element('label', '', label, input);
}

/** The fields that the person changed. */
function changedFields() {
  return Object.fromEntries(
    edited.record.fields.flatMap(({ name, type, value }) => {
      const input = byId('form').elements.namedItem(name);
      if (type === 'flag') return input.checked === (value === true) ? [] : [[name, input.checked]];
      return input.value === String(value ?? '') ? [] : [[name, input.value]];
    }),
  );
}

async function save(event) {
  event.preventDefault();
  const { side, record, kind } = edited;
  const fields = changedFields();
  try {
    if (Object.keys(fields).length > 0) {
      const { pairs } = await send('PUT', `api/books/${kind}/${side}/${encodeURIComponent(record.key)}`, fields);
      if (kind === shownKind) showPairs(pairs);
    }
    byId('editor').close();
    tell(Object.keys(fields).length > 0 ? `${record.reference} is saved in ${sides[side]}.` : 'Nothing was changed.');
    document.querySelector(`[data-record="${CSS.escape(`${side}/${record.key}`)}"]`)?.focus();
  } catch (error) {
    byId('refused').textContent = error.message;
  }
}

/* Runs */

async function run(mode, title) {
  const buttons = document.querySelectorAll('[data-mode]');
  for (const button of buttons) button.disabled = true;
  byId('log').hidden = false;
  byId('log-text').textContent = '';
  byId('run-said').textContent = `${title} is running.`;
  try {
    const answer = await fetch('api/runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inputs: { mode } }),
    });
    for await (const line of linesOf(answer.body)) showRunLine(title, JSON.parse(line));
  } catch (error) {
    byId('run-said').textContent = error.message;
  }
  for (const button of buttons) button.disabled = false;
}

function showRunLine(title, { line, exitCode, summary }) {
  byId('log-text').append(line === undefined ? `\n${summary}` : `${line}\n`);
  if (exitCode === undefined) return;
  byId('run-said').textContent =
    `${title} has ended with exit code ${exitCode}${exitCode === 0 ? '' : ': see why in its log'}.`;
}

async function* linesOf(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    yield* lines;
  }
}

/* Calls */

let shownCalls = '';

function showCalls({ total, calls }) {
  const text = JSON.stringify(calls);
  if (text === shownCalls) return;
  shownCalls = text;
  byId('calls').hidden = total === 0;
  byId('calls-said').textContent =
    total === 0
      ? 'None has arrived yet.'
      : `${total} so far${total > calls.length ? `, the latest ${calls.length} here` : ''}.`;
  byId('call-rows').replaceChildren(...calls.map(rowOfCall));
}

function rowOfCall({ at, system, method, path, query, status }) {
  const time = new Date(at).toLocaleTimeString([], { hourCycle: 'h23' });
  const to = element('td', '', element('span', 'part', system), element('span', 'quiet', time));
  const asked = element('span', 'quiet query', query);
  asked.title = query;
  const call = element('td', '', element('strong', '', method), ` ${path}`, asked);
  const isGood = status >= 200 && status < 300;
  const answer = element('td', isGood ? 'good' : 'bad', status === 0 ? 'none' : String(status));
  return element('tr', '', to, call, answer);
}

const ENDED = 'The sandbox does not answer. If it has ended, open it again and reload this page.';

/** Looks once a second, while somebody looks at the page; the books are read again if calls have arrived. */
async function follow() {
  if (!document.hidden) {
    try {
      const before = shownCalls;
      showCalls(await ask('api/calls'));
      if (before !== shownCalls) await readBooks();
    } catch {
      tell(ENDED);
    }
  }
  setTimeout(follow, 1000);
}

byId('form').addEventListener('submit', save);
byId('cancel').addEventListener('click', () => byId('editor').close());
for (const button of document.querySelectorAll('[data-mode]')) {
  button.addEventListener('click', () => run(button.dataset.mode, button.textContent));
}
ask('api/world').then(async (world) => {
  showWorld(world);
  await choose(world.kinds[0].id);
  await follow();
});
