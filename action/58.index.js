export const id = 58;
export const ids = [58];
export const modules = {

/***/ 61058:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commentFailure: () => (/* binding */ commentFailure),
  commentOn: () => (/* binding */ commentOn)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./src/github/issues.ts
var issues = __webpack_require__(65039);
// EXTERNAL MODULE: ./src/github/rest.ts
var github_rest = __webpack_require__(66417);
;// CONCATENATED MODULE: ./src/github/issue-comments.ts



/** The longest body of a comment that GitHub takes, in characters (GH-comments). */
const LONGEST_COMMENT = 65_536;
const commentSchema = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullish(),
});
const pullSchema = schemas/* object */.Ikc({ head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }) });
const PAGE = 100;
/** More pages are not looked through: a pull request with so many comments gets a new one. */
const MOST_PAGES = 30;
/**
 * Writes a comment of a pull request, or updates the one that an earlier run wrote: that of WORKFLOW_ACCOUNT whose text begins with `marker`. Anybody could
 * write the marker, so comments of others are left alone. A run that was started again may be about an older commit than the comment: it writes nothing.
 * Without `creates` only a comment that is there is replaced. Never throws.
 */
async function writeComment(place, marker, text, creates = true) {
    const rest = (0,github_rest/* openRest */.P8)({ ...place, retries: 2, timeoutMs: 20_000 });
    const body = { body: `${marker}\n${text}` };
    const { token, number, head } = place;
    try {
        const asked = await rest({ path: `/pulls/${number}`, token });
        const pull = asked.status === 200 ? (0,github_rest/* readAnswer */.JN)(pullSchema, asked) : null;
        if (pull === null)
            return outcomeOf(asked);
        if (pull.head.sha !== head)
            return { outcome: 'outdated' };
        const found = await findOwn(rest, place, marker);
        if ('refusal' in found)
            return outcomeOf(found.refusal);
        if (found.id === null && !creates)
            return { outcome: 'none' };
        const call = found.id === null
            ? { method: 'POST', path: `/issues/${number}/comments`, body, token }
            : { method: 'PATCH', path: `/issues/comments/${found.id}`, body, token };
        const answer = await rest(call);
        if (answer.status === 201)
            return { outcome: 'created' };
        return answer.status === 200 ? { outcome: 'updated' } : outcomeOf(answer);
    }
    catch (error) {
        return { outcome: 'failed', reason: (0,github_rest/* whyNot */.OB)(error) };
    }
}
/** The id of the comment that begins with the marker, null if there is none; or the answer that says why there is no list. */
async function findOwn(rest, { token, number }, marker) {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
        const answer = await rest({ path: `/issues/${number}/comments`, query: { per_page: PAGE, page }, token });
        const comments = answer.status === 200 ? (0,github_rest/* readAnswer */.JN)(schemas/* array */.YOg(commentSchema), answer) : null;
        if (comments === null)
            return { refusal: answer };
        const own = comments.find(({ body, user }) => {
            return user?.type === 'Bot' && user.login === issues/* WORKFLOW_ACCOUNT */.u && body?.startsWith(marker) === true;
        });
        if (own !== undefined)
            return { id: own.id };
        if (comments.length < PAGE)
            break;
    }
    return { id: null };
}
function outcomeOf({ status, isRefused }) {
    // 404 means that the token may not see it, too.
    const outcome = isRefused || status === 404 ? 'refused' : 'failed';
    return { outcome, reason: status === 200 ? 'unexpected answer' : `HTTP ${status}` };
}

// EXTERNAL MODULE: ./src/report/describe-error.ts
var describe_error = __webpack_require__(262);
// EXTERNAL MODULE: ./src/report/page/fit.ts
var fit = __webpack_require__(23843);
// EXTERNAL MODULE: ./src/report/page/markdown.ts
var markdown = __webpack_require__(90047);
// EXTERNAL MODULE: ./src/report/page/page.ts
var page_page = __webpack_require__(21569);
// EXTERNAL MODULE: ./src/report/page/quiet.ts
var quiet = __webpack_require__(80800);
// EXTERNAL MODULE: ./src/report/title.ts
var title = __webpack_require__(20624);
// EXTERNAL MODULE: ./src/report/plan/changes-of-flow.ts
var changes_of_flow = __webpack_require__(19500);
// EXTERNAL MODULE: ./src/report/plan/comparison-summary.ts
var comparison_summary = __webpack_require__(83526);
// EXTERNAL MODULE: ./src/report/plan/plan-summary.ts + 1 modules
var plan_summary = __webpack_require__(68846);
// EXTERNAL MODULE: ./src/report/plan/table-edit-lines.ts
var table_edit_lines = __webpack_require__(33459);
;// CONCATENATED MODULE: ./src/report/plan/comment-page.ts










/** What a change of the mappings does, as the comment of its pull request: the verdict, the edits of tables in plain words, and for each flow what changes. */
const planComment = (comparison, words, about) => commentOf(commentPage(comparison, words), words, about);
/** The comment of a plan that failed: what an earlier plan said does not hold for this commit. */
function failureComment(errors, words, about) {
    const lines = errors.map((error) => (0,page_page/* withCode */.SM)((0,describe_error/* lineIn */.Wg)(words, error)));
    return commentOf([(0,page_page/* paragraph */.FY)(`\u274c ${words.plan.change.failed}`), ...(0,page_page/* list */.p_)(lines, 'problem')], words, about);
}
function commentOf(said, words, { name, commit, most }) {
    const marker = `<!-- exact-asperion-sync plan ${encodeURIComponent(name)} -->`;
    const { change, theSummary } = words.plan;
    const page = [(0,page_page/* title */.DD)(change.title(title/* TITLE */.l)), (0,page_page/* paragraph */.FY)(change.commit(commit)), ...said];
    return { marker, text: (0,markdown/* markdown */.dg)((0,fit/* fitted */.$)((0,quiet/* quietPage */.w1)(page), most - marker.length - 1, theSummary, words)) };
}
function commentPage(comparison, words) {
    const { change, tables } = words.plan;
    const { warnings } = comparison;
    return [
        (0,page_page/* paragraph */.FY)((0,comparison_summary/* comparisonHeadline */.Se)(comparison, words)),
        ...(0,page_page/* list */.p_)(warnings.map(words.said), 'warning'),
        ...(0,comparison_summary/* errorList */.Z2)(comparison, words),
        ...(0,page_page/* section */.uW)(tables.title, (0,table_edit_lines/* tableEditLines */.I)(comparison.edits, words)),
        ...comparison.flows.flatMap((flow) => (0,page_page/* section */.uW)(flow.flow, (0,changes_of_flow/* changesOfFlow */.Jd)(flow, words))),
        ...(0,plan_summary/* basisOf */.gp)({ ...comparison, warnings: [] }, words),
        (0,page_page/* paragraph */.FY)(change.seeSummary),
    ];
}

// EXTERNAL MODULE: ./src/report/words/words.ts + 3 modules
var words = __webpack_require__(62631);
// EXTERNAL MODULE: ./src/commands/session.ts + 1 modules
var session = __webpack_require__(91083);
;// CONCATENATED MODULE: ./src/commands/plan/comment.ts





/**
 * Writes what a change does as a comment of its pull request, or updates the one that is there. Without a pull request or a token nothing
 * happens; a token that may not write is a warning and no error, because the summary has the same.
 */
function commentOn(comparison, context) {
    return write(context, true, (words, about) => planComment(comparison, words, about));
}
/** Replaces the comment of an earlier plan by why this one failed: nobody should approve by what it said. Does nothing for any other run. */
async function commentFailure(thrown, context) {
    const { mode, base } = context.inputs;
    if (mode !== 'plan' || base === null)
        return;
    const errors = (0,describe_error/* errorsIn */.R4)(thrown);
    await write(named(context), false, (words, about) => failureComment(errors, words, about));
}
/** With the administration that the comment is named after; as given if that is what the plan failed on. */
function named(context) {
    try {
        return (0,session/* inOneAdministration */.kL)(context);
    }
    catch {
        return context;
    }
}
async function write({ github, inputs, log, warn }, creates, comment) {
    const { pullRequest, apiUrl, repository } = github;
    if (pullRequest === null || apiUrl === null || inputs.githubToken === null)
        return;
    const { mappings, administration, language } = inputs;
    const { number, head } = pullRequest;
    const name = administration === null ? mappings : `${mappings} ${administration}`;
    const { marker, text } = comment((0,words/* wordsIn */.H)(language), { name, commit: head, most: LONGEST_COMMENT });
    const place = { apiUrl, repository, token: inputs.githubToken, number, head };
    const commented = await writeComment(place, marker, text, creates);
    if (commented.outcome === 'none')
        return;
    if (commented.outcome === 'outdated') {
        log(`The comment of pull request ${number} was left alone: it has a newer commit than this run.`);
        return;
    }
    if (!('reason' in commented)) {
        log(`The comment of pull request ${number} was ${commented.outcome}.`);
        return;
    }
    const isRefused = commented.outcome === 'refused';
    const why = isRefused
        ? 'the token may not write it. The job needs the permission pull-requests: write; runs for a fork never have it'
        : commented.reason;
    warn(`The pull request got no comment: ${why}. The job summary has the same.`);
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


/***/ }),

/***/ 19500:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cp: () => (/* binding */ isNotCome),
/* harmony export */   Jd: () => (/* binding */ changesOfFlow),
/* harmony export */   _A: () => (/* binding */ outcomeIn),
/* harmony export */   rR: () => (/* binding */ unknownRecords),
/* harmony export */   t8: () => (/* binding */ isUnknown)
/* harmony export */ });
/* harmony import */ var big_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49965);
/* harmony import */ var _page_page_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21569);
/* harmony import */ var _net_amount_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52160);
/* harmony import */ var _plan_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87940);




/** References named of equal changes. */
const MOST_REFERENCES = 5;
/** Pairs of values shown of one field; the rest count together. */
const MOST_VALUES = 3;
/** True for a record of which one version reads what nobody recorded. */
const isUnknown = ({ base, head }) => base.outcome === 'not known' || head.outcome === 'not known';
/** Records of which nothing else is known to change. */
function unknownRecords({ records }) {
    const byRecord = Map.groupBy(records, ({ reference }) => reference);
    return [...byRecord.values()].filter((steps) => steps.every(isUnknown)).length;
}
/** What changes in one flow: each kind of record in a line, then equal changes together, then the money. */
function changesOfFlow(flow, words) {
    return [kinds, asIfBooked, moves, fields, outcomes, periods, money].flatMap((part) => part(flow, words));
}
/** `12 invoices come out differently, \u20ac 4,500.00; 10 of them are in the target already and stay as sent.` */
function kinds({ flow, records }, words) {
    const { differently, withoutVat, stay, countedIn } = words.plan.changes;
    const known = records.filter((record) => !isUnknown(record) && !isNotCome(record) && record.twin?.flow !== flow);
    const groups = Map.groupBy(known, ({ step, twin }) => JSON.stringify([step, twin?.flow]));
    const lines = [...groups.values()].map((same) => {
        const [{ step = '', twin = undefined } = {}] = same;
        const amounts = same.flatMap(({ amount }) => amount ?? []);
        const sumOf = (all) => all.reduce((total, one) => total.plus(one), new big_js__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A(0)).toFixed(2);
        const credits = amounts.filter((amount) => new big_js__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A(amount).lt(0));
        const credited = credits.length === 0 ? undefined : sumOf(credits);
        const booked = amounts.length === 0 ? '' : withoutVat((0,_net_amount_js__WEBPACK_IMPORTED_MODULE_1__/* .netAmount */ .U)(sumOf(amounts), credited, words));
        const stays = same.filter((record) => record.stays).length;
        const sent = stays === 0 ? '' : stay(stays);
        const elsewhere = twin === undefined ? '' : countedIn(twin.flow);
        const said = `${differently(same.length === 1)}${booked}${sent}${elsewhere}.`;
        return [{ strong: words.plan.records(same.length, step) }, said];
    });
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)(lines, 'kind');
}
/** A step that only one version comes to, and leaves the record alone there. */
const isNotCome = ({ base, head }) => {
    const outcomes = [base.outcome, head.outcome];
    return outcomes.includes('left') && outcomes.includes('not taken');
};
/** Said where sums are not what a sync changes. */
function asIfBooked({ stays, moves, periods, money }, words) {
    const hasSums = moves.length + periods.length + money.length > 0;
    return stays > 0 && hasSums ? [(0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .paragraph */ .FY)(words.plan.changes.asIfBooked)] : [];
}
function moves({ moves: all }, words) {
    const { moved, none } = words.plan.changes;
    const lines = all.map(({ of, from, to, lines, amount, credited }) => {
        return `${moved[of]} ${from ?? none} \u2192 ${to ?? none}: ${words.count(lines, 'line')}, ${(0,_net_amount_js__WEBPACK_IMPORTED_MODULE_1__/* .netAmount */ .U)(amount, credited, words)}`;
    });
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)(lines, 'move');
}
/** Fields whose values change alike, such as `city` in 38 records. */
function fields({ records }, words) {
    const changes = records.flatMap(({ step, reference, fields: all }) => all.map(({ field, base, head }) => {
        const values = { before: (0,_plan_values_js__WEBPACK_IMPORTED_MODULE_2__/* .shownValue */ .J)(field, base, words), after: (0,_plan_values_js__WEBPACK_IMPORTED_MODULE_2__/* .shownValue */ .J)(field, head, words) };
        return { step, reference, field: field.replace(/\[\d+\]/, ''), ...values };
    }));
    const byField = [...Map.groupBy(changes, ({ step, field }) => `${step}\n${field}`).values()].sort(mostRecords);
    const rows = byField.flatMap((same) => {
        const alike = [...Map.groupBy(same, ({ before, after }) => `${before}\n${after}`).values()].sort(mostRecords);
        const shown = alike.length > MOST_VALUES ? alike.slice(0, MOST_VALUES - 1) : alike;
        const rest = alike.slice(shown.length).flat();
        return [
            ...shown.map((some) => fieldRow(some, null, words)),
            ...(rest.length === 0 ? [] : [fieldRow(rest, words.plan.changes.otherValues, words)]),
        ];
    });
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(words.plan.changes.fieldColumns, 1, rows, 'field');
}
/** `other`: what is said of values that differ from record to record; null = all have the same. */
function fieldRow(same, other, words) {
    const [first] = same;
    const values = other === null ? [first?.before ?? '\u2013', first?.after ?? '\u2013'] : [other, other];
    return [first?.step ?? '', fieldCell(first?.field ?? '', words), ...values, suchAs(same), recordsIn(same)];
}
/** What people call a field, and its name in the mapping: btw-code `lines.vatCode`. */
function fieldCell(field, words) {
    const said = words.plan.field(field);
    return [...(said === field ? [] : [`${said} `]), { code: field }];
}
const recordsIn = (same) => new Set(same.map(({ reference }) => reference)).size;
const mostRecords = (left, right) => recordsIn(right) - recordsIn(left);
function suchAs(same) {
    const references = [...new Set(same.map(({ reference }) => reference))];
    return `${references.slice(0, MOST_REFERENCES).join(', ')}${references.length > MOST_REFERENCES ? ', \u2026' : ''}`;
}
function outcomes({ outcomes: all, records }, words) {
    const rows = all.map(({ step, base, head, records: number }) => {
        const same = records.filter((one) => one.step === step && wordOf(one.base) === base && wordOf(one.head) === head);
        return [step, told(base, words), told(head, words), suchAs(same), number];
    });
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(words.plan.changes.outcomeColumns, 1, rows, 'outcome');
}
/** `refused UNMAPPED_KEY` in the words of a language. */
function told(text, words) {
    const [outcome = '', ...code] = text.split(/ (?=[A-Z])/);
    return [outcomeIn(outcome, words), ...code].join(' ');
}
/** An outcome in the words of a language. */
const outcomeIn = (outcome, words) => words.plan.change.outcomes[outcome] ?? outcome;
const wordOf = ({ outcome, code }) => outcome === 'refused' ? `${outcome} ${code}` : outcome;
function periods({ periods: sums }, words) {
    const { none, periodColumns } = words.plan.changes;
    const rows = sums.map(({ period, vatCode, ...sum }) => [period ?? '\u2013', vatCode ?? none, ...sumCells(sum, words)]);
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(periodColumns, 4, rows, 'period');
}
function money({ money: sums }, words) {
    const rows = sums.map(({ vatCode, account, ...sum }) => [vatCode ?? '\u2013', account ?? '\u2013', ...sumCells(sum, words)]);
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(words.plan.changes.placeColumns, 4, rows, 'place');
}
function sumCells(sum, words) {
    const { lines, base, head, difference, unknown } = sum;
    const more = unknown > 0 ? words.plan.changes.notKnown(words.count(unknown, 'line')) : '';
    return [`${lines[0]} \u2192 ${lines[1]}`, words.money(base), words.money(head), `${words.moneyApart(difference)}${more}`];
}


/***/ }),

/***/ 83526:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Se: () => (/* binding */ comparisonHeadline),
/* harmony export */   Z2: () => (/* binding */ errorList),
/* harmony export */   bk: () => (/* binding */ comparisonPage)
/* harmony export */ });
/* harmony import */ var _describe_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(262);
/* harmony import */ var _page_page_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(21569);
/* harmony import */ var _title_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20624);
/* harmony import */ var _changes_of_flow_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19500);
/* harmony import */ var _plan_summary_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68846);
/* harmony import */ var _plan_values_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87940);
/* harmony import */ var _table_edit_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33459);







/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;
/** What a change of the mappings changes: money first, then counts, then records. */
function comparisonPage(comparison, words) {
    const { change, tables } = words.plan;
    return [
        (0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .title */ .DD)(change.title(_title_js__WEBPACK_IMPORTED_MODULE_1__/* .TITLE */ .l)),
        (0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .paragraph */ .FY)(comparisonHeadline(comparison, words)),
        ...(0,_plan_summary_js__WEBPACK_IMPORTED_MODULE_3__/* .basisOf */ .gp)(comparison, words),
        ...errorList(comparison, words),
        ...(0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .section */ .uW)(tables.titleOfSummary, (0,_table_edit_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .tableEditLines */ .I)(comparison.edits, words)),
        ...edited(comparison.config, words),
        ...comparison.flows.flatMap((flow) => flowSection(flow, words)),
    ];
}
/** `37 of 200 records come out differently. The outcome of 3 is not known.` */
function comparisonHeadline({ basis, config, flows, warnings }, words) {
    const { change, unknown: notKnown, nothingWritten } = words.plan;
    const number = (of) => words.amount(String(of));
    const sum = (counted) => flows.reduce((total, flow) => total + counted(flow), 0);
    // What several flows have counts once.
    const again = (what) => sum((flow) => flow.repeated?.[what] ?? 0);
    const compared = sum((flow) => flow.compared) - again('compared');
    const unknown = sum(_changes_of_flow_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownRecords */ .rR);
    const changed = sum((flow) => flow.compared - flow.alike) - again('changed') - unknown;
    const stays = sum((flow) => flow.stays) - again('stays');
    const gone = [...config.flows.removed, ...config.flows.disabled];
    const isRead = flows.some((flow) => flow.stays > 0 && !gone.includes(flow.flow));
    const records = words.count(compared, 'record');
    const unrecorded = basis.unrecorded.length;
    const isAll = warnings.length === 0;
    return [
        ...(flows.some(({ errors }) => errors.length > 0) ? [change.incomplete] : []),
        ...(unrecorded > 0 ? [change.unrecorded(words.count(unrecorded, 'flow'))] : []),
        ...(compared === 0 ? [change.noRecords] : []),
        ...(compared > 0 && changed + unknown === 0 ? [isAll ? change.same(records) : change.sameValues(records)] : []),
        ...(changed + unknown > 0 ? [change.differently(number(changed), records, changed === 1)] : []),
        ...(unknown > 0 ? [notKnown(number(unknown))] : []),
        ...(stays > 0 ? [change.stay(number(stays), stays === 1, isRead)] : []),
        ...whenWritten(flows, words),
        ...(isAll ? [] : [change.beyondValues]),
        nothingWritten,
    ].join(' ');
}
/** When what a sync would write is written: the sources of flows tell. */
function whenWritten(flows, { plan: { change } }) {
    const writing = flows.filter((flow) => flow.records.some(isWritten));
    const byHours = Map.groupBy(writing, ({ readAgainHours }) => readAgainHours);
    return [...byHours].map(([hours, alike]) => hours === undefined
        ? change.whenChanged(byHours.size > 1)
        : change.whenReadAgain(alike.map(({ flow }) => flow).join(', '), hours));
}
/** True for a record that a sync would write. */
const isWritten = ({ head, stays }) => !stays && (head.outcome === 'created' || head.outcome === 'updated');
/** Why a version of a flow could not be run to its end. */
function errorList({ flows }, words) {
    const lines = flows.flatMap(({ flow, errors }) => errors.map(({ of, error }) => [{ strong: flow }, words.plan.change.errorOf[of]((0,_describe_error_js__WEBPACK_IMPORTED_MODULE_0__/* .lineIn */ .Wg)(words, error))]));
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .list */ .p_)(lines, 'error');
}
function edited({ flows, files }, words) {
    const { title: heading, columns, ...kinds } = words.plan.edited;
    const said = Object.keys(kinds)
        .filter((kind) => flows[kind].length > 0)
        .map((kind) => `${kinds[kind]}: ${flows[kind].join(', ')}`);
    const rows = files.flatMap(({ file, changes }) => {
        // Of the others, only values of tables hold words of ours.
        const said = file === 'paused' ? words.phrase : words.plan.dated;
        const shown = (value) => (value === null ? '\u2013' : said(value));
        return changes.map(({ key, base, head }) => {
            return [file, file === 'paused' ? words.phrase(key) : key, shown(base), shown(head)];
        });
    });
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .section */ .uW)(heading, [...(0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .list */ .p_)(said), ...(0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .table */ .tp)(columns, 0, rows, 'key')]);
}
function flowSection(compared, words) {
    const { change } = words.plan;
    const { flow, records } = compared;
    if (records.length === 0 && compared.money.length === 0)
        return [];
    const unknown = (0,_changes_of_flow_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownRecords */ .rR)(compared);
    const changed = compared.compared - compared.alike - unknown;
    const notKnown = unknown > 0 ? change.notKnown(unknown) : '';
    const stays = compared.stays > 0 ? change.sentAlready(compared.stays) : '';
    const of = change.flow(changed, words.count(compared.compared, 'record'));
    // What is not known is counted above, and its fields stand in the head.
    const most = records
        .filter((record) => !(0,_changes_of_flow_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnknown */ .t8)(record))
        .sort((left, right) => right.fields.length - left.fields.length);
    const rows = most.flatMap((record) => recordRows(record, words));
    return [
        (0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .heading */ .R_)(`${flow}: ${of}${stays}${notKnown}`),
        ...(0,_changes_of_flow_js__WEBPACK_IMPORTED_MODULE_2__/* .changesOfFlow */ .Jd)(compared, words),
        ...(0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .details */ .zH)(`${flow}: ${change.byRecord}`, (0,_page_page_js__WEBPACK_IMPORTED_MODULE_6__/* .table */ .tp)(change.recordColumns, 0, rows, 'row')),
    ];
}
function recordRows({ reference, step, base, head, fields }, words) {
    const isSame = base.outcome === head.outcome && base.code === head.code;
    const shown = fields.slice(0, MOST_FIELDS).map((change) => {
        const { field, base: one, head: other } = change;
        return [reference, step, { code: field }, (0,_plan_values_js__WEBPACK_IMPORTED_MODULE_4__/* .shownValue */ .J)(field, one, words), (0,_plan_values_js__WEBPACK_IMPORTED_MODULE_4__/* .shownValue */ .J)(field, other, words)];
    });
    const sides = [sideText(base, words), sideText(head, words)];
    return [...shown, ...(isSame ? [] : [[reference, step, words.plan.change.outcome, ...sides]])];
}
function sideText({ outcome, code, reason }, words) {
    const said = (0,_changes_of_flow_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeIn */ ._A)(outcome, words);
    return code === null ? said : `${said}: ${code} ${words.said(reason ?? '')}`;
}


/***/ }),

/***/ 52160:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ netAmount)
/* harmony export */ });
/* harmony import */ var big_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49965);

/**
 * A sum, and what is credited within it: an invoice of 10,000 and its credit note come to nothing, and yet both move. `credited`: below zero;
 * absent = nothing is.
 */
function netAmount(amount, credited, words) {
    if (credited === undefined || credited === amount)
        return words.money(amount);
    const charged = new big_js__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A(amount).minus(credited).toFixed(2);
    return words.plan.lessCredited(words.money(amount), words.money(charged), words.money(new big_js__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A(credited).abs().toFixed(2)));
}


/***/ }),

/***/ 68846:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gp: () => (/* binding */ basisOf),
  MM: () => (/* binding */ planHeadline),
  od: () => (/* binding */ planLine),
  jt: () => (/* binding */ planPage)
});

// EXTERNAL MODULE: ./node_modules/big.js/big.mjs
var big = __webpack_require__(49965);
// EXTERNAL MODULE: ./src/report/advice.ts + 2 modules
var advice = __webpack_require__(45639);
// EXTERNAL MODULE: ./src/report/booked.ts
var booked = __webpack_require__(92608);
// EXTERNAL MODULE: ./src/report/describe-error.ts
var describe_error = __webpack_require__(262);
// EXTERNAL MODULE: ./src/report/left-out.ts
var left_out = __webpack_require__(97216);
// EXTERNAL MODULE: ./src/report/notices.ts
var notices = __webpack_require__(81263);
// EXTERNAL MODULE: ./src/report/page/page.ts
var page = __webpack_require__(21569);
// EXTERNAL MODULE: ./src/report/paused.ts
var paused = __webpack_require__(26674);
// EXTERNAL MODULE: ./src/report/run/causes.ts
var causes = __webpack_require__(99974);
// EXTERNAL MODULE: ./src/report/run/waiting-money.ts
var waiting_money = __webpack_require__(82950);
// EXTERNAL MODULE: ./src/report/title.ts
var title = __webpack_require__(20624);
;// CONCATENATED MODULE: ./src/report/plan/links-yaml.ts
/**
 * Lines of links.yml to paste, each followed by the other candidates. Texts are quoted as JSON, which YAML
 * can read.
 */
function linksYaml(links, words) {
    const byFlow = Map.groupBy(links, ({ flow }) => flow);
    return [...byFlow].flatMap(([flow, lines]) => [`${key(flow)}:`, ...lines.map((line) => linkLine(line, words))]);
}
function linkLine({ source, target, candidates, why, mayBeNew }, said) {
    const others = candidates.filter((candidate) => candidate !== target).map((candidate) => JSON.stringify(candidate));
    const words = [...(mayBeNew === true ? ['new'] : []), ...(target === 'skip' ? [] : ['skip'])];
    const value = target === 'skip' ? target : JSON.stringify(target);
    const remark = said.plan.links.orElse([...others, ...words], said.phrase(why).replace(/\s+/g, ' '));
    return `  ${JSON.stringify(source)}: ${value} # ${remark}`;
}
/** A flow's name is a file's name: plain where YAML reads it as text. */
const key = (name) => (/^[A-Za-z][\w.-]*$/.test(name) ? name : JSON.stringify(name));

// EXTERNAL MODULE: ./src/report/plan/plan-values.ts
var plan_values = __webpack_require__(87940);
;// CONCATENATED MODULE: ./src/report/plan/plan-summary.ts













/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;
/** Names that are listed in a sentence. */
const MOST_NAMES = 20;
/** A plan: counts and money first, what needs a person, then record by record. */
function planPage(plan, reader) {
    const { flows } = plan;
    const { words } = reader;
    return [
        (0,page/* title */.DD)(words.plan.title(title/* TITLE */.l)),
        (0,page/* paragraph */.FY)(planHeadline(plan, words)),
        ...basisOf(plan, words),
        ...(0,paused/* pausedSection */.q)(plan.paused, words),
        ...counts(flows, words),
        ...(0,booked/* bookedSection */.GK)(words.plan.booked, flows, words),
        ...money(flows, words),
        ...(0,left_out/* leftOutSection */.Rv)(flows, words),
        ...(0,notices/* noticesSection */.Z)(flows, words),
        ...links(plan, reader),
        ...refused(flows, words.plan.refused.refuse, ['refuse', 'differ'], reader),
        ...refused(flows, words.plan.refused.unknown, ['unknown'], reader),
        ...flows.flatMap((flow) => recordByRecord(flow, words)),
    ];
}
/** `Plan: 34 to create, 2 to change, 0 to refuse, \u20ac 7,825.00 to book`; what is booked is without VAT. Flows that a sync would not begin do not count. */
function planLine(plan, words) {
    const { create, update, refuse, money } = inNumbers(plan.flows.filter(begins), words);
    return words.plan.line(create, update, refuse, money);
}
/** What flows would do, as people write it. */
function inNumbers(flows, words) {
    const totals = flows.flatMap(({ bookedTotals }) => bookedTotals).filter(({ quarter }) => quarter === null);
    const booked = totals.reduce((sum, { amount }) => sum.plus(amount), new big/* default */.A(0));
    const unknown = totals.reduce((sum, total) => sum + total.unknown, 0);
    const more = unknown === 0 ? '' : words.plan.ofUnknownAmount(words.count(unknown, 'line'));
    const number = (outcome) => words.amount(String(sumOf(flows, outcome)));
    return {
        create: number('create'),
        update: number('update'),
        refuse: number('refuse'),
        money: `${words.money(booked.toFixed(2))}${more}`,
    };
}
/** What a sync would do: the line of `planLine`, and what it leaves open. */
function planHeadline(plan, words) {
    const { flows: all } = plan;
    const flows = all.filter(begins);
    const said = words.plan;
    const number = (of) => words.amount(String(of));
    const stopped = all.filter(({ status }) => status === 'stopped').length;
    const [link, ambiguous, unknown] = [sumOf(flows, 'link'), sumOf(flows, 'ambiguous'), sumOf(flows, 'unknown')];
    const waiting = flows.reduce((sum, flow) => sum + flow.waiting, 0);
    const behind = all.filter((flow) => !begins(flow));
    const writes = sumOf(flows, 'create') + sumOf(flows, 'update') + link;
    return [
        `${planLine(plan, words)}.`,
        ...(behind.length > 0 ? [afterApproval(behind, words)] : []),
        ...(waiting > 0 ? [said.waiting(waiting)] : []),
        ...(0,waiting_money/* waitingMoneyTexts */.I)(flows, words),
        ...(stopped > 0 ? [said.stopped(stopped, words.count(all.length, 'flow'))] : []),
        // What is not recorded of a flow, nobody knows.
        ...(writes === 0 && plan.basis.unrecorded.length === 0 ? [said.writesNothing] : []),
        ...(link > 0 ? [said.linked(words.count(link, 'record'), link === 1)] : []),
        ...(ambiguous > 0 ? [said.ambiguous(number(ambiguous), ambiguous === 1)] : []),
        ...(unknown > 0 ? [said.unknown(number(unknown))] : []),
        said.nothingWritten,
    ].join(' ');
}
function afterApproval(flows, words) {
    const { create, update, money } = inNumbers(flows, words);
    return words.plan.afterApproval(words.list(flows.map(({ flow }) => flow)), create, update, money);
}
const begins = ({ waitsForGuard }) => waitsForGuard !== true;
const sumOf = (flows, outcome) => flows.flatMap(({ steps }) => steps).reduce((total, step) => total + step[outcome], 0);
/** What a plan was made on, what it hides, and its warnings. */
function basisOf({ basis, revealed, warnings }, words) {
    const said = words.plan.basis;
    const lines = [];
    if (basis.kind === 'samples')
        lines.push({ strong: said.samples });
    if (basis.recordedAt !== null) {
        const flows = basis.kind === 'both' ? basis.recorded.join(', ') : '';
        lines.push(said.recorded(flows, words.time(Date.parse(basis.recordedAt))));
        if (basis.kind === 'recording')
            lines.push(said.notAsked);
    }
    if (basis.unrecorded.length > 0)
        lines.push(said.unrecorded(basis.unrecorded.join(', ')));
    if (basis.lacks.length > 0) {
        const fields = basis.lacks.slice(0, MOST_NAMES).map((field) => ({ code: field }));
        const more = basis.lacks.length > MOST_NAMES ? ', \u2026' : '';
        lines.push([said.lacking, ...(0,page/* joined */.oR)(fields), `${more}. ${said.later}`]);
    }
    lines.push(...warnings.map(words.said));
    const shown = revealed.length === 0 ? [said.hidden, { code: 'reveal' }, said.showsThem] : said.shown(revealed.join(', '));
    return [...(0,page/* list */.p_)(lines), (0,page/* paragraph */.FY)(shown)];
}
/** Each step with its numbers, which add up; those that are linked are among them. */
function counts(flows, words) {
    const { title: heading, columns, among } = words.plan.counts;
    const rows = flows.flatMap(({ flow, status, isPaused, steps }) => steps.map(({ step, create, update, link, unchanged, left, apart, refuse }) => {
        const mark = status === 'stopped' ? words.flows.stopped : isPaused === true ? words.paused.flow : '';
        return [`${flow} ${mark}`.trim(), step, create, update, unchanged, left, apart, refuse, link];
    }));
    const remarks = (0,page/* list */.p_)(flows.flatMap((flow) => remarksOf(flow, words)));
    const note = sumOf(flows, 'link') > 0 ? [(0,page/* paragraph */.FY)(among)] : [];
    return (0,page/* section */.uW)(heading, [...(0,page/* table */.tp)(columns, 7, rows, 'step'), ...note, ...remarks, ...approvals(flows, words)]);
}
/** What the sync takes to write exactly this, guard or not. */
function approvals(flows, words) {
    const given = flows.flatMap(({ approve }) => approve ?? []);
    if (given.length === 0)
        return [];
    return [(0,page/* paragraph */.FY)([words.plan.counts.approve, { code: `approve: ${given.join(', ')}` }, '.'])];
}
function remarksOf(plan, words) {
    const { flow, error, isPaused, isFirst, steps, guard, waitsForGuard, limit, waiting, deleted, warnings = [] } = plan;
    const said = words.plan.counts;
    const remarks = [
        ...(error === undefined ? [] : [said.stops((0,describe_error/* lineIn */.Wg)(words, error))]),
        ...(isFirst && isPaused !== true ? [said.isFirst(firstSync(steps, words))] : []),
        ...(guard.length === 0 ? [] : [said.guard(words.list(guard.map(words.phrase)))]),
        ...(waitsForGuard === true ? [said.waitsForGuard] : []),
        ...(limit === null ? [] : [said.limit(words.count(limit, 'record'))]),
        ...deletionRemarks(deleted, words),
        ...(waiting === 0 ? [] : [said.waiting(waiting)]),
        ...warnings.map((warning) => `: ${words.said(warning)}`),
    ];
    return remarks.map((remark) => [{ strong: flow }, ...(0,page/* withCode */.SM)(remark)]);
}
function deletionRemarks(deleted, words) {
    const { putOutOfUse, reported } = words.plan.counts;
    const told = [
        { tell: putOutOfUse, targets: deleted.filter(({ isDeactivated }) => isDeactivated) },
        { tell: reported, targets: deleted.filter(({ isDeactivated }) => !isDeactivated) },
    ];
    return told.flatMap(({ tell, targets }) => {
        if (targets.length === 0)
            return [];
        const names = targets.slice(0, MOST_NAMES).map(({ target }) => target);
        const more = targets.length > names.length ? ', \u2026' : '';
        return [tell(words.count(targets.length, 'record'), `${names.join(', ')}${more}`)];
    });
}
/** `debtor: will link 3, of which 2 change, create 34, ambiguous 1.` */
function firstSync(steps, words) {
    return steps
        .filter(({ link, create, ambiguous }) => link + create + ambiguous > 0)
        .map((numbers) => words.plan.counts.firstStep(numbers.step, numbers))
        .join(' ');
}
function money(flows, words) {
    const { title: heading, columns, unknown: notKnown } = words.plan.money;
    const rows = flows.flatMap(({ flow, money: sums }) => sums.map(({ vatCode, account, lines, amount: sum, unknown }) => {
        const more = unknown > 0 ? notKnown(words.count(unknown, 'line')) : '';
        return [flow, vatCode ?? '\u2013', account ?? '\u2013', lines, `${words.money(sum)}${more}`];
    }));
    return (0,page/* section */.uW)(heading, (0,page/* table */.tp)(columns, 2, rows, 'place'));
}
function links({ links: lines }, { words, place }) {
    const [first] = lines;
    if (first === undefined)
        return [];
    const { title: heading, intro, below } = words.plan.links;
    return (0,page/* section */.uW)(heading(lines.length), [
        (0,page/* paragraph */.FY)([intro, first.at === undefined ? { code: 'links.yml' } : place(first.at), below]),
        { kind: 'code', language: 'yaml', lines: linksYaml(lines, words) },
    ]);
}
function refused(flows, text, actions, { words, place }) {
    const rows = flows.flatMap(({ flow, records }) => records.flatMap(({ reference, step, action: what, refusal }) => {
        if (refusal === null || !actions.includes(what))
            return [];
        const { code, reason, at } = refusal;
        const said = words.said(reason);
        const where = (0,causes/* placeToEdit */.xY)(refusal) === at ? place : nameOfPlace;
        const why = at === undefined ? said : [said, ' (', where(at), ')'];
        return [[marked(what, reference), flow, step, { code }, why, (0,advice/* actionFor */.cY)(refusal, words.language) ?? '']];
    }));
    return (0,page/* section */.uW)(`${text} (${rows.length})`, (0,page/* table */.tp)(words.plan.refused.columns, 0, rows, 'record'));
}
/** A place that people are not sent to, to edit it. */
const nameOfPlace = ({ file, line }) => `${file}:${line}`;
function recordByRecord({ flow, records }, words) {
    const said = words.plan.byRecord;
    const changed = records.filter(({ action }) => action === 'update' || action === 'differ');
    changed.sort((left, right) => right.fields.length - left.fields.length);
    const created = records.filter(({ action }) => action === 'create');
    const linked = records.filter(({ action }) => action === 'link');
    const number = (some) => words.count(some.length, 'record');
    const changes = changed.flatMap((record) => changeRows(record, words));
    const creates = created.map((record) => createRow(record, words));
    const linkRows = linked.map((record) => [nameOf(record, words), record.step, record.target ?? '\u2013']);
    return [
        ...(0,page/* details */.zH)(said.changed(flow, number(changed)), (0,page/* table */.tp)(said.changeColumns, 0, changes, 'row')),
        ...(0,page/* details */.zH)(said.created(flow, number(created)), (0,page/* table */.tp)(said.createColumns, 0, creates, 'row')),
        ...(0,page/* details */.zH)(said.linked(flow, number(linked)), (0,page/* table */.tp)(said.linkColumns, 0, linkRows, 'row')),
    ];
}
function changeRows(record, words) {
    const { step, target, fields } = record;
    return fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => {
        const now = before === undefined ? words.plan.byRecord.notRead : (0,plan_values/* shownValue */.J)(field, before, words);
        const name = marked(record.action, nameOf(record, words));
        return [name, step, target ?? '\u2013', { code: field }, now, (0,plan_values/* shownValue */.J)(field, after, words)];
    });
}
function createRow(record, words) {
    const fields = record.fields
        .filter(({ after }) => after !== null)
        .slice(0, MOST_FIELDS)
        .map(({ field, after }) => [{ code: field }, ` ${(0,plan_values/* shownValue */.J)(field, after, words)}`]);
    return [marked(record.action, nameOf(record, words)), record.step, (0,page/* joined */.oR)(fields)];
}
const MARKS = { create: '+', update: '~', refuse: '\u2212', differ: '\u2212' };
function marked(action, name) {
    const mark = MARKS[action];
    return mark === undefined ? name : [{ mark }, ` ${name}`];
}
const nameOf = ({ reference, subject }, words) => subject === null ? reference : words.plan.byRecord.of(subject, reference);


/***/ }),

/***/ 87940:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ shownValue)
/* harmony export */ });
/* harmony import */ var _systems_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93117);
/* harmony import */ var _words_forms_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52379);


/** Longer values are cut; the plan's file has them whole. */
const LONGEST = 120;
/** A field's value as text of a cell, as people write it: null is a dash, lines are counted. */
function shownValue(field, value, words) {
    if (value === null || value === undefined)
        return '\u2013';
    if (Array.isArray(value))
        return words.count(value.length, 'line');
    return cut(isFields(value) ? parts(value).join(', ') : shownText(field, String(value), words));
}
function shownText(field, text, words) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
        return words.date(text);
    if (/^-?\d+(\.\d+)?$/.test(text))
        return isDecimalField(field) ? words.amount(text) : text;
    return text.replaceAll(/\(new ([\w/]+) ([^()]+)\)/g, (_, resource, name) => words.plan.byRecord.isNew(words.resource(resource), name));
}
/** True for a field that holds decimals wherever a system has it: its digits are a number, and no code. */
function isDecimalField(field) {
    return DECIMALS().has(field.slice(field.lastIndexOf('.') + 1));
}
const DECIMALS = (0,_words_forms_js__WEBPACK_IMPORTED_MODULE_1__/* .whenAsked */ .xz)(() => {
    const resources = Object.values((0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .catalogsOfSystems */ .cA)()).flatMap((catalog) => [...catalog.resources.values()]);
    const fields = resources.flatMap((resource) => Object.entries(resource.fields));
    const others = new Set(fields.flatMap(([name, { type }]) => (type === 'decimal' ? [] : name)));
    return new Set(fields.flatMap(([name, { type }]) => (type === 'decimal' && !others.has(name) ? name : [])));
});
const isFields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** `name: Jansen, city: Utrecht`, without what is empty. */
function parts(values) {
    return Object.entries(values).flatMap(([field, value]) => value === null ? [] : [`${field}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`]);
}
function cut(text) {
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}\u2026` : text;
}


/***/ }),

/***/ 33459:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ tableEditLines)
/* harmony export */ });
/* harmony import */ var _config_schema_schema_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6489);
/* harmony import */ var _page_page_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21569);
/* harmony import */ var _net_amount_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52160);



/** Rows named in a sentence; more are counted. */
const MOST_ROWS = 5;
/**
 * Edits of tables in plain words, one line each: `VAT code for Germany / VAT code 2: VICP instead of VH; 11 invoices and 1 delivery,
 * \u20ac 4,500.00`. Nothing
 * without edits.
 */
function tableEditLines(edits, words) {
    return (0,_page_page_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(edits.map((edit) => lineOf(edit, words)), 'edit');
}
function lineOf(edit, words) {
    const { table, rows, keys, base, head, fields } = edit;
    const { tables, field, dated } = words.plan;
    const what = fields.length === 0 ? tables.table(table) : words.list([...new Set(fields.map(field))]);
    const more = rows.length > MOST_ROWS ? [tables.moreRows(rows.length - MOST_ROWS)] : [];
    const shown = rows.slice(0, MOST_ROWS).map((row) => rowOf(row, keys, words));
    const where = words.list([...shown, ...more]);
    const [before, after] = [dated(base ?? ''), dated(head ?? '')];
    const values = base === null ? tables.isNew(after) : head === null ? tables.removed(before) : tables.changed(before, after);
    return [{ strong: (0,_config_schema_schema_words_js__WEBPACK_IMPORTED_MODULE_0__/* .atStart */ .M5)(tables.edit(what, where, values)) }, `; ${said(edit, words)}.`];
}
/** A row by what its keys mean: `Germany / VAT code 2`. */
function rowOf(row, keys, { plan, country }) {
    const values = row.split(' / ');
    const said = values.map((value, at) => {
        const key = keys[at] ?? '';
        if (/country(code)?$/i.test(key))
            return country(value);
        return key === '' ? value : `${plan.field(key)} ${value}`;
    });
    return said.join(' / ');
}
function said({ fields, isUsed, effects, base, head, isKnown }, words) {
    const { unused, calculated, nothingWaited, noEffect, notKnown } = words.plan.tables;
    if (!isUsed)
        return unused;
    if (effects.length > 0)
        return effects.flatMap((effect) => effectOf(effect, head === null, words)).join('; ');
    if (!isKnown)
        return notKnown;
    if (fields.length === 0)
        return calculated;
    return base === null ? nothingWaited : noEffect;
}
/** `isGone`: the rows are removed, so what took another value of them waits. */
function effectOf({ steps, refused, accepted, amount, credited }, isGone, words) {
    const { tables, records } = words.plan;
    const shown = (counts) => words.list(counts.map(({ step, records: number }) => records(number, step)));
    const isOne = (counts) => counts.length === 1 && counts[0]?.records === 1;
    const told = isGone ? tables.refused(shown(steps), isOne(steps)) : shown(steps);
    return [
        ...(steps.length === 0 ? [] : [amount === null ? told : `${told}, ${(0,_net_amount_js__WEBPACK_IMPORTED_MODULE_1__/* .netAmount */ .U)(amount, credited, words)}`]),
        ...(refused.length === 0 ? [] : [tables.refused(shown(refused), isOne(refused))]),
        ...(accepted.length === 0 ? [] : [tables.accepted(shown(accepted), isOne(accepted))]),
    ];
}


/***/ })

};
