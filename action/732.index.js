export const id = 732;
export const ids = [732];
export const modules = {

/***/ 20807:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ namesOfRow),
/* harmony export */   q: () => (/* binding */ candidatesSchema)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _init_match_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18511);



/** What may stand in a row that is missing: an entry of the target's list, and why. */
const candidatesSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** The list that the values are of: `paymentconditions`. */
    list: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** The row: its table, and its keys; absent in an issue of an earlier version. */
    table: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    keys: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** What people call the source's entry that the last key names; absent = nothing tells. */
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** All entries that rows may have, name by code; absent = too many to keep, or no list says which there may be. */
    entries: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    /** Those that something speaks for, the most likely first. */
    rows: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        /** The comment that proposes the row: `/map payment-conditions 14=2`. */
        command: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        /** Null = nothing speaks for it, or for others as well. */
        because: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_init_match_js__WEBPACK_IMPORTED_MODULE_1__/* .MATCH_REASONS */ ._e).nullable().catch(null),
    })),
});
/** `15 dagen \u2192 14 dagen`: what people call the key and the value of a row, as far as the lists tell; empty = nothing that the row itself does not say. */
function namesOfRow(found, { table, keys, value }) {
    if (found === undefined || found.table !== table)
        return '';
    const isRow = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(found.keys, keys);
    const names = [isRow ? (found.name ?? '') : '', new Map(Object.entries(found.entries ?? {})).get(value) ?? ''];
    const told = names.filter((name) => name !== '' && name !== value && name !== keys.at(-1));
    return [...new Set(told)].join(' \u2192 ');
}


/***/ }),

/***/ 27088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ mapComment),
/* harmony export */   W: () => (/* binding */ readComment)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37909);

const NAMES = ['/retry', '/skip', '/why', '/map'];
const LONGEST = 500;
const LONGEST_PART = 100;
const MOST_REFERENCES = 50;
/**
 * Reads the first line of a comment, also one that was copied as Markdown, from a list or in code style. Null = it is conversation. References are separated
 * by blanks or commas; one with blanks in it is put in quotes.
 */
function readComment(text) {
    // A reference that was copied from an issue may hold a blank without width, see `quiet`.
    const plain = text.replaceAll('\u200b', '');
    const [marks = ''] = /^(?:[\s`]|[-*+]\s)*/.exec(plain) ?? [];
    const end = marks.includes('`') ? /[\r\n`]/ : /\r?\n/;
    const first = (plain.slice(marks.length).split(end, 1)[0] ?? '').slice(0, LONGEST);
    return readCommand(first) ?? attemptIn(first.trim());
}
/** Null = it does not begin with `/` and a letter. */
function readCommand(first) {
    const [, word = '', rest = ''] = /^(\/[A-Za-z][\w-]*)\s*(.*)$/.exec(first) ?? [];
    if (word === '')
        return null;
    const typed = word.toLowerCase();
    const name = NAMES.find((one) => one === typed);
    if (name === undefined)
        return { kind: 'unknown', word, meant: (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .pA)(typed, NAMES) };
    if (name === '/map')
        return readRow(rest) ?? { kind: 'unfinished', name };
    const references = [...rest.matchAll(/"([^"]*)"|([^\s,"]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const isSound = references.length > 0 && references.length <= MOST_REFERENCES && references.every(isPart);
    if (!isSound)
        return { kind: 'unfinished', name };
    if (references.length === 1 && references[0]?.toLowerCase() === 'all')
        return name === '/retry' ? { kind: 'retry-all' } : { kind: 'unfinished', name };
    return { kind: name.slice(1), references };
}
/** Null = conversation, which begins with the same words: "Why does this wait?". */
function attemptIn(first) {
    if (/^(\S*\d\S*:? )?new$/i.test(first))
        return { kind: 'attempt', name: null };
    if (/^[^\s=:/]+\s*=\s*[^\s=:/%]+$/.test(first))
        return { kind: 'attempt', name: '/map' };
    const meant = readCommand(`/${first}`);
    const isMeant = meant?.kind === 'map' ||
        meant?.kind === 'retry-all' ||
        (meant !== null && 'references' in meant && meant.references.every((one) => /\d/.test(one)));
    const name = NAMES.find((one) => `/${first.toLowerCase()}`.startsWith(one));
    return isMeant && name !== undefined ? { kind: 'attempt', name } : null;
}
/** `payment-conditions 14=2`, `vat-codes NL/"5 a"=12`. */
function readRow(text) {
    const [, table = '', row = ''] = /^([\w.-]+)\s+(.+)$/.exec(text) ?? [];
    const part = String.raw `\s*(?:"[^"]*"|[^"/=]+)`;
    const [, path = '', value = ''] = new RegExp(`^(${part}(?:/${part})*)=${part}$`).exec(row) === null ? [] : split(row);
    const keys = [...path.matchAll(/"([^"]*)"|([^"/]+)/g)].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim());
    const bare = unquoted(value);
    const filled = keys.filter((key) => key !== '');
    if (table === '' || filled.length === 0 || ![...filled, bare].every(isPart))
        return null;
    return { kind: 'map', table, keys: filled, value: bare };
}
/** The comment that asks for a row. */
function mapComment(table, keys, value) {
    const part = (text) => (/^[^\s"/=]+$/.test(text) ? text : `"${text}"`);
    return `/map ${table} ${keys.map(part).join('/')}=${part(value)}`;
}
/** Before and after the first `=` outside of quotes. */
function split(row) {
    const [before = ''] = /^(?:"[^"]*"|[^"=])*/.exec(row) ?? [];
    return ['', before, row.slice(before.length + 1)];
}
const unquoted = (text) => text.trim().replace(/^"(.*)"$/, '$1');
const isPart = (text) => text !== '' && text.length <= LONGEST_PART && !/\p{Cc}/u.test(text);


/***/ }),

/***/ 52605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ey: () => (/* binding */ keyOfBox),
/* harmony export */   M$: () => (/* binding */ recordsOf),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   N6: () => (/* binding */ reasonsIn),
/* harmony export */   Nx: () => (/* binding */ ownReason),
/* harmony export */   PR: () => (/* binding */ shortReason),
/* harmony export */   Ph: () => (/* binding */ withTicked),
/* harmony export */   Zm: () => (/* binding */ withTicks),
/* harmony export */   a5: () => (/* binding */ readBoxes),
/* harmony export */   eY: () => (/* binding */ boxLine),
/* harmony export */   kN: () => (/* binding */ withMark),
/* harmony export */   nv: () => (/* binding */ unboxedIn),
/* harmony export */   oi: () => (/* binding */ markLine),
/* harmony export */   zc: () => (/* binding */ MOST_RECORDS)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _config_schema_administrations_schema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60415);
/* harmony import */ var _candidates_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20807);



/** Records of one cause that get boxes, and boxes that say what records are in the target. */
const MOST_RECORDS = 50;
/** What an issue says of itself, unseen by people, at the top of its body. */
const markSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** The id of its cause; `more` for the one with all causes that have no issue. */
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** See `Owner`; no company = the folder is about one only. */
    mappings: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    company: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(_config_schema_administrations_schema_js__WEBPACK_IMPORTED_MODULE_0__/* .WORD */ .f7).optional(),
    kind: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['run', 'stopped', 'waiting', 'passing', 'more']),
    code: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** Names of the flows that the cause concerns. */
    flows: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    /** What happened, as the run said it. */
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** The record whose numbers it has, if others have others. */
    exampleOf: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** Why each record waits that has a reason of its own, flow by flow; of very many, the first. */
    reasons: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP())).optional(),
    /** What the system's words mean and what to do, if the run knew. */
    advice: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ cause: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(), action: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }).optional(),
    /** `mappings/tables/vat-codes.yml:12`. */
    place: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** The day of the first failure, yyyy-MM-dd. */
    since: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** When its boxes were last acted on: epoch ms. */
    actedMs: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().optional(),
    /** The records that have no boxes, flow by flow; of very many, the first. */
    unboxed: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP())).optional(),
    candidates: _candidates_js__WEBPACK_IMPORTED_MODULE_1__/* .candidatesSchema */ .q.optional(),
    /** A pull request has proposed the first candidate. */
    isProposed: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
});
const NAME = 'exact-asperion-sync';
/** For reasons and records without boxes. */
const LONGEST_OF_RECORDS = 20_000;
const LONGEST_REASON = 1000;
const LONGEST_REASONS = 12_000;
const MARK = new RegExp(`^<!-- ${NAME} (\\{.*\\}) -->$`, 'm');
const BOX = /^- \[([ xX])\] .*<!-- (retry-all|retry|skip|pin)(?: (\S+) (\S+)(?: (\S+))?)? -->$/;
/** The line at the top of a body. */
function markLine(mark) {
    // Nothing in it ends the comment, or mentions anybody.
    return `<!-- ${NAME} ${escaped(mark)} -->`;
}
const escaped = (value) => JSON.stringify(value).replace(/[<>&@#-]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
/** What an issue says of itself; null if it is none of the desk's. */
function readMark(body) {
    try {
        return markSchema.parse(JSON.parse(MARK.exec(body)?.[1] ?? ''));
    }
    catch {
        return null;
    }
}
/** Records without boxes as a mark has them: as many as leave room for the rest of the body, which GitHub cuts off at 65,536 characters. */
function unboxedIn(records, reasons) {
    const unboxed = {};
    let room = LONGEST_OF_RECORDS - escaped(reasons).length;
    for (const { flow, reference } of records) {
        room -= escaped(reference).length + 1;
        if (room < 0)
            break;
        unboxed[flow] = [...(unboxed[flow] ?? []), reference];
    }
    return unboxed;
}
/** The reasons of records that have one of their own, as a mark has them. */
function reasonsIn(records, shared) {
    const reasons = {};
    let room = LONGEST_REASONS;
    for (const { flow, reference, reason } of records) {
        if (reason === undefined || reason === shared)
            continue;
        room -= escaped(reference).length + escaped(reason).length + 2;
        if (room < 0)
            break;
        reasons[flow] = { ...reasons[flow], [reference]: shortReason(reason) };
    }
    return reasons;
}
/** A reason as a mark has it: a system's message may be long. */
const shortReason = (reason) => reason.slice(0, LONGEST_REASON).toWellFormed();
/** Why a record waits, if it has a reason of its own and the mark has room for it. */
const ownReason = ({ reasons }, { flow, reference }) => reasons?.[flow]?.[reference];
/** The records of an issue: those with boxes, then those without. */
function recordsOf({ body, mark }) {
    const boxed = readBoxes(body).filter(({ what }) => what === 'retry');
    const unboxed = Object.entries(mark.unboxed ?? {}).flatMap(([flow, references]) => references.map((reference) => ({ flow, reference })));
    const known = new Set();
    return [...boxed, ...unboxed]
        .map(({ flow, reference }) => ({ flow, reference }))
        .filter(({ flow, reference }) => !known.has(`${flow}\n${reference}`) && known.add(`${flow}\n${reference}`));
}
/** A body with another mark. */
const withMark = (body, mark) => body.replace(MARK, () => markLine(mark));
/** The line of a box; `says` is Markdown. */
function boxLine(box, says, isTicked) {
    const parts = box.what === 'retry-all' ? [] : [box.flow, box.reference, ...(box.target === undefined ? [] : [box.target])];
    const about = parts.map((part) => ` ${encoded(part)}`).join('');
    return `- [${isTicked ? 'x' : ' '}] ${says} <!-- ${box.what}${about} -->`;
}
/** The boxes of a body, in order. */
function readBoxes(body) {
    return body.split('\n').flatMap((line) => {
        const [, tick, what, ...parts] = BOX.exec(line) ?? [];
        if (what === undefined)
            return [];
        const texts = parts.map((part = '') => decoded(part));
        const [flow = '', reference = '', target = ''] = texts.map((text) => text ?? '');
        if (texts.includes(null) || (what === 'pin') !== (target !== ''))
            return [];
        const box = { what: what, flow, reference, ...(what === 'pin' && { target }) };
        return [{ ...box, isTicked: tick !== ' ' }];
    });
}
/** A body with boxes ticked, or no longer, as `choose` says; null = as it is. */
function withTicks(body, choose) {
    const lines = body.split('\n').map((line) => {
        const [box] = readBoxes(line);
        const tick = box === undefined ? null : choose(box);
        return tick === null ? line : line.replace(/^- \[[ xX]\]/, `- [${tick ? 'x' : ' '}]`);
    });
    return lines.join('\n');
}
/** A body in which a box is ticked; one that it does not have stands behind the others. */
function withTicked(body, wanted, says) {
    const key = keyOfBox(wanted);
    const boxes = readBoxes(body);
    if (boxes.some((box) => keyOfBox(box) === key))
        return withTicks(body, (box) => keyOfBox(box) === key || null);
    const lines = body.split('\n');
    const last = lines.findLastIndex((line) => BOX.test(line));
    return lines.toSpliced(last + 1, 0, boxLine(wanted, says, true)).join('\n');
}
/** A box as a text that can be compared. */
const keyOfBox = ({ what, flow, reference, target = '' }) => [what, flow, reference, target].join('\n');
/** No blank and nothing that ends a comment. */
const encoded = (text) => encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 29570:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   Q$: () => (/* binding */ titleFor),
/* harmony export */   d_: () => (/* binding */ LABEL),
/* harmony export */   f6: () => (/* binding */ ownerIn),
/* harmony export */   yS: () => (/* binding */ folderOf)
/* harmony export */ });
/** The label of every issue of the desk. */
const LABEL = 'exact-asperion-sync';
/** A folder of mappings as marks name it: from the root of the repository, without a slash at the end. */
const folderOf = (mappings) => mappings.replace(/^(\.\/)+|\/+$/g, '');
/** Whose issue it is, as its mark says. */
const ownerIn = ({ mappings, company }) => ({ mappings, company: company ?? null });
/** The labels by which an owner's issues are listed: one run reads no issues of other companies. */
const labelsOf = ({ company }) => (company === null ? [LABEL] : [LABEL, company]);
/** A title among those of several companies; null = there is one company only. */
const titleFor = (company, title) => company === null ? title : `${company}: ${title}`;


/***/ }),

/***/ 42946:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  BM: () => (/* binding */ causesForDesk),
  YT: () => (/* binding */ deskIssues),
  YH: () => (/* binding */ issuesOfFolder),
  ef: () => (/* binding */ planIssues),
  r_: () => (/* binding */ untold)
});

// UNUSED EXPORTS: MOST_NEW, MOST_OPEN

// EXTERNAL MODULE: ./src/errors/codes.ts
var codes = __webpack_require__(88961);
// EXTERNAL MODULE: ./src/report/run/causes.ts
var run_causes = __webpack_require__(99974);
// EXTERNAL MODULE: ./src/report/run/of-each.ts
var of_each = __webpack_require__(47905);
// EXTERNAL MODULE: ./src/report/run-report.ts
var run_report = __webpack_require__(57330);
// EXTERNAL MODULE: ./src/desk/issue-marks.ts
var issue_marks = __webpack_require__(52605);
// EXTERNAL MODULE: ./src/config/checkout.ts
var config_checkout = __webpack_require__(54020);
// EXTERNAL MODULE: ./src/http/dutch-time.ts
var dutch_time = __webpack_require__(99194);
// EXTERNAL MODULE: ./src/report/page/markdown.ts
var markdown = __webpack_require__(90047);
// EXTERNAL MODULE: ./src/report/page/page.ts
var page = __webpack_require__(21569);
// EXTERNAL MODULE: ./src/report/page/quiet.ts
var quiet = __webpack_require__(80800);
// EXTERNAL MODULE: ./src/report/run/what-to-do.ts + 1 modules
var what_to_do = __webpack_require__(69131);
// EXTERNAL MODULE: ./src/desk/comment.ts
var comment = __webpack_require__(27088);
// EXTERNAL MODULE: ./src/desk/owner.ts
var desk_owner = __webpack_require__(29570);
;// CONCATENATED MODULE: ./src/desk/pin-boxes.ts


/** How a person writes into links.yml what a record is, see `record-errors.ts`. */
const HOW_TO_PIN = / Settle it in links\.yml: .*$/;
/** A reason that does not say how to write into links.yml what boxes offer. */
const withoutPins = (reason) => reason.replace(HOW_TO_PIN, '');
/** What the records may be in the target, each pair once: several orders may wait for one customer. A record has all its boxes or none. */
function pinBoxes(records) {
    const shown = new Map();
    for (const record of records) {
        const further = pinsOf(record).filter((one) => !shown.has((0,issue_marks/* keyOfBox */.Ey)(one)));
        if (shown.size + further.length <= issue_marks/* MOST_RECORDS */.zc)
            for (const one of further)
                shown.set((0,issue_marks/* keyOfBox */.Ey)(one), one);
    }
    return [...shown.values()];
}
const pinsOf = ({ pins }) => (pins?.targets ?? []).map((target) => {
    return { what: 'pin', flow: pins?.flow ?? '', reference: pins?.reference ?? '', target };
});
/** True if there are records, and boxes can settle what each of them is. */
function haveAllPins(records) {
    const shown = new Set(pinBoxes(records).map(issue_marks/* keyOfBox */.Ey));
    const own = records.map(pinsOf);
    return own.length > 0 && own.every((boxes) => boxes.length > 0 && boxes.every((one) => shown.has((0,issue_marks/* keyOfBox */.Ey)(one))));
}
/** What stands at such a box, as Markdown. */
const saysOfPin = ({ reference, target = '' }, { desk }) => target === 'new' ? desk.pinNew((0,quiet/* quietly */.gd)(reference)) : desk.pin((0,quiet/* quietly */.gd)(reference), (0,quiet/* quietly */.gd)(target));

;// CONCATENATED MODULE: ./src/desk/issue-text.ts












const LONGEST_TITLE = 120;
/** The title of a new issue: what happened, on one line. People may change it. */
function titleOf(cause, words, { candidates: found, owner }) {
    const [first = ''] = (0,quiet/* quiet */.jQ)((0,what_to_do/* reasonOf */.A3)({ ...cause, reason: (0,of_each/* ofEach */.JG)(cause.reason), exampleOf: null }, words)).split(/(?<=[.!?])\s/);
    const title = cause.kind === 'waiting' ? first : `${(0,quiet/* quiet */.jQ)((0,what_to_do/* whoOf */.OD)(cause, words))}: ${first}`;
    const short = `${title.replace(/\.$/, '')}${found?.name === undefined ? '' : ` (${(0,quiet/* quiet */.jQ)(found.name)})`}`;
    return (0,desk_owner/* titleFor */.Q$)(owner.company, short.length > LONGEST_TITLE ? `${short.slice(0, LONGEST_TITLE - 1).toWellFormed()}\u2026` : short);
}
/** The body of an issue: what happened, what to do, and the records with their boxes. */
function bodyOf(cause, reader, state) {
    const { words, place } = reader;
    const canTick = haveAllPins(cause.records);
    const todo = canTick ? words.desk.tickPin : (0,what_to_do/* actionOf */.qj)(cause, words);
    // A box writes the line.
    const at = canTick ? undefined : (0,run_causes/* placeToEdit */.xY)(cause);
    const reason = canTick ? withoutPins(cause.reason) : cause.reason;
    const said = (0,what_to_do/* reasonOf */.A3)({ ...cause, reason }, words);
    const sentence = (0,quiet/* quietPieces */.aY)([{ strong: (0,what_to_do/* whoOf */.OD)(cause, words) }, ': ', ...(0,page/* withCode */.SM)(said)]);
    const action = [
        ...(todo === null ? [] : (0,quiet/* quietPieces */.aY)((0,page/* withCode */.SM)(`${words.todo.action}${todo}`))),
        ...(at === undefined ? [] : [' \u2192 ', place(at)]),
    ];
    const since = cause.firstAt === null ? [] : [words.desk.since(words.date((0,dutch_time/* dutchDay */.nv)(Date.parse(cause.firstAt))))];
    const { company } = state.owner;
    const named = [...(company === null ? [] : [company]), cause.code, ...cause.flows];
    const facts = [named.map(quiet/* quiet */.jQ).join(' \u00b7 '), ...since.map((text) => ` \u00b7 ${text}`)];
    return parts([
        (0,issue_marks/* markLine */.oi)(markOf(cause, reader, state)),
        line(sentence),
        ...(action.length === 0 ? [] : [line(action)]),
        line(facts),
        ...candidateLines(state, words),
        ...boxesOf(cause, words, state.ticked),
        ...(state.actedMs === undefined ? [] : [(0,quiet/* quietly */.gd)(words.desk.acted(words.time(state.actedMs)))]),
    ]);
}
/** The issue for all causes that get none of their own. */
function moreText(causes, { words, place }, owner) {
    const mark = { id: 'more', ...markedFor(owner), kind: 'more', code: '', flows: [], reason: '' };
    const items = causes.slice(0, issue_marks/* MOST_RECORDS */.zc).map((cause) => {
        const who = (0,quiet/* quietPieces */.aY)([{ strong: (0,what_to_do/* whoOf */.OD)(cause, words) }, ': ', ...(0,page/* withCode */.SM)((0,what_to_do/* reasonOf */.A3)(cause, words))]);
        const at = (0,run_causes/* placeToEdit */.xY)(cause);
        return `- ${line([...who, ...(at === undefined ? [] : [' \u2192 ', place(at)]), ` (${(0,quiet/* quiet */.jQ)(cause.code)})`])}`;
    });
    const body = parts([(0,issue_marks/* markLine */.oi)(mark), (0,quiet/* quietly */.gd)(words.desk.more(causes.length)), items.join('\n')]);
    return { title: (0,desk_owner/* titleFor */.Q$)(owner.company, words.desk.moreTitle), body };
}
/** How a mark names whose issue it is. */
const markedFor = ({ mappings, company }) => ({
    mappings,
    ...(company !== null && { company }),
});
function markOf(cause, { checkout }, { owner, actedMs, candidates, isProposed, ticked }) {
    const reasons = (0,issue_marks/* reasonsIn */.N6)(cause.records, cause.reason);
    const unboxed = (0,issue_marks/* unboxedIn */.nv)(cause.records.filter((_, at) => !isBoxed(cause, at, ticked)), reasons);
    const { id, kind, code, flows, reason, exampleOf, advice, at, firstAt } = cause;
    // The reason names a file that nobody has written yet.
    const isWritten = at !== undefined && (checkout.has(at.file) || (0,config_checkout/* isShipped */.iw)(at.file));
    return {
        id,
        ...markedFor(owner),
        kind,
        code,
        flows: [...flows],
        reason: (0,issue_marks/* shortReason */.PR)(reason),
        ...(exampleOf === null ? {} : { exampleOf }),
        ...(Object.keys(reasons).length === 0 ? {} : { reasons }),
        ...(advice === null ? {} : { advice }),
        ...(isWritten && { place: `${at.file}:${at.line}` }),
        ...(firstAt === null ? {} : { since: (0,dutch_time/* dutchDay */.nv)(Date.parse(firstAt)) }),
        ...(actedMs === undefined ? {} : { actedMs }),
        ...(Object.keys(unboxed).length === 0 ? {} : { unboxed }),
        ...(candidates === null ? {} : { candidates }),
        ...(isProposed ? { isProposed } : {}),
    };
}
/** True for the first records, and for one that a person chose in a comment. */
const isBoxed = ({ records }, at, ticked) => {
    const { flow = '', reference = '' } = records[at] ?? {};
    return (at < issue_marks/* MOST_RECORDS */.zc || ['retry', 'skip'].some((what) => ticked.has((0,issue_marks/* keyOfBox */.Ey)({ what, flow, reference }))));
};
function boxesOf(cause, words, ticked) {
    const { records } = cause;
    if (records.length === 0)
        return [];
    const box = (one, says) => (0,issue_marks/* boxLine */.eY)(one, says, ticked.has((0,issue_marks/* keyOfBox */.Ey)(one)));
    const all = box({ what: 'retry-all', flow: '', reference: '' }, words.desk.retryAll);
    const boxed = records.filter((_, at) => isBoxed(cause, at, ticked));
    const shown = boxed.flatMap(({ flow, reference, screen, reason = '' }) => {
        const name = screen === undefined ? (0,quiet/* quietly */.gd)(reference) : line({ link: (0,quiet/* quiet */.jQ)(reference), to: screen });
        const number = (0,of_each/* numberIn */.Po)(reason);
        return [
            box({ what: 'retry', flow, reference }, words.desk.retry(name)),
            box({ what: 'skip', flow, reference }, words.desk.skip(number === undefined ? name : `${name} (${(0,quiet/* quietly */.gd)(number)})`)),
        ];
    });
    const left = records.length - boxed.length;
    const pins = pinBoxes(records).map((one) => box(one, saysOfPin(one, words)));
    return [
        `### ${words.desk.records}`,
        [all, ...pins, ...shown].join('\n'),
        ...(left > 0 ? [words.desk.moreRecords(left)] : []),
        [...(pins.length > 0 ? [words.desk.howToPin] : []), words.desk.howTo].join(' '),
    ];
}
function candidateLines({ candidates: found, owner }, words) {
    // What an earlier version kept says of no row.
    if (found === null || (found.rows.length === 0 && found.table === undefined))
        return [];
    const { name, keys, table } = found;
    const list = (0,quiet/* quietly */.gd)(words.resource(found.list));
    const key = keys?.at(-1);
    const means = name === undefined || key === undefined ? [] : [words.desk.means((0,quiet/* quietly */.gd)(key), (0,quiet/* quietly */.gd)(name))];
    // The lists tell nothing of the keys above it, with which the record may be wrong.
    const above = keys?.slice(0, -1).map(quiet/* quietly */.gd) ?? [];
    const check = key === undefined || above.length === 0 ? [] : [words.desk.checkFirst((0,quiet/* quietly */.gd)(key), above.join('/'))];
    const alone = owner.company === null ? [] : [words.desk.rowOfOne(owner.company)];
    if (found.rows.length === 0) {
        const usage = line({ code: (0,comment/* mapComment */.G)(table ?? '', keys ?? [], '\u2026') });
        return [[...means, ...check, words.desk.noCandidate(list, usage), ...alone].join(' ')];
    }
    // GitHub has a button at each block that copies it alone: with its name, it would be another row.
    const rows = found.rows.map(({ command, name, because }) => {
        const why = because === null ? '' : ` (${words.desk.because[because]})`;
        return [`- ${(0,quiet/* quietly */.gd)(name)}${why}`, ...(0,markdown/* blockText */.dK)({ kind: 'code', language: '', lines: [command] }).split('\n')];
    });
    return [
        [...means, ...check, words.desk.candidates(list), ...alone].join(' '),
        rows.map((lines) => lines.join('\n  ')).join('\n'),
    ];
}
const line = (text) => (0,markdown/* blockText */.dK)({ kind: 'paragraph', text });
const parts = (all) => `${all.join('\n\n')}\n`;

;// CONCATENATED MODULE: ./src/desk/plan-issues.ts







/** Issues that one run opens at most; the other causes share one. */
const MOST_NEW = 10;
/** Issues that are open at most; the other causes share one. */
const MOST_OPEN = 40;
/** The issues of a folder's desk among others, those of all its companies: trusted, with a mark that names the folder; of two with one cause the older. */
function issuesOfFolder(issues, mappings) {
    const own = issues
        .flatMap((issue) => {
        const mark = issue.isTrusted ? (0,issue_marks/* readMark */.Mp)(issue.body) : null;
        return mark?.mappings === mappings ? [{ ...issue, mark }] : [];
    })
        .toSorted((left, right) => left.number - right.number);
    const known = new Set();
    return own.filter(({ mark: { id, company = '' } }) => {
        const key = `${company}\n${id}`;
        return !known.has(key) && known.add(key);
    });
}
/** Those of one owner. */
const deskIssues = (issues, { mappings, company }) => issuesOfFolder(issues, mappings).filter(({ mark }) => (0,desk_owner/* ownerIn */.f6)(mark).company === company);
/** The causes that a person has to look at, each id once. What passes by itself has no issue: faults of a network, outages, limits. */
function causesForDesk(report) {
    const lasting = (0,run_causes/* causesOf */.cZ)(report).filter(({ kind, code }) => kind !== 'passing' && (0,codes/* factsOfCode */._C)(code)?.class !== 'transient');
    const byId = Map.groupBy(lasting, ({ id }) => id);
    return [...byId.values()].flatMap((same) => {
        const [first, ...others] = same;
        if (first === undefined || others.length === 0)
            return first ?? [];
        return { ...first, ...joined(same) };
    });
}
/** Causes with the same words at two lines of a file are one for the desk. */
function joined(same) {
    const records = same.flatMap((one) => one.records);
    return {
        ...(0,of_each/* saidOf */.Jo)(records, same[0]?.reason ?? ''),
        flows: [...new Set(same.flatMap(({ flows }) => flows))],
        references: [...new Set(same.flatMap(({ references }) => references))],
        records,
        firstAt: same.flatMap(({ firstAt }) => firstAt ?? []).sort()[0] ?? null,
        isNew: same.some(({ isNew }) => isNew),
    };
}
/** Causes that no open issue tells of. */
function untold(causes, open) {
    const told = new Set(open.map(({ mark }) => mark.id));
    return causes.filter(({ id }) => !told.has(id));
}
/** What to do with the issues after a run. `closed` are those that were closed last. Pure. */
function planIssues(desk, open, closed) {
    const causes = causesForDesk(desk.report);
    const byId = new Map(causes.map((cause) => [cause.id, cause]));
    const standing = open.filter(({ mark }) => mark.kind !== 'more');
    const kept = standing.flatMap((issue) => {
        const cause = byId.get(issue.mark.id);
        if (cause === undefined)
            return isGone(issue, desk) ? [plan_issues_close(issue)] : [];
        return update(issue, bodyFor(cause, issue, desk));
    });
    const gone = kept.filter(({ kind }) => kind === 'close').length;
    const fresh = untold(causes, standing).filter(({ id }) => !isDeclined(id, closed));
    const room = Math.max(Math.min(MOST_NEW, MOST_OPEN - (standing.length - gone)), 0);
    const opened = fresh.slice(0, room).map((cause) => {
        const earlier = closed.findLast(({ mark }) => mark.id === cause.id);
        if (earlier !== undefined)
            return { kind: 'reopen', number: earlier.number, body: bodyFor(cause, earlier, desk) };
        const title = titleOf(cause, desk.reader.words, stateFor(cause, null, desk));
        return { kind: 'open', title, body: bodyFor(cause, null, desk) };
    });
    return [...kept, ...opened, ...planMore(fresh.slice(room), open, closed, desk)];
}
/** A person who closes an issue as not planned wants to hear no more of it. */
const isDeclined = (id, closed) => closed.findLast(({ mark }) => mark.id === id)?.isDeclined === true;
function planMore(left, open, closed, { reader, owner }) {
    const there = open.find(({ mark }) => mark.kind === 'more');
    if (left.length === 0)
        return there === undefined ? [] : [plan_issues_close(there)];
    const { title, body } = moreText(left, reader, owner);
    if (there !== undefined)
        return update(there, body);
    const earlier = closed.findLast(({ mark }) => mark.kind === 'more');
    if (earlier?.isDeclined === true)
        return [];
    return [earlier === undefined ? { kind: 'open', title, body } : { kind: 'reopen', number: earlier.number, body }];
}
const plan_issues_close = ({ number }) => ({ kind: 'close', number });
function update({ number, body: before }, body) {
    return before.trimEnd() === body.trimEnd() ? [] : [{ kind: 'update', number, body }];
}
/** The new body of an issue. */
const bodyFor = (cause, issue, desk) => bodyOf(issue?.isOpen === true ? withOthers(cause, issue, desk) : cause, desk.reader, stateFor(cause, issue, desk));
/** What it says beside its cause: boxes that this run did not act on stay ticked. */
function stateFor(cause, issue, { acted, candidates, owner }) {
    const done = issue === null ? undefined : acted.boxes.get(issue.number);
    const ticked = (0,issue_marks/* readBoxes */.a5)(issue?.body ?? '').filter(({ isTicked }) => isTicked);
    const left = ticked.map(issue_marks/* keyOfBox */.Ey).filter((key) => done?.has(key) !== true);
    return {
        owner,
        ticked: new Set(issue?.isOpen === true ? left : []),
        actedMs: done === undefined ? issue?.mark.actedMs : acted.atMs,
        candidates: candidates.get(cause.id) ?? issue?.mark.candidates ?? null,
        isProposed: issue?.mark.isProposed ?? false,
    };
}
/** A cause with what its issue says of the flows that this run left out and that are still on: their names and their records. */
function withOthers(cause, { mark, body }, { report, enabled }) {
    const present = new Set(report.flows.map(({ flow }) => flow));
    const others = mark.flows.filter((flow) => !present.has(flow) && enabled.has(flow));
    if (others.length === 0)
        return cause;
    const left = (0,issue_marks/* recordsOf */.M$)({ mark, body }).filter(({ flow }) => others.includes(flow));
    const known = left.map((record) => {
        const reason = (0,issue_marks/* ownReason */.Nx)(mark, record);
        return { ...record, ...pinsIn(body, record), ...(reason !== undefined && { reason }) };
    });
    const records = [...cause.records, ...known];
    const references = [...new Set(records.map(({ reference }) => reference))];
    return {
        ...cause,
        ...(0,of_each/* saidOf */.Jo)(records, cause.reason),
        flows: [...new Set([...cause.flows, ...others])],
        // Nothing tells which records they are.
        counts: [{ source: null, count: references.length }],
        references,
        records,
        firstAt: [cause.firstAt, mark.since ?? null].filter((time) => time !== null).sort()[0] ?? null,
    };
}
/** The pins that a body offers for a record. */
function pinsIn(body, { flow, reference }) {
    const own = (0,issue_marks/* readBoxes */.a5)(body).filter((box) => box.flow === flow && box.reference === reference);
    const targets = own.flatMap(({ target }) => target ?? []);
    return targets.length === 0 ? {} : { pins: { flow, reference, targets } };
}
/**
 * True if a run shows that a cause is gone: each of its flows ran to its end or does not run any more, some flow ran if the cause is of no flow, and
 * none of its records failed for a passing reason, behind which the old one may still be.
 */
function isGone({ mark, body }, { report, enabled, isWhole }) {
    if (mark.kind !== 'waiting' && !isWhole)
        return false;
    const ended = new Map(report.flows.map((one) => [one.flow, (0,run_report/* cameToItsEnd */.hq)(one)]));
    const isSettled = mark.flows.every((flow) => ended.get(flow) ?? !enabled.has(flow));
    if (!isSettled)
        return false;
    if (mark.kind === 'run' && report.flows.every(({ isPaused }) => isPaused === true))
        return false;
    const passing = (0,run_causes/* causesOf */.cZ)(report).filter(({ kind }) => kind === 'passing');
    const failed = new Set(passing.flatMap(({ records }) => records.map((one) => `${one.flow}\n${one.reference}`)));
    return !(0,issue_marks/* recordsOf */.M$)({ mark, body }).some(({ flow, reference }) => failed.has(`${flow}\n${reference}`));
}


/***/ }),

/***/ 34342:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ GitHubFault),
/* harmony export */   u: () => (/* binding */ openCalls)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _rest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66417);


/** Why a call did not do its work. `message` ends a sentence: `GitHub refused it (HTTP 403): \u2026`. */
class GitHubFault extends Error {
    /** 0 = no answer. */
    status;
    /** The token lacks a right. */
    isRefused;
    /** It was done as another account than that of a workflow's token. */
    isForeign;
    /** Further calls would fail as well: no answer, a fault of GitHub's, its limit, a missing right, or the wrong account. */
    isGeneral;
    constructor(message, { status, isRefused = false, isLimited = false, isForeign = false }) {
        super(message);
        this.status = status;
        this.isRefused = isRefused;
        this.isForeign = isForeign;
        this.isGeneral = isForeign || isRefused || isLimited || status === 0 || status === 410 || status >= 500;
    }
}
const saying = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ message: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const LONGEST = 200;
/** See `Ask`. */
function openCalls({ apiUrl, repository, token }) {
    const rest = (0,_rest_js__WEBPACK_IMPORTED_MODULE_0__/* .openRest */ .P8)({ apiUrl, repository, retries: 1, timeoutMs: 20_000 });
    return async (call, schema) => {
        const answer = await rest({ ...call, token }).catch((error) => {
            throw new GitHubFault(`GitHub could not be asked (${(0,_rest_js__WEBPACK_IMPORTED_MODULE_0__/* .whyNot */ .OB)(error)})`, { status: 0 });
        });
        const { status, isRefused, isLimited } = answer;
        if (status >= 200 && status < 300) {
            const value = status === 204 ? schema.safeParse(null).data : (0,_rest_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(schema, answer);
            if (value === null || value === undefined)
                throw new GitHubFault('GitHub gave an unexpected answer', { status });
            return value;
        }
        const said = (0,_rest_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(saying, answer)?.message.replace(/\s+/g, ' ').slice(0, LONGEST).replace(/\.+$/, '');
        const words = `(HTTP ${status})${said === undefined ? '' : `: ${said}`}`;
        if (isLimited)
            throw new GitHubFault(`GitHub takes no more calls for now ${words}`, { status, isLimited });
        throw new GitHubFault(`GitHub ${isRefused ? 'refused it' : 'answered'} ${words}`, { status, isRefused });
    };
}


/***/ }),

/***/ 65039:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ openIssues),
/* harmony export */   u: () => (/* binding */ WORKFLOW_ACCOUNT)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _calls_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34342);


/** The account that GITHUB_TOKEN acts as. */
const WORKFLOW_ACCOUNT = 'github-actions[bot]';
const PAGE = 100;
/** More open issues than that are nobody's work list. */
const MOST_PAGES = 10;
const issueSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    number: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    body: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
    state: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    state_reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
    user: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), type: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional() }).nullish(),
    pull_request: zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J().optional(),
});
const done = zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J().transform(() => true);
/** See `Issues`. Needs the permission `issues: write`; reading needs `issues: read`. */
function openIssues(ask) {
    const page = (labels, state, number) => {
        const query = { labels: labels.join(','), state, sort: 'updated', direction: 'desc', per_page: PAGE, page: number };
        return ask({ path: '/issues', query }, zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(issueSchema));
    };
    const change = async (number, { body, state }) => {
        // Its own closing is never "not planned": that is what people say.
        const reason = state === 'closed' ? { state_reason: 'completed' } : {};
        const changes = { ...(body !== undefined && { body }), ...(state !== undefined && { state }), ...reason };
        await ask({ method: 'PATCH', path: `/issues/${number}`, body: changes }, done);
    };
    return {
        async list(labels, state) {
            const found = [];
            for (let number = 1; number <= (state === 'open' ? MOST_PAGES : 1); number += 1) {
                const shown = await page(labels, state, number);
                // GitHub lists pull requests as issues.
                found.push(...shown.filter((one) => one.pull_request === undefined).map(issueOf));
                if (shown.length < PAGE)
                    break;
            }
            return found;
        },
        get: async (number) => issueOf(await ask({ path: `/issues/${number}` }, issueSchema)),
        async create(issue) {
            const { number, isTrusted } = issueOf(await ask({ method: 'POST', path: '/issues', body: issue }, issueSchema));
            if (isTrusted)
                return number;
            await change(number, { state: 'closed' });
            throw new _calls_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubFault */ .Q(`issue ${number} was not opened as ${WORKFLOW_ACCOUNT}, and is closed`, {
                status: 201,
                isForeign: true,
            });
        },
        change,
        async comment(number, body) {
            await ask({ method: 'POST', path: `/issues/${number}/comments`, body: { body } }, done);
        },
        async ensureLabel(name, description) {
            try {
                await ask({ method: 'POST', path: '/labels', body: { name, description, color: '1d76db' } }, done);
            }
            catch (error) {
                // It exists.
                if (error.status !== 422)
                    throw error;
            }
        },
        async mayWrite(login) {
            const path = `/collaborators/${encodeURIComponent(login)}/permission`;
            try {
                const { permission } = await ask({ path }, zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ permission: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }));
                return ['admin', 'maintain', 'write'].includes(permission);
            }
            catch (error) {
                if (error.status === 404)
                    return false;
                throw error;
            }
        },
    };
}
function issueOf(issue) {
    const { number, body, state, state_reason: reason, user } = issue;
    return {
        number,
        // The web editor writes line ends of Windows.
        body: (body ?? '').replaceAll('\r\n', '\n'),
        isOpen: state === 'open',
        isDeclined: reason === 'not_planned',
        isTrusted: user?.type === 'Bot' && user.login === WORKFLOW_ACCOUNT,
    };
}


/***/ }),

/***/ 18511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mo: () => (/* binding */ matchEntry),
/* harmony export */   _e: () => (/* binding */ MATCH_REASONS),
/* harmony export */   uR: () => (/* binding */ isSameVat)
/* harmony export */ });
/* unused harmony exports kindOf, CHARGED, matchWords, onlyOne */
/* harmony import */ var _systems_meaning_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4549);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1891);


/** All that speaks for a match. */
const MATCH_REASONS = [
    'same code and name',
    'it names this code',
    'same code, other name',
    'same name, other code',
    'same rate and kind',
    'same rate; the kind is read from the name',
    'same number of days',
    'paid the same way',
    'same code',
    'same name',
    'another word for it',
];
const isSame = (left, right) => (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .plainName */ .MH)(left) !== '' && (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .plainName */ .MH)(left) === (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .plainName */ .MH)(right);
const sameCode = (from, to) => from.code.toLowerCase() === to.code.toLowerCase();
const sameName = (from, to) => isSame(from.name, to.name);
const codeAndName = [
    { because: 'same code and name', isGuess: false, fits: (from, to) => sameCode(from, to) && sameName(from, to) },
    {
        because: 'it names this code',
        isGuess: false,
        fits: (from, to) => (to.aliases ?? []).includes(from.code) || (from.aliases ?? []).includes(to.code),
    },
    { because: 'same code, other name', isGuess: true, fits: sameCode },
    { because: 'same name, other code', isGuess: true, fits: sameName },
];
const REASONS = {
    account: codeAndName,
    included: [],
    name: codeAndName,
    vat: [
        {
            because: 'same rate and kind',
            isGuess: false,
            fits: (from, to) => isSameKind(from, to) && (sameCode(from, to) || sameName(from, to) || (from.country ?? null) !== null),
        },
        // One of two codes of a rate may be for other goods, or for purchases.
        { because: 'same rate and kind', isGuess: true, fits: (from, to) => isSameKind(from, to) },
        {
            because: 'same rate; the kind is read from the name',
            isGuess: true,
            fits: (from, to) => isSameVat(from, to) && kindOf(from) !== null && kindOf(from) === kindOf(to),
        },
    ],
    term: [
        {
            because: 'same number of days',
            isGuess: false,
            fits: (from, to) => from.days != null && from.days === to.days,
        },
    ],
    means: [
        {
            because: 'paid the same way',
            isGuess: true,
            fits: (from, to) => meansOf(from) !== null && meansOf(from) === meansOf(to),
        },
    ],
    unit: [
        { because: 'same code', isGuess: false, fits: sameCode },
        { because: 'same name', isGuess: true, fits: sameName },
        { because: 'another word for it', isGuess: true, fits: (from, to) => (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameUnit */ .vv)(from.code, to.code) },
    ],
};
/** The kind of a VAT code: what its fields tell, else its name. That it has a rate makes it domestic only if its name tells of nothing else. */
function kindOf({ kind = null, name }) {
    // Reverse charge is on both sides of a sale.
    if (kind === 'eu-triangular' || kind === 'other' || (kind === 'reverse-charge' && (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .isPurchase */ .u7)(name)))
        return null;
    return kind === null || kind === 'domestic' ? (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .kindByName */ .vt)(name, kind) : kind;
}
/** True for two VAT codes of one rate, country and kind, if the fields of both tell it. */
const isSameKind = (from, to) => isSameVat(from, to) &&
    from.kind === to.kind &&
    [from, to].every((entry) => entry.kind && kindOf(entry) === entry.kind);
const meansOf = ({ means, name }) => means ?? (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .meansByName */ .xb)(name);
/** False for two VAT codes of different kinds. */
const mayBeOfKind = (from, to) => {
    const [one, other] = [kindOf(from), kindOf(to)];
    return one === null || other === null || one === other;
};
/** The kinds of supply whose VAT is on the invoice. Codes of others may have a rate in a list: that of the VAT which the buyer owes, or which a margin holds. */
const CHARGED = new Set(['domestic', 'oss']);
const chargesNothing = (kind = null) => _systems_meaning_js__WEBPACK_IMPORTED_MODULE_1__/* .VAT_KINDS */ .YF.some((one) => one === kind && !CHARGED.has(one));
/** The VAT that a code charges, in percent. Undefined = nothing tells, or its list has a rate and its name says that it charges none. */
const chargedRate = (entry) => chargesNothing(entry.kind) ? 0 : entry.kind != null && chargesNothing(kindOf(entry)) ? undefined : entry.rate;
/** True for two VAT codes in one country that charge the same. */
function isSameVat(from, to) {
    if ((from.country ?? null) !== (to.country ?? null))
        return false;
    const [one, other] = [chargedRate(from), chargedRate(to)];
    if (one !== undefined && other !== undefined)
        return one === other;
    const tellsNone = [from, to].some(({ kind }) => chargesNothing(kind));
    return tellsNone && kindOf(from) !== null && kindOf(from) === kindOf(to);
}
/** The entry of a list that means the same as another one: the only one for which the strongest reason speaks. Pure. */
function matchEntry(compare, from, list) {
    for (const { because, isGuess, fits } of REASONS[compare]) {
        const hits = list.filter((to) => fits(from, to));
        if (hits.length > 0)
            return onlyOne(hits, list, { one: because, none: because, several: `several fit: ${because}` }, isGuess);
    }
    const near = compare === 'vat' ? list.filter((to) => isSameVat(from, to) && mayBeOfKind(from, to)) : list;
    return { found: null, because: 'nothing says which one', isGuess: false, candidates: near };
}
/** The only entry whose name or code holds some words. Pure. */
function matchWords(words, list) {
    const hits = list.filter(({ code, name }) => words.test(`${code} ${name}`.toLowerCase()));
    return onlyOne(hits, list, { one: 'by its name', none: 'no name says which one', several: 'several names fit' });
}
/** The only hit, else nothing with what it may be: the hits, or all entries if there are none. Pure. */
function onlyOne(hits, all, says, isGuess = true) {
    const [first, ...others] = hits;
    if (first === undefined)
        return { found: null, because: says.none, isGuess: false, candidates: all };
    if (others.length > 0)
        return { found: null, because: says.several, isGuess: false, candidates: hits };
    return { found: first, because: says.one, isGuess, candidates: [] };
}


/***/ }),

/***/ 1891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MH: () => (/* binding */ plainName),
/* harmony export */   u7: () => (/* binding */ isPurchase),
/* harmony export */   vt: () => (/* binding */ kindByName),
/* harmony export */   vv: () => (/* binding */ isSameUnit),
/* harmony export */   xb: () => (/* binding */ meansByName)
/* harmony export */ });
/* unused harmony exports positively, HOME, countriesIn, zoneByName */
/* harmony import */ var _mapping_functions_relations_country_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17102);

/** Words that deny the next one: buiten de EU, niet-EU, excl. NL, btw niet verlegd. */
const DENIED = /\b(?:buiten|niet|non|not|outside|excl\.?|exclusief|behalve|except)[ -]+(?:(?:in|binnen|within|de|the) )*(\p{L}+)/gu;
/** A name in small letters, without what it denies; outside the Union is the world. */
const positively = (name) => name.toLowerCase().replace(DENIED, (_, denied) => (/^(eu$|europ)/.test(denied) ? 'wereld' : ''));
/** Words of where things go; "binnen en buiten de EU" is both. */
const UNION = /\beu\b|europese unie|european union|\bicp\b|\bicl\b|intracom|intra-?eu|\bbinnen (en|of) /;
const WORLD = /export|uitvoer|wereld|world|derde land|third countr/;
const SERVICES = /dienst|service/;
const GOODS = /levering|goederen|goods|suppl/;
/** Goods, or what names neither. */
const isOfGoods = (name) => GOODS.test(name) || !SERVICES.test(name);
/** The country of the administrations. */
const HOME = 'NL';
/** The countries that a name has, in one word or in two; short words are codes as well: de, in, is. */
function countriesIn(name) {
    const words = positively(name)
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length > 3);
    const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
    return [...words, ...pairs].map(_mapping_functions_relations_country_names_js__WEBPACK_IMPORTED_MODULE_0__/* .countryCodeOf */ .d).filter((code) => code !== null);
}
const FOREIGN = /buitenland|abroad|foreign|\b(lokaal|local|belgisch|brits|deens|duits|engels|frans|iers|italiaans|luxemburgs|oostenrijks|pools|portugees|spaans|zweeds|zwitsers)/;
/** The VAT of another country, or what goes to it: where that is tells nothing of the kind. */
const isForeign = (name) => FOREIGN.test(name) || countriesIn(name).some((code) => code !== HOME);
/** What is sold within the Union, but not from one company to another as usual. */
const OTHER_IN_UNION = /installat|montage|particulier|consument|consumer|private person/;
const PURCHASE = /inkoop|invoer|import|verwerving|voorbelasting|purchase|acquisition/;
/** What is bought. */
const isPurchase = (name) => PURCHASE.test(positively(name));
/** What the words of a name tell of the kind of a VAT code: Dutch, as bookkeepers write them, and English. Null = what no kind stands for. */
const VAT_WORDS = [
    ['reverse-charge', (name) => /verlegd|verlegging|reverse charge/.test(name)],
    ['eu-goods', (name) => UNION.test(name) && isOfGoods(name)],
    ['eu-services', (name) => UNION.test(name) && SERVICES.test(name)],
    ['export', (name) => WORLD.test(name) && isOfGoods(name)],
    [null, (name) => WORLD.test(name) && SERVICES.test(name)],
    ['exempt', (name) => /vrijgesteld|exempt/.test(name)],
    ['margin', (name) => /marge|margin/.test(name)],
    ['oss', (name) => /\boss\b|one.stop|eenloket|afstandsverko|distance sale/.test(name)],
    [null, (name) => UNION.test(name) && OTHER_IN_UNION.test(name)],
    // Triangular supplies, and new means of transport.
    [null, (name) => /\babc\b|driehoek|triang|nieuwe? vervoermiddel|new means of transport/.test(name)],
    [null, (name) => !UNION.test(name) && !WORLD.test(name) && isForeign(name)],
    [null, (name) => PURCHASE.test(name)],
    [null, (name) => /priv[e\u00e9]|voorschot|private use|statiegeld|fiscale eenheid/.test(name)],
];
/** A rate tells of a kind only where no other word does: others have 0 % as well. */
const ZERO = /\b0([.,]0+)? ?%|\bnul|zero/;
/** The kind that a name tells of; null = several, or one that no kind stands for. `otherwise` = what it is if no word tells of a kind. */
function kindByName(name, otherwise = null) {
    const text = positively(name);
    const [only, ...others] = VAT_WORDS.filter(([, fits]) => fits(text));
    if (only === undefined)
        return otherwise ?? (ZERO.test(text) ? 'zero' : null);
    return others.length === 0 ? only[0] : null;
}
const PAY_WORDS = [
    ['direct-debit', /incasso|machtiging|collection|direct debit/],
    ['online', /ideal|paypal|credit ?card|mollie|online/],
    ['cash', /contant|kas\b|cash|\bpin\b/],
    ['transfer', /overschrijving|overboeking|op rekening|\bbank|transfer|on credit/],
];
/** How a customer pays, by the name of a method; null = it tells nothing. */
function meansByName(name) {
    const text = name.toLowerCase();
    return PAY_WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}
/** Words for the same unit. */
const UNITS = [
    ['stuk', 'stuks', 'st', 'pc', 'pcs', 'piece', 'ea', 'each'],
    ['doos', 'dozen', 'box', 'ds'],
    ['uur', 'uren', 'hour', 'hours', 'hr', 'u'],
    ['dag', 'dagen', 'day', 'days'],
    ['kg', 'kilo', 'kilogram'],
    ['g', 'gr', 'gram'],
    ['m', 'mtr', 'meter'],
    ['m2', 'vierkante meter'],
    ['l', 'ltr', 'liter'],
];
/** True for two words for one unit. */
function isSameUnit(left, right) {
    return UNITS.some((words) => words.includes(left.toLowerCase()) && words.includes(right.toLowerCase()));
}
const ZONE_WORDS = [
    ['domestic', /nederland|binnenland|netherlands|domestic|\bnl\b/],
    ['eu', new RegExp(`${UNION.source}|europ`)],
    ['world', WORLD],
];
/** The zone that the name of an account tells of; null = none, or several. */
function zoneByName(name) {
    const text = positively(name);
    const zones = ZONE_WORDS.filter(([, words]) => words.test(text));
    return zones.length === 1 ? (zones[0]?.[0] ?? null) : null;
}
/** A name without case, accents, signs and repeated blanks. */
const plainName = (name) => name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ')
    .trim();


/***/ }),

/***/ 80800:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aY: () => (/* binding */ quietPieces),
/* harmony export */   gd: () => (/* binding */ quietly),
/* harmony export */   jQ: () => (/* binding */ quiet),
/* harmony export */   w1: () => (/* binding */ quietPage)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90047);
/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21569);


/** Shown as nothing, and breaks what GitHub would make of the text. */
const BREAK = '\u200b';
/** A text from outside without what GitHub acts on in issues and comments: nobody is mentioned, no issue is referred to, no address becomes a link. */
function quiet(text) {
    return text
        .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
        .replace(/[@#](?=[\p{L}\p{N}_-])/gu, `$&${BREAK}`)
        .replace(/\b(gh)-(?=\d)/gi, `$1-${BREAK}`)
        .replace(/:(?=\/\/)/g, `:${BREAK}`)
        .replace(/\bwww(?=\.)/gi, `www${BREAK}`);
}
/** The same as a piece of Markdown: no tags, links or emphasis. */
const quietly = (text) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(quiet(text));
/** A page without what GitHub acts on: it mails everybody whom a comment mentions. */
const quietPage = (page) => page.map(quietBlock);
function quietBlock(block) {
    switch (block.kind) {
        case 'heading':
        case 'paragraph':
            return { ...block, text: quietPieces(block.text) };
        case 'details':
            return { ...block, title: quiet(block.title), blocks: quietPage(block.blocks) };
        case 'list':
            return { ...block, items: block.items.map(quietPieces) };
        case 'table':
            return { ...block, rows: block.rows.map((row) => row.map(quietPieces)) };
        case 'parts':
            return { ...block, parts: block.parts.map(quietPage) };
        case 'code':
            return block;
    }
}
/** The same for a line. Nothing in code style is acted on, and it can be copied as it is. */
function quietPieces(text) {
    return (0,_page_js__WEBPACK_IMPORTED_MODULE_1__/* .piecesOf */ .Xe)(text).map((piece) => {
        if (typeof piece === 'string')
            return quiet(piece);
        if ('strong' in piece)
            return { strong: quiet(piece.strong) };
        return 'link' in piece ? { ...piece, link: quiet(piece.link) } : piece;
    });
}


/***/ })

};
