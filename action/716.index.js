export const id = 716;
export const ids = [716];
export const modules = {

/***/ 71716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  desk: () => (/* binding */ desk)
});

// EXTERNAL MODULE: ./src/desk/comment.ts
var comment = __webpack_require__(27088);
// EXTERNAL MODULE: ./src/desk/issue-marks.ts
var issue_marks = __webpack_require__(52605);
// EXTERNAL MODULE: ./src/desk/owner.ts
var desk_owner = __webpack_require__(29570);
// EXTERNAL MODULE: ./src/desk/plan-issues.ts + 2 modules
var plan_issues = __webpack_require__(42946);
// EXTERNAL MODULE: ./src/errors/errors.ts
var errors = __webpack_require__(12600);
// EXTERNAL MODULE: ./src/github/calls.ts
var calls = __webpack_require__(34342);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./src/github/issue-event.ts


const person = schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP().optional() });
const eventSchema = schemas/* object */.Ikc({
    action: schemas/* string */.YjP(),
    issue: schemas/* object */.Ikc({ number: schemas/* number */.aig(), pull_request: schemas/* unknown */.L5J().optional() }),
    comment: schemas/* object */.Ikc({ body: schemas/* string */.YjP().nullish(), user: person, author_association: schemas/* string */.YjP().optional() }).optional(),
    sender: person,
});
const INSIDERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);
/** The event of a run, from its file; null if it is neither a new comment on an issue nor an edit of one. */
function readIssueEvent(eventName, eventPath) {
    if (eventName !== 'issue_comment' && eventName !== 'issues')
        return null;
    let event;
    try {
        event = eventSchema.parse(JSON.parse((0,external_node_fs_.readFileSync)(eventPath, 'utf8')));
    }
    catch {
        return null;
    }
    const { action, issue, comment, sender } = event;
    if (issue.pull_request !== undefined)
        return null;
    const isComment = eventName === 'issue_comment';
    if (action !== (isComment ? 'created' : 'edited') || (isComment && comment === undefined))
        return null;
    const { login, type } = comment?.user ?? sender;
    const association = comment?.author_association;
    return {
        number: issue.number,
        login,
        isBot: type === 'Bot',
        isStranger: association !== undefined && !INSIDERS.has(association),
        comment: isComment ? (comment?.body ?? '') : null,
    };
}

// EXTERNAL MODULE: ./src/github/issues.ts
var issues = __webpack_require__(65039);
// EXTERNAL MODULE: ./src/report/page/quiet.ts
var quiet = __webpack_require__(80800);
// EXTERNAL MODULE: ./src/report/words/words.ts + 3 modules
var words_words = __webpack_require__(62631);
// EXTERNAL MODULE: ./src/config/checkout.ts
var checkout = __webpack_require__(54020);
// EXTERNAL MODULE: ./src/report/advice.ts + 2 modules
var report_advice = __webpack_require__(45639);
// EXTERNAL MODULE: ./src/report/describe-error.ts
var describe_error = __webpack_require__(262);
// EXTERNAL MODULE: ./src/report/page/markdown.ts
var markdown = __webpack_require__(90047);
// EXTERNAL MODULE: ./src/report/run/of-each.ts
var of_each = __webpack_require__(47905);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/config/company/files.ts
var files = __webpack_require__(60905);
// EXTERNAL MODULE: ./src/config/config.ts + 24 modules
var config = __webpack_require__(5757);
// EXTERNAL MODULE: ./src/config/packs/library.ts
var library = __webpack_require__(34088);
;// CONCATENATED MODULE: ./src/commands/desk/company.ts





/** The companies that settings.yml lists; null if it cannot be read. */
function companiesIn(mappings, workspace) {
    try {
        return (0,config/* loadSettings */.M5)(mappings, workspace).administrations;
    }
    catch (error) {
        if (!(error instanceof errors/* ConfigErrors */.mS))
            throw error;
        return null;
    }
}
/**
 * The company that an issue names among those that are listed; null = the folder is about one, and so is the issue. Undefined for an issue of a company that
 * is not listed, or of none where there are several: no run reads its boxes.
 */
function companyOf(name, listed) {
    // No row is proposed then, and pins stand under the company's name whatever the list says.
    if (listed === null)
        return name === null ? null : { name, tables: name, readers: [name] };
    if (listed.length < 2)
        return name === null ? null : undefined;
    const entry = listed.find((one) => one.name === name);
    if (entry === undefined)
        return undefined;
    const tables = tablesOf(entry);
    const readers = listed.filter((one) => tablesOf(one) === tables).map((one) => one.name);
    return { name: entry.name, tables, readers };
}
const tablesOf = ({ name, tables = name }) => tables;
/** The file for a new row of a table: of several companies, one that no other books by, because a code may mean something else to it. */
const fileOfTable = ({ mappings, company }, { name, file }) => company === null ? external_node_path_default().posix.normalize(file) : external_node_path_default().posix.join(mappings, library/* TABLES */.CG, company.tables, `${name}.yml`);
/** The branch for new rows of that file. No name of a folder below `tables/` has a dot. */
const branchOfTable = (company, table) => `map-${company === null ? '' : `${company.tables}.`}${table.replace(/[^\w.-]/g, '-')}`;
/** The file of pins. */
const fileOfPins = ({ mappings, company }) => external_node_path_default().posix.join(mappings, company === null ? files/* LINKS */.A : (0,files/* linksOf */.hP)(company.name));

// EXTERNAL MODULE: ./src/desk/candidates.ts
var candidates = __webpack_require__(20807);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./src/init/yaml-text.ts
/** Words that YAML does not read as text. */
const TRAPS = /^(true|false|yes|no|on|off|null|y|n|nan|inf)$/i;
/** A text as a key or a value of YAML: plain where that is safe, else in quotes. */
function scalar(text) {
    return /^[A-Za-z][\w.-]*$/.test(text) && !TRAPS.test(text) ? text : JSON.stringify(text);
}
/** What may stand in a comment: names come from outside and may hold line ends. */
function remark(text) {
    const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
    return clean.length > 160 ? `${clean.slice(0, 159)}\u2026` : clean;
}
/** A comment behind a value; nothing for an empty text. */
const commentBehind = (text) => (text === '' ? '' : ` # ${remark(text)}`);
/** The line that tells an editor without settings which schema a file has. */
const schemaLine = (schema) => `# yaml-language-server: $schema=https://raw.githubusercontent.com/OWNER/exact-asperion-sync/v0/mappings/schema/${schema}.schema.json`;

// EXTERNAL MODULE: ./src/schema.ts
var schema = __webpack_require__(75060);
;// CONCATENATED MODULE: ./src/desk/rows.ts




/** The file has another value in this place. */
class RowTaken extends Error {
    key;
    constructor(key) {
        super(`There is another row for ${key}.`);
        this.key = key;
    }
}
/**
 * The text of a file of rows with further ones; every other line stays as it is, comments as well. Null if it has all of them. A value that `base` does
 * not have, the file as people merged it, is replaced. Throws RowTaken, and RangeError for a file that is no YAML.
 */
function withRows(before, rows, base = before) {
    let text = before ?? '';
    for (const row of rows)
        text = withRow(text, row, base ?? '');
    return text === (before ?? '') ? null : text;
}
/** The rows of a file that another text of it lacks. Throws RangeError for a text that is no YAML. */
function rowsBeyond(text, base) {
    const known = new Set(rowsIn(base).map(({ keys }) => keys.join('\n')));
    return rowsIn(text).filter(({ keys }) => !known.has(keys.join('\n')));
}
function rowsIn(text) {
    const flat = (value, keys) => (0,schema/* isObject */.Gv)(value)
        ? Object.entries(value).flatMap(([key, inner]) => flat(inner, [...keys, key]))
        : [{ keys, value: typeof value === 'string' ? value : '' }];
    const all = meaningOf((0,dist/* parseDocument */.Tp)(text, { schema: 'failsafe' }));
    return (0,schema/* isObject */.Gv)(all) ? flat(all, []) : [];
}
function withRow(text, row, base) {
    const { keys, value } = row;
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: 'failsafe' });
    if (document.errors.length > 0)
        throw new RangeError('The file is no YAML.');
    const there = present(document, keys);
    if (there?.keys.length === keys.length && there.value === value)
        return text;
    const isOwn = there?.keys.length === keys.length && present((0,dist/* parseDocument */.Tp)(base, { schema: 'failsafe' }), keys) === null;
    if (there !== null && !isOwn)
        throw new RowTaken(there.keys.join('/'));
    const whole = withValue(text, row);
    const wanted = meaningOf(whole);
    // Inside of braces there is no room for a comment.
    const texts = [row, { keys, value }].flatMap((one) => [
        ...inPlaceOfValue(text, document, one),
        ...inPlaceOfOpen(text, one),
        ...inPlaceOf(text, document, one),
    ]);
    // Only what means the same is taken.
    const right = texts.find((one) => (0,external_node_util_.isDeepStrictEqual)(readBack(one), wanted));
    if (right !== undefined)
        return right;
    return whole.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' });
}
/** The document with the row, written anew: blanks before comments may differ. */
function withValue(text, { keys, value }) {
    const whole = (0,dist/* parseDocument */.Tp)(text, { schema: 'failsafe' });
    for (let depth = 0; depth < keys.length; depth += 1) {
        const path = keys.slice(0, depth);
        const group = depth === 0 ? whole.contents : whole.getIn(path, true);
        if (((0,dist/* isMap */.jh)(group) && !isTakenOut(group)) || (depth > 0 && group === undefined))
            continue;
        if (depth === 0)
            whole.contents = whole.createNode({});
        else
            whole.setIn(path, whole.createNode({}));
    }
    whole.setIn(keys, value);
    return whole;
}
/** Throws RangeError if an alias has nothing to stand for: the row took the place of what it means, or it never was there. */
function meaningOf(document) {
    try {
        return document.toJS();
    }
    catch (cause) {
        throw new RangeError('With this row, an alias (*) in the file would stand for nothing.', { cause });
    }
}
function readBack(text) {
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: 'failsafe' });
    return document.errors.length > 0 ? null : document.toJS();
}
/**
 * What stands at the keys, or at the first of them, where it leaves no room for the others; an empty value = something else than a text. Null = nothing,
 * or that the row or its group is taken out.
 */
function present(document, keys) {
    let node = document.contents;
    for (const [depth, key] of keys.entries()) {
        if (node === null || isTakenOut(node))
            return null;
        if ((0,dist/* isScalar */.jn)(node) && (node.value === '' || node.value === null))
            return null;
        if (!(0,dist/* isMap */.jh)(node))
            return { keys: keys.slice(0, Math.max(depth, 1)), value: '' };
        node = node.get(key, true) ?? null;
    }
    if (node === null || isTakenOut(node) || ((0,dist/* isScalar */.jn)(node) && node.value === null))
        return null;
    return { keys, value: (0,dist/* isScalar */.jn)(node) ? String(node.value) : '' };
}
/** True for `{ remove: true }`, which takes out a row of a table below. */
const isTakenOut = (node) => (0,dist/* isMap */.jh)(node) && node.items.length === 1 && node.get('remove') === 'true';
/** The row written over its other value, and over the comment that told of it. */
function inPlaceOfValue(text, document, row) {
    const node = document.getIn(row.keys, true);
    const [start, end] = ((0,dist/* isScalar */.jn)(node) && node.range) || [];
    if (start === undefined || end === undefined)
        return [];
    return [text.slice(0, start) + valueText(row) + text.slice(end).replace(/^[ \t]*#.*/, '')];
}
/** The row written over each line that leaves it open: `# "15": ? # 15 days`. */
function inPlaceOfOpen(text, row) {
    const key = scalar(row.keys.at(-1) ?? '');
    const all = text.split('\n');
    return all.flatMap((line, at) => {
        const indent = line.slice(0, line.length - line.trimStart().length);
        if (!`${line.trim()} `.startsWith(`# ${key}: ? `))
            return [];
        return [all.with(at, `${indent}${key}: ${valueText(row)}`).join('\n')];
    });
}
/** The row written over the one that takes it or its group out, or behind the last one. */
function inPlaceOf(text, document, wanted) {
    const { keys, value, remark: says = '' } = wanted;
    for (const [above] of keys.entries()) {
        const node = document.getIn(keys.slice(0, above + 1), true);
        const [start, end] = (isTakenOut(node) && node.range) || [];
        if (start === undefined || end === undefined)
            continue;
        const row = keys.slice(above + 1).reduceRight((within, key) => `{ ${scalar(key)}: ${within} }`, scalar(value));
        // What init wrote behind an open row goes with it.
        const rest = text.slice(end).replace(/^ # \?.*/, '');
        return [text.slice(0, start) + row + (/^(\n|$)/.test(rest) ? commentBehind(says) : '') + rest];
    }
    const inserted = insertion(text, document, wanted);
    return inserted === null ? [] : [inserted];
}
/** The row put behind the last one of its group; null if the group is written in braces, or there is none. */
function insertion(text, document, { keys, ...row }) {
    let group = document.contents;
    let depth = 0;
    while ((0,dist/* isMap */.jh)(group)) {
        const inner = group.get(keys[depth] ?? '', true);
        if (!(0,dist/* isMap */.jh)(inner) || depth >= keys.length - 1)
            break;
        group = inner;
        depth += 1;
    }
    const left = keys.slice(depth);
    if (!(0,dist/* isMap */.jh)(group))
        return `${text.trimEnd()}${text.trim() === '' ? '' : '\n'}${lines({ keys: left, ...row }, '')}`;
    const end = endOf(group);
    const column = columnOf(text, group);
    if (group.flow === true || end === null || column === null)
        return null;
    const lineEnd = text.indexOf('\n', Math.max(end - 1, 0));
    const at = lineEnd < 0 ? text.length : lineEnd + 1;
    const head = text.slice(0, at);
    return `${head}${head.endsWith('\n') ? '' : '\n'}${lines({ keys: left, ...row }, ' '.repeat(column))}${text.slice(at)}`;
}
/** The lines of a row, each group below its key. */
function lines(row, indent) {
    const { keys } = row;
    const above = keys.slice(0, -1).map((key, level) => `${indent}${'  '.repeat(level)}${scalar(key)}:\n`);
    return `${above.join('')}${indent}${'  '.repeat(above.length)}${scalar(keys.at(-1) ?? '')}: ${valueText(row)}\n`;
}
/** A value with what is said of the row. */
const valueText = ({ value, remark: says = '' }) => `${scalar(value)}${commentBehind(says)}`;
/** Where the last value of a group ends. */
function endOf(group) {
    const value = group.items.at(-1)?.value;
    if ((0,dist/* isMap */.jh)(value) && value.flow !== true)
        return endOf(value);
    return value?.range?.[1] ?? null;
}
function columnOf(text, group) {
    const start = group.items[0]?.key?.range?.[0];
    return start === undefined ? null : start - (text.lastIndexOf('\n', start - 1) + 1);
}

;// CONCATENATED MODULE: ./src/github/proposals.ts


/** There is a pull request, or a branch that may become one, and this proposal joins none. */
class ProposalOpen extends Error {
}
const pulls = schemas/* array */.YOg(schemas/* object */.Ikc({ html_url: schemas/* string */.YjP(), state: schemas/* string */.YjP(), number: schemas/* number */.aig(), body: schemas/* string */.YjP().nullish() }));
const reference = schemas/* object */.Ikc({ object: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }) });
/** GitHub answers another encoding, and no content, for a file over 1 MB (GH-contents): nothing may be written in its place. */
const file = schemas/* object */.Ikc({ content: schemas/* string */.YjP(), encoding: schemas/* literal */.euz('base64'), sha: schemas/* string */.YjP() });
const done = schemas/* unknown */.L5J().transform(() => true);
/**
 * Puts a change on a branch and opens a pull request, or adds it to the one that is open. Throws GitHubFault, ProposalOpen, and whatever `change` throws.
 * Needs `contents: write` and `pull-requests: write`.
 */
async function propose(ask, { server, repository }, proposal) {
    const { base, branch, path, change, title, joins } = proposal;
    const head = `${repository.split('/')[0]}:${branch}`;
    const known = await ask({ path: '/pulls', query: { head, state: 'all', per_page: 100 } }, pulls);
    const open = known.find(({ state }) => state === 'open');
    if (open !== undefined && !joins)
        throw new ProposalOpen();
    const merged = (await fileOn(ask, path, base))?.text ?? null;
    // Nothing is made for a change that the base has already.
    if (open === undefined && change(merged, merged) === null)
        return { outcome: 'same', url: '' };
    if (open === undefined)
        await startBranch(ask, proposal, known.length > 0);
    const there = await fileOn(ask, path, branch);
    if (!joins && (there?.text ?? null) !== merged)
        throw new ProposalOpen();
    const text = change(there?.text ?? null, merged);
    if (text !== null) {
        const content = Buffer.from(text).toString('base64');
        const sha = there === null ? {} : { sha: there.sha };
        await ask({ method: 'PUT', path: contents(path), body: { branch, content, message: title, ...sha } }, done);
    }
    if (open !== undefined) {
        const before = open.body ?? '';
        // A row that is there already may have been told otherwise: as a guess.
        const isTold = text === null && before.includes(`${proposal.body} ${markOf(proposal)}`);
        if (!isTold)
            await ask({ method: 'PATCH', path: `/pulls/${open.number}`, body: toldIn(before, proposal) }, done);
        return { outcome: text === null ? 'same' : 'updated', url: open.html_url };
    }
    try {
        const made = await ask({ method: 'POST', path: '/pulls', body: { ...toldIn('', proposal), head: branch, base } }, schemas/* object */.Ikc({ html_url: schemas/* string */.YjP() }));
        return { outcome: 'opened', url: made.html_url };
    }
    catch (error) {
        if (!(error instanceof calls/* GitHubFault */.Q) || !error.isRefused)
            throw error;
        return { outcome: 'branch', url: `${server}/${repository}/compare/${base}...${branch}?expand=1` };
    }
}
/** Title and body of a pull request that tells of a change after what it told before. */
function toldIn(before, proposal) {
    const { title, titleForMore, body } = proposal;
    const mark = markOf(proposal);
    // The web editor writes line ends of Windows.
    const parts = before.replaceAll('\r\n', '\n').split('\n\n');
    const others = parts.filter((part) => part.trim() !== '' && !part.includes(mark));
    return {
        title: others.length === 0 ? title : titleForMore,
        body: `${[...others.map((part) => part.trimEnd()), `${body} ${mark}`].join('\n\n')}\n`,
    };
}
/** Tells, unseen by people, what a paragraph of a pull request is about. Nothing in it ends the comment. */
const markOf = ({ about }) => `<!-- ${encodeURIComponent(about.toWellFormed()).replaceAll('-', '%2D')} -->`;
/** The branch at the newest commit of the base. One that is there already stays as it is, unless its pull request is closed. */
async function startBranch(ask, { base, branch }, isClosed) {
    const { sha } = (await ask({ path: `/git/ref/heads/${base}` }, reference)).object;
    try {
        await ask({ method: 'POST', path: '/git/refs', body: { ref: `refs/heads/${branch}`, sha } }, done);
    }
    catch (error) {
        if (!(error instanceof calls/* GitHubFault */.Q) || error.status !== 422)
            throw error;
        if (isClosed)
            await ask({ method: 'PATCH', path: `/git/refs/heads/${branch}`, body: { sha, force: true } }, done);
    }
}
async function fileOn(ask, path, ref) {
    try {
        const { content, sha } = await ask({ path: contents(path), query: { ref } }, file);
        return { text: Buffer.from(content, 'base64').toString('utf8'), sha };
    }
    catch (error) {
        if (error instanceof calls/* GitHubFault */.Q && error.status === 404)
            return null;
        throw error;
    }
}
const contents = (path) => `/contents/${path.split('/').map(encodeURIComponent).join('/')}`;

// EXTERNAL MODULE: ./src/nearest.ts
var nearest = __webpack_require__(37909);
// EXTERNAL MODULE: ./src/report/run-report.ts
var run_report = __webpack_require__(57330);
// EXTERNAL MODULE: ./src/commands/select-flows.ts + 29 modules
var select_flows = __webpack_require__(88196);
;// CONCATENATED MODULE: ./src/commands/desk/check-mappings.ts





/**
 * What would be wrong with the mappings if a file had another text: the first problem that they do not have now, in a sentence; null = nothing. The file is
 * written, looked at, and put back.
 */
function problemWith(file, text, checkedOut) {
    const { workspace, words } = checkedOut;
    const problems = () => inspect(checkedOut).problems.map(run_report/* reportedError */.kF);
    const before = problems().map(withoutPlace);
    const place = external_node_path_default().join(workspace, file);
    const kept = (0,external_node_fs_.existsSync)(place) ? (0,external_node_fs_.readFileSync)(place) : null;
    (0,external_node_fs_.mkdirSync)(external_node_path_default().dirname(place), { recursive: true });
    (0,external_node_fs_.writeFileSync)(place, text);
    try {
        const fresh = problems().find((problem) => {
            const known = before.indexOf(withoutPlace(problem));
            if (known >= 0)
                before.splice(known, 1);
            return known < 0;
        });
        return fresh === undefined ? null : (0,describe_error/* lineIn */.Wg)(words, fresh);
    }
    finally {
        if (kept === null)
            (0,external_node_fs_.rmSync)(place);
        else
            (0,external_node_fs_.writeFileSync)(place, kept);
    }
}
/** The mappings as a company reads them, with all their mistakes. */
const inspect = ({ mappings, workspace, company }) => (0,select_flows/* inspectFlows */.EB)(mappings, workspace, { administration: company?.name ?? null });
/** A new line moves the others, so that the same problem is told of another line. */
const withoutPlace = ({ code, message, at }) => [code, at?.file ?? '', message].join('\n');

;// CONCATENATED MODULE: ./src/commands/desk/propose-rows.ts










/** Entries of a list that an answer names. */
const MOST_ENTRIES = 50;
/** The row would make the mappings wrong. */
class RowWrong extends Error {
}
/**
 * A pull request for a row of a table, asked for by a person or guessed. Returns the answer as Markdown. Throws GitHubFault, and for a guess RowTaken where
 * a row is already, and ProposalOpen where it would join what people may have looked at.
 */
async function proposeRow({ table, keys, value }, counter, guess = null) {
    const { issue, words, company } = counter;
    const { pulls, answers } = words.desk;
    const tables = inspect(counter).config?.tables ?? new Map();
    const known = tables.get(table);
    if (known === undefined) {
        const meant = (0,nearest/* nearest */.pA)(table, [...tables.keys()]);
        return answers.noTable((0,markdown/* code */.aY)(table), meant === null ? null : (0,markdown/* code */.aY)(meant));
    }
    const file = fileOfTable(counter, known);
    const found = issue.mark.candidates;
    if (found?.table === table && found.entries !== undefined && !Object.hasOwn(found.entries, value)) {
        const has = Object.entries(found.entries).map(([one, name]) => `${(0,markdown/* code */.aY)(one)} ${(0,quiet/* quietly */.gd)(name)}`);
        return answers.notInList((0,markdown/* code */.aY)(value), (0,quiet/* quietly */.gd)(words.resource(found.list)), someOf(has, words), (0,markdown/* code */.aY)(file));
    }
    const levels = found?.table === table ? (found.keys ?? keys) : keys;
    if (levels.length > keys.length) {
        const whole = [...levels.slice(0, levels.length - keys.length), ...keys];
        return answers.usage((0,markdown/* code */.aY)((0,comment/* mapComment */.G)(table, whole, value)));
    }
    // A row that all companies have would be another one for this company, without a word.
    const there = company === null ? null : rowAt(known, keys);
    if (there !== null) {
        if (guess !== null)
            throw new RowTaken(keys.join('/'));
        return there === value ? answers.same : answers.taken((0,markdown/* code */.aY)(keys.join('/')), (0,markdown/* code */.aY)(known.at([...keys]).file));
    }
    const row = nameOf({ keys, value });
    const remark = (0,candidates/* namesOfRow */.m)(found, { table, keys, value });
    const names = remark === '' ? '' : ` (${(0,quiet/* quietly */.gd)(remark)})`;
    const group = company?.tables ?? null;
    const alone = company === null ? [] : [words.desk.holdsFor(words.list(company.readers))];
    return proposeRows(counter, [{ keys, value, remark }], {
        file,
        // A guess as well: two pull requests that add to one file cannot both be merged.
        branch: branchOfTable(company, table),
        title: (0,quiet/* quiet */.jQ)((0,desk_owner/* titleFor */.Q$)(group, `${pulls.map(row, table)}${remark === '' ? '' : ` (${remark})`}`)),
        titleForMore: (0,quiet/* quiet */.jQ)((0,desk_owner/* titleFor */.Q$)(group, pulls.mapMore(table))),
        isGuess: guess !== null,
        joins: guess?.joins ?? true,
        body: [
            pulls.mapBody(`${(0,markdown/* code */.aY)(row)}${names}`, (0,markdown/* code */.aY)(table)),
            ...alone,
            pulls[guess === null ? 'asked' : 'guess'](issue.number),
        ].join(' '),
        says: (link, others) => {
            if (guess !== null) {
                const why = `${(0,quiet/* quietly */.gd)(guess.name)}: ${words.desk.because[guess.because]}`;
                return [answers.guessed((0,markdown/* code */.aY)(row), why, link), ...alone].join(' ');
            }
            const too = someOf(others.map(nameOf).map(markdown/* code */.aY), words);
            return [
                answers.mapped((0,markdown/* code */.aY)(row), link),
                ...alone,
                ...(too === '' ? [] : [answers.mappedToo(too)]),
                answers.again,
            ].join(' ');
        },
    });
}
/** The row of a company's table at these keys, from whichever file; null = there is none, or they lead to more rows. */
function rowAt({ rows }, keys) {
    let row = rows;
    for (const key of keys)
        row = row instanceof Map ? row.get(key) : undefined;
    return row === undefined || row instanceof Map ? null : row;
}
/** A pull request that adds rows to a file of the mappings, if they are sound with it; throws RowTaken and ProposalOpen for a guess. */
async function proposeRows(counter, rows, told) {
    const { ask, place, base, words } = counter;
    const { file, branch, title, titleForMore, body, isGuess = false, joins = true, says } = told;
    const { answers } = words.desk;
    const own = new Set(rows.map(nameOf));
    let others = [];
    const change = (before, merged) => {
        const text = withRows(before, rows, isGuess ? before : merged);
        const problem = text === null ? null : problemWith(file, text, counter);
        if (problem !== null)
            throw new RowWrong(problem);
        others = rowsBeyond(text ?? before ?? '', merged ?? '').filter((row) => !own.has(nameOf(row)));
        return text;
    };
    try {
        const about = JSON.stringify([file, ...rows.map(({ keys }) => keys)]);
        const to = { base, branch: `exact-asperion-sync/${branch}`, path: file, about, title, titleForMore, body, joins };
        const proposed = await propose(ask, place, { ...to, change });
        return answerOf(proposed, (link) => says(link, others), words);
    }
    catch (error) {
        if (error instanceof RowTaken && !isGuess)
            return answers.taken((0,markdown/* code */.aY)(error.key), (0,markdown/* code */.aY)(file));
        if (error instanceof RowWrong || error instanceof RangeError)
            return answers.wrong((0,quiet/* quietly */.gd)(error.message));
        throw error;
    }
}
/** Names in a sentence, as many as one can read. */
const someOf = (names, words) => words.some(names.slice(0, MOST_ENTRIES), names.length - MOST_ENTRIES);
const nameOf = ({ keys, value }) => `${keys.join('/')}=${value}`;
function answerOf({ outcome, url }, says, words) {
    const { answers } = words.desk;
    if (outcome === 'same' && url === '')
        return answers.same;
    if (outcome === 'branch')
        return says(answers.theBranch(url));
    return `${says(answers.thePull(url))} ${answers.checks}`;
}

;// CONCATENATED MODULE: ./src/commands/desk/answers.ts












/** Does what a comment asks for, and returns the answer as Markdown. Throws GitHubFault. */
async function answerTo(command, counter) {
    const { words } = counter;
    const { answers } = words.desk;
    switch (command.kind) {
        case 'unknown':
            return answers.unknown((0,markdown/* code */.aY)(command.word), command.meant === null ? null : (0,markdown/* code */.aY)(command.meant));
        case 'unfinished':
            return usageOf(command.name, counter);
        case 'attempt':
            return command.name === null ? answers.onlyBox : usageOf(command.name, counter);
        case 'retry-all':
            if ((0,issue_marks/* recordsOf */.M$)(counter.issue).length === 0)
                return answers.noRecords;
            return tick([{ what: 'retry-all', flow: '', reference: '' }], counter, answers.all);
        case 'retry':
            return withKnown('retry', command.references, counter, (boxes) => tick(boxes, counter, namesOf(boxes, words)));
        case 'skip':
            return withKnown('skip', command.references, counter, (boxes) => pin(boxes, counter));
        case 'map':
            return proposeRow(command, counter);
        case 'why':
            return why(command.references, counter);
    }
}
/** How a command is written: a row, as this issue waits for it. */
function usageOf(name, { issue, words }) {
    const { answers } = words.desk;
    const { table, keys } = issue.mark.candidates ?? {};
    const isRow = name === '/map' && table !== undefined && keys !== undefined;
    return answers.usage(isRow ? (0,markdown/* code */.aY)((0,comment/* mapComment */.G)(table, keys, '\u2026')) : answers.usages[name]);
}
/** Proposes the pins whose boxes are ticked, *skip* or what a record is, unticks them, and returns the answer; null if none is ticked. Throws GitHubFault. */
async function answerToTicks(counter) {
    const { issues, issue } = counter;
    const ticked = (0,issue_marks/* readBoxes */.a5)(issue.body).filter(({ what, isTicked }) => isTicked && ['skip', 'pin'].includes(what));
    if (ticked.length === 0)
        return null;
    const answer = await pin(ticked, counter);
    // Once more: the issue may have changed meanwhile. Boxes that were ticked since stay.
    const { body } = await issues.get(issue.number);
    const acted = new Set(ticked.map(issue_marks/* keyOfBox */.Ey));
    await issues.change(issue.number, { body: (0,issue_marks/* withTicks */.Zm)(body, (box) => (acted.has((0,issue_marks/* keyOfBox */.Ey)(box)) ? false : null)) });
    return answer;
}
/** Goes on with boxes for these records if the issue is about all of them; some may not be shown. */
async function withKnown(what, references, { issue, words }, next) {
    const known = (0,issue_marks/* recordsOf */.M$)(issue).filter(({ reference }) => references.includes(reference));
    const boxes = known.map((record) => ({ what, ...record }));
    const strangers = references.filter((reference) => !boxes.some((box) => box.reference === reference));
    if (strangers.length === 0)
        return next(boxes);
    return words.desk.answers.notHere(words.list(strangers.map(quiet/* quietly */.gd)));
}
async function tick(boxes, { issues, issue, words }, records) {
    const body = boxes.reduce((text, box) => (0,issue_marks/* withTicked */.Ph)(text, box, words.desk.retry((0,quiet/* quietly */.gd)(box.reference))), issue.body);
    if (body !== issue.body)
        await issues.change(issue.number, { body });
    return words.desk.answers.retry(records);
}
/** Proposes lines of links.yml: records to skip, and what others are in the target. */
async function pin(boxes, counter) {
    const { issue, words, company } = counter;
    const { pulls, answers } = words.desk;
    const name = company?.name ?? null;
    const [twice] = boxes.filter((box, at) => boxes.findIndex((other) => isOneRecord(box, other)) !== at);
    if (twice !== undefined)
        return answers.oneOnly((0,quiet/* quietly */.gd)(twice.reference));
    const lines = boxes.flatMap((box) => linesOf(box, issue));
    const rows = lines.map(({ flow, reference, value }) => ({ keys: [flow, reference], value }));
    const [skips, pins] = namesIn(rows, words).map(words.list);
    const numbers = lines.flatMap(({ reference, number }) => number === undefined ? [] : [`${(0,quiet/* quietly */.gd)(reference)}: ${(0,quiet/* quietly */.gd)(number)}`]);
    return proposeRows(counter, rows, {
        file: fileOfPins(counter),
        // For all issues: two pull requests that add to one file cannot both be merged.
        branch: name === null ? 'links' : `links-${name}`,
        title: (0,desk_owner/* titleFor */.Q$)(name, pins === '' ? pulls.skip(issue.number) : skips === '' ? pulls.pins : pulls.skipsAndPins),
        titleForMore: (0,desk_owner/* titleFor */.Q$)(name, pulls.skipsAndPins),
        body: [
            ...(pins === '' ? [] : [pulls.pinBody(pins, issue.number)]),
            ...(skips === ''
                ? []
                : [pulls.skipBody(skips, issue.number, numbers.length === 0 ? '' : ` (${words.list([...new Set(numbers)])})`)]),
        ].join(' '),
        says: (link, others) => {
            const [skipsToo, pinsToo] = namesIn(others, words).map((names) => someOf(names, words));
            return [
                ...(pins === '' ? [] : [`${answers.pinned(pins, link)} ${answers.again}`]),
                ...(skips === '' ? [] : [answers.skipped(skips, link)]),
                ...(skipsToo === '' ? [] : [answers.skippedToo(skipsToo)]),
                ...(pinsToo === '' ? [] : [answers.pinnedToo(pinsToo)]),
            ].join(' ');
        },
    });
}
/** The lines of links.yml that a box stands for: to skip a record, those that its reason asks for. */
function linesOf(box, issue) {
    const { what, flow, reference, target = 'skip' } = box;
    const asked = what === 'skip' ? (0,of_each/* linesIn */.hl)(reasonFor(box, issue)) : [];
    return asked.length === 0 ? [{ flow, reference, value: target }] : asked.map((one) => ({ ...one, value: 'skip' }));
}
/** Lines of links.yml as people name them: the records to skip, and what others are in the target. */
function namesIn(rows, words) {
    const named = rows.map(({ keys, value }) => ({ record: (0,quiet/* quietly */.gd)(keys.at(-1) ?? ''), value }));
    const skips = named.filter(({ value }) => value === 'skip').map(({ record }) => record);
    const pins = named
        .filter(({ value }) => value !== 'skip')
        .map(({ record, value }) => `${record} \u2192 ${value === 'new' ? words.desk.newRecord : (0,quiet/* quietly */.gd)(value)}`);
    return [[...new Set(skips)], pins];
}
const isOneRecord = (left, right) => left.flow === right.flow && left.reference === right.reference;
/** What is known of records in all open issues of the company. */
async function why(references, { issues, issue, words }) {
    const owner = (0,desk_owner/* ownerIn */.f6)(issue.mark);
    const open = (0,plan_issues/* deskIssues */.YT)(await issues.list((0,desk_owner/* labelsOf */.PC)(owner), 'open'), owner);
    const lines = references.flatMap((reference) => {
        const own = open.flatMap((issue) => {
            const record = (0,issue_marks/* recordsOf */.M$)(issue).find((one) => one.reference === reference);
            return record === undefined ? [] : [whyOf(record, issue, words)];
        });
        return own.length > 0 ? own : [words.desk.answers.whyNot((0,quiet/* quietly */.gd)(reference))];
    });
    return lines.map((text) => `- ${text}`).join('\n');
}
function whyOf(record, issue, words) {
    const { answers } = words.desk;
    const { number, mark } = issue;
    const { place, code: name, since, advice = null } = mark;
    const reason = reasonFor(record, issue);
    const exampleOf = reason === mark.reason && mark.exampleOf !== record.reference ? (mark.exampleOf ?? null) : null;
    const todo = (0,report_advice/* actionFor */.cY)({ code: name, reason, advice }, words.language);
    const said = [
        `${exampleOf === null ? '' : words.todo.example(exampleOf)}${(0,describe_error/* sentence */.em)(words.said(reason))}`,
        ...(todo === null ? [] : [`${words.todo.action}${todo}`]),
    ];
    const facts = [(0,markdown/* code */.aY)(name), ...(since === undefined ? [] : [words.desk.since(words.date(since))]), `#${number}`];
    const rule = place === undefined ? '' : ` ${answers[(0,checkout/* isShipped */.iw)(place) ? 'ruleOfAction' : 'rule']((0,markdown/* code */.aY)(place))}`;
    return `${answers.why((0,quiet/* quietly */.gd)(record.reference), (0,quiet/* quietly */.gd)(said.join(' ')))}${rule} (${facts.join(', ')})`;
}
/** Why a record waits; if its issue has that of several only, what holds for each of them. */
function reasonFor(record, issue) {
    const { mark } = issue;
    // An issue of an earlier version has the number of one record for all.
    return (0,issue_marks/* ownReason */.Nx)(mark, record) ?? ((0,issue_marks/* recordsOf */.M$)(issue).length > 1 ? (0,of_each/* ofEach */.JG)(mark.reason) : mark.reason);
}
const namesOf = (boxes, words) => words.list([...new Set(boxes.map(({ reference }) => (0,quiet/* quietly */.gd)(reference)))]);

;// CONCATENATED MODULE: ./src/commands/desk/propose-guesses.ts









/** Pull requests that one run opens at most. */
const MOST = 5;
/**
 * Opens a pull request for each unknown value for which something speaks, once, and tells it in the issue; none for a value that a person has proposed,
 * for a row with several keys, or for a company that settings.yml does not list. Where the table has an open pull request, which people may have looked at,
 * the guess comes once that is merged or closed. Nothing is booked by a guess before a person merges it. Returns how many there were. Throws GitHubFault.
 */
async function proposeGuesses(counter) {
    const { issues, mappings, workspace } = counter;
    const listed = companiesIn(mappings, workspace);
    const guesses = (0,plan_issues/* issuesOfFolder */.YH)(await issues.list([desk_owner/* LABEL */.d_], 'open'), mappings).flatMap((issue) => {
        const company = companyOf(issue.mark.company ?? null, listed);
        if (company === undefined)
            return [];
        const { candidates, isProposed } = issue.mark;
        const first = candidates?.rows[0];
        const command = isProposed || first === undefined ? null : (0,comment/* readComment */.W)(first.command);
        if (first === undefined || first.because === null || command?.kind !== 'map')
            return [];
        // Nothing speaks for the keys above the last: a Dutch customer with the code for customers abroad is a mistake of the record.
        if (command.keys.length > 1)
            return [];
        const branch = branchOfTable(company, command.table);
        return [{ own: { ...counter, issue, company }, branch, command, name: first.name, because: first.because }];
    });
    // Branches that this run made, and those that were there before.
    const fresh = new Set();
    const known = new Set();
    let count = 0;
    for (const { own, branch, command, name, because } of guesses) {
        const { issue } = own;
        if (count === MOST)
            break;
        // Of mappings that cannot be read, nobody knows which tables they have: the guess comes when they can.
        if (known.has(branch) || inspect(own).config === null)
            continue;
        const guess = { name, because, joins: fresh.has(branch) };
        const answer = await proposeRow(command, own, guess).catch((error) => {
            if (error instanceof RowTaken || error instanceof ProposalOpen)
                return error;
            throw error;
        });
        if (answer instanceof ProposalOpen) {
            known.add(branch);
            continue;
        }
        if (typeof answer === 'string')
            fresh.add(branch);
        count += 1;
        // Once more: people may have ticked boxes meanwhile.
        const { body } = await issues.get(issue.number);
        await issues.change(issue.number, {
            body: (0,issue_marks/* withMark */.kN)(body, { ...((0,issue_marks/* readMark */.Mp)(body) ?? issue.mark), isProposed: true }),
        });
        if (typeof answer === 'string')
            await issues.comment(issue.number, answer);
    }
    return count;
}

;// CONCATENATED MODULE: ./src/commands/desk/serve.ts













/**
 * Answers a comment or a ticked box on an issue of the sync. It needs no secret, and neither opens the state nor calls a system: it changes the
 * issue, and proposes changes of the mappings. Returns the exit code, 1 if GitHub did not let it do what was asked. Throws ConfigError.
 */
async function desk(context) {
    const { github, environment, inputs, log } = context;
    const { apiUrl, repository, eventName } = github;
    const { githubToken: token } = inputs;
    if (!['issue_comment', 'issues', 'workflow_run'].includes(eventName) || apiUrl === null || repository === '')
        throw new errors/* ConfigError */.xL('WRONG_INPUT', 'The mode desk answers comments on issues, and this run is not for one.', {
            hint: 'Use it in a workflow with on: issue_comment, issues and workflow_run, such as the desk.yml that init writes.',
        });
    if (token === null)
        throw new errors/* ConfigError */.xL('MISSING_INPUT', 'The input "github-token" is missing.', {
            hint: 'Remove it from the workflow: by default it is the token of the run.',
        });
    const ask = (0,calls/* openCalls */.u)({ apiUrl, repository, token });
    const hands = { ask, issues: (0,issues/* openIssues */.D)(ask) };
    if (eventName === 'workflow_run')
        return guess(context, hands);
    const event = readIssueEvent(eventName, environment.GITHUB_EVENT_PATH ?? '');
    if (event === null || event.isBot) {
        log('Nothing to do: this is not a comment or a tick of a person on an issue.');
        return 0;
    }
    return serve(event, context, hands);
}
/** After a sync: proposes rows for what it did not know. */
async function guess(context, hands) {
    const { log, warn, inputs } = context;
    try {
        const number = await proposeGuesses({ ...counterOf(context), ...hands, words: (0,words_words/* wordsIn */.H)(inputs.language) });
        log(`${number} rows proposed for unknown values.`);
        return 0;
    }
    catch (error) {
        if (!(error instanceof calls/* GitHubFault */.Q))
            throw error;
        warn(`No rows could be proposed: ${error.message}.`);
        return 1;
    }
}
async function serve(event, context, { ask, issues }) {
    const { log, warn, inputs } = context;
    const words = (0,words_words/* wordsIn */.H)(inputs.language);
    const { answers } = words.desk;
    const command = event.comment === null ? null : (0,comment/* readComment */.W)(event.comment);
    if (event.comment !== null && command === null) {
        log('Nothing to do: the comment is no command.');
        return 0;
    }
    try {
        const given = counterOf(context);
        const [issue] = (0,plan_issues/* issuesOfFolder */.YH)([await issues.get(event.number)], given.mappings);
        if (issue === undefined) {
            log(`Nothing to do: issue ${event.number} was not opened by the sync.`);
            return 0;
        }
        const mayWrite = await issues.mayWrite(event.login);
        // An edit by somebody else changes nothing, and needs no answer; nor does what may not be meant for the sync. An answer to a stranger would be a mail to
        // all who follow the issue.
        const asks = command !== null && command.kind !== 'attempt';
        if (!mayWrite && (!asks || event.isStranger)) {
            log('Nothing to do: this person has no write access.');
            return 0;
        }
        const answer = mayWrite ? await serve_answerOf(command, { ...given, ask, issues, issue, words }) : answers.mayNot;
        if (answer !== null)
            await issues.comment(event.number, answer);
        log(answer === null ? 'Nothing to do: no box is ticked that is acted on here.' : 'Answered.');
        return 0;
    }
    catch (error) {
        if (!(error instanceof calls/* GitHubFault */.Q))
            throw error;
        const advice = error.isRefused ? ' Give the job issues: write, contents: write and pull-requests: write.' : '';
        warn(`Issue ${event.number} could not be served: ${error.message}.${advice}`);
        await issues.comment(event.number, answers.failed((0,quiet/* quietly */.gd)(words.said(error.message)))).catch(() => { });
        return 1;
    }
}
/** The answer to a command, or without one to what is ticked; null if a person asks for nothing. */
async function serve_answerOf(command, counter) {
    const { issue, mappings, workspace, words } = counter;
    const company = companyOf(issue.mark.company ?? null, companiesIn(mappings, workspace));
    if (company !== undefined) {
        const own = { ...counter, company };
        return command === null ? answerToTicks(own) : answerTo(command, own);
    }
    const isAsked = command !== null || (0,issue_marks/* readBoxes */.a5)(issue.body).some(({ isTicked }) => isTicked);
    return isAsked ? words.desk.answers.unlisted : null;
}
function counterOf({ github, environment, inputs }) {
    return {
        workspace: github.workspace,
        mappings: (0,desk_owner/* folderOf */.yS)(inputs.mappings),
        place: { server: environment.GITHUB_SERVER_URL ?? 'https://github.com', repository: github.repository },
        base: github.defaultBranch ?? 'main',
    };
}


/***/ })

};
