export const id = 666;
export const ids = [666];
export const modules = {

/***/ 41666:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  merge: () => (/* binding */ merge)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/config/checkout.ts
var config_checkout = __webpack_require__(54020);
// EXTERNAL MODULE: ./src/config/config.ts + 24 modules
var config = __webpack_require__(5757);
// EXTERNAL MODULE: ./src/order.ts
var order = __webpack_require__(5395);
// EXTERNAL MODULE: ./src/report/merge/merged-page.ts
var merged_page = __webpack_require__(62893);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./src/systems/registry.ts + 95 modules
var registry = __webpack_require__(93117);
;// CONCATENATED MODULE: ./src/report/merge/report-schema.ts


const count = schemas/* number */.aig();
const report_schema_name = schemas/* string */.YjP();
const position = schemas/* looseObject */._H3({ file: report_schema_name, line: count, column: count });
const records = { created: count, updated: count, unchanged: count, skipped: count, failed: count };
const letter = {
    reference: report_schema_name,
    screen: report_schema_name.optional(),
    code: report_schema_name,
    reason: report_schema_name,
    at: position.optional(),
    firstAt: report_schema_name,
    nextAt: report_schema_name.nullable(),
    advice: schemas/* looseObject */._H3({ cause: report_schema_name.nullable(), action: report_schema_name }).optional(),
};
const error = schemas/* looseObject */._H3({
    code: report_schema_name,
    message: report_schema_name,
    hint: report_schema_name.nullable(),
    at: position.optional(),
    outage: schemas/* looseObject */._H3({ system: report_schema_name, why: report_schema_name.nullable() }).optional(),
});
const rest = schemas/* looseObject */._H3({
    reason: schemas/* enum */.k5n(['time', 'token', 'calls', 'limit', 'since', 'guard', 'lost']),
    began: schemas/* boolean */.zMY(),
    done: count.nullable(),
    left: count.nullable(),
    minutes: count.nullable(),
    goesOnAt: iso/* datetime */.w$().optional(),
});
const kinds = { missing: count, differs: count, ambiguous: count, only: count, failed: count };
const verified = schemas/* looseObject */._H3({
    ...{ target: report_schema_name, compared: count, equal: count, isNew: count, ...kinds },
    bySteps: schemas/* array */.YOg(schemas/* looseObject */._H3({
        step: report_schema_name,
        of: schemas/* looseObject */._H3({ system: schemas/* enum */.k5n((0,registry/* systemNames */.w9)()), resource: report_schema_name }),
        equal: count,
        ...kinds,
    })),
});
const difference = schemas/* looseObject */._H3({
    reference: report_schema_name,
    kind: schemas/* enum */.k5n(['missing', 'differs', 'ambiguous', 'only', 'failed']),
    fields: schemas/* array */.YOg(schemas/* looseObject */._H3({
        field: report_schema_name,
        source: report_schema_name.nullable(),
        target: report_schema_name.nullable(),
        isNumber: schemas/* literal */.euz(true).optional(),
    })),
    candidates: schemas/* array */.YOg(report_schema_name),
    code: report_schema_name.nullable(),
    reason: report_schema_name.nullable(),
    at: position.optional(),
    screen: report_schema_name.optional(),
    isNew: schemas/* boolean */.zMY(),
});
const amount = schemas/* string */.YjP().regex(/^-?\d+(\.\d+)?$/);
const source = schemas/* looseObject */._H3({ system: schemas/* enum */.k5n((0,registry/* systemNames */.w9)()), resource: report_schema_name });
const deleted = schemas/* looseObject */._H3({
    step: report_schema_name,
    system: schemas/* enum */.k5n((0,registry/* systemNames */.w9)()),
    resource: report_schema_name,
    target: report_schema_name,
    outcome: schemas/* enum */.k5n(['stands', 'deactivated', 'refused']),
    reason: report_schema_name.nullable(),
});
const flow = schemas/* looseObject */._H3({
    flow: report_schema_name,
    source: source.optional(),
    related: schemas/* array */.YOg(schemas/* looseObject */._H3({ source, count })).optional(),
    records: schemas/* looseObject */._H3(records).optional(),
    status: schemas/* enum */.k5n(['ok', 'stopped']),
    isPaused: schemas/* literal */.euz(true).optional(),
    rest: rest.optional(),
    error: error.optional(),
    steps: schemas/* array */.YOg(schemas/* looseObject */._H3({ step: report_schema_name, read: count, ...records })),
    calls: schemas/* record */.g1P(report_schema_name, count),
    deadLetters: schemas/* array */.YOg(schemas/* looseObject */._H3(letter)),
    waitingMoney: schemas/* looseObject */._H3({ documents: count, amount, unknown: count }).optional(),
    failures: schemas/* array */.YOg(schemas/* looseObject */._H3({ ...letter, isNew: schemas/* boolean */.zMY() })),
    bookedTotals: schemas/* array */.YOg(schemas/* looseObject */._H3({ quarter: report_schema_name.nullable(), amount })).optional(),
    linked: schemas/* looseObject */._H3({ bookedTotals: schemas/* array */.YOg(schemas/* looseObject */._H3({ quarter: report_schema_name.nullable(), amount, documents: count })) })
        .optional(),
    verified: verified.optional(),
    differences: schemas/* array */.YOg(difference).optional(),
    deleted: schemas/* array */.YOg(deleted).optional(),
    missedDeletions: schemas/* looseObject */._H3({ from: iso/* date */.p6(), until: iso/* date */.p6() }).optional(),
});
const alarm = schemas/* looseObject */._H3({
    isRed: schemas/* boolean */.zMY(),
    why: schemas/* array */.YOg(report_schema_name),
    outages: schemas/* array */.YOg(schemas/* looseObject */._H3({
        system: report_schema_name.nullable(),
        why: report_schema_name.nullable(),
        message: report_schema_name,
        since: iso/* datetime */.w$(),
        isYoung: schemas/* boolean */.zMY(),
    })),
    answering: schemas/* array */.YOg(report_schema_name),
    isWellAgain: schemas/* boolean */.zMY(),
    remindsOn: iso/* date */.p6().nullable(),
});
/** What the summary of all companies tells of a report; the rest is as this action wrote it in a job of the same run. */
const reportSchema = schemas/* looseObject */._H3({
    administration: report_schema_name,
    finishedAt: report_schema_name,
    flows: schemas/* array */.YOg(flow),
    calls: schemas/* record */.g1P(report_schema_name, count),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()),
    errors: schemas/* array */.YOg(error),
    alarm: alarm.optional(),
});
/** A report as a job left it in its file, or whose it is if parts of it are missing; null if not even that can be read. */
function readReport(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return null;
    }
    const whose = reportSchema.pick({ administration: true }).safeParse(value);
    if (!whose.success)
        return null;
    const isWhole = reportSchema.safeParse(value).success;
    return { administration: whose.data.administration, report: isWhole ? value : null };
}

// EXTERNAL MODULE: ./src/report/publish.ts + 3 modules
var publish = __webpack_require__(97307);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
// EXTERNAL MODULE: ./src/commands/administrations/in-administration.ts
var in_administration = __webpack_require__(64854);
;// CONCATENATED MODULE: ./src/commands/administrations/merge.ts











/**
 * The last job of a workflow for several companies: makes one summary of the reports of their jobs. It is red only if a report is missing: each job is red
 * itself for what went wrong in it, and one mail is enough. Calls neither system and opens no state. Returns the exit code. Throws ConfigErrors.
 */
async function merge({ inputs, github, environment }) {
    const settings = (0,config/* loadSettings */.M5)(inputs.mappings, github.workspace);
    const names = (0,in_administration/* askedFor */.GZ)(inputs, settings).map(({ name }) => name);
    const found = foundIn(external_node_path_default().resolve(github.workspace, inputs.reports), names);
    const administrations = names.map((name) => partOf(name, found, Number(github.runAttempt)));
    const merged = { version: version/* VERSION */.x, administrations };
    const checkout = (0,config_checkout/* checkoutOf */.o5)(inputs.mappings, github.workspace);
    await (0,publish/* publishMerged */.EB)(merged, { ...inputs, folder: github.temporaryFolder ?? (0,external_node_os_.tmpdir)(), environment, checkout });
    return (0,merged_page/* missingIn */.EH)(merged).length === 0 ? 0 : 1;
}
/** The newest report of a company, as after a re-run there may be several. One of an earlier attempt than this is told as such. */
function partOf(name, found, attempt) {
    const newest = found.findLast((one) => one.name === name);
    if (newest === undefined)
        return { name, report: null };
    if (newest.report === null)
        return { name, report: null, isDamaged: true };
    const isEarlier = newest.attempt > 0 && newest.attempt < attempt;
    return { name, report: newest.report, ...(isEarlier && { earlierAttempt: newest.attempt }) };
}
/** The files of these companies in a folder and those below it, the oldest first. */
function foundIn(folder, names) {
    const endOf = ({ report }) => report?.finishedAt ?? '';
    return filesIn(folder)
        .flatMap((file) => readFound(file, names) ?? [])
        .sort((left, right) => left.attempt - right.attempt || (0,order/* ascending */.V)(endOf(left), endOf(right)));
}
/** None if there is no such folder: no job left a report. */
function filesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name === publish/* REPORT_FILE */.Uq)
            .map((entry) => external_node_path_default().join(entry.parentPath, entry.name));
    }
    catch {
        return [];
    }
}
/** A file by what it says itself, or else by the folder of its artifact, `\u2026-NAME-ATTEMPT`; null if neither says whose it is. */
function readFound(file, names) {
    const [, artifact = '', attempt = '0'] = /^(.*)-(\d+)$/.exec(external_node_path_default().basename(external_node_path_default().dirname(file))) ?? [];
    const read = readReport((0,external_node_fs_.readFileSync)(file, 'utf8'));
    const named = names.filter((name) => artifact.endsWith(`-${name}`)).sort((left, right) => right.length - left.length);
    const name = read?.administration ?? named[0];
    return name === undefined ? null : { name, report: read?.report ?? null, attempt: Number(attempt) };
}


/***/ })

};
