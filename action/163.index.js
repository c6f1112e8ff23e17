export const id = 163;
export const ids = [163];
export const modules = {

/***/ 96163:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findCandidates: () => (/* binding */ findCandidates)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/init/match.ts
var match = __webpack_require__(18511);
;// CONCATENATED MODULE: ./src/init/proposal.ts
/** True for a row that a person has to write. */
const isOpen = ({ value, takesOut }) => value === null && takesOut !== 'unused';
/** The entries of a list; none without one. */
const entriesOf = (entries, list) => list === undefined ? [] : (entries.get(list) ?? []);
/** The entries of a list that may stand in a table: only accounts of revenue stand on the lines of sales. */
const usableIn = ({ compare }, list) => compare === 'account' ? list.filter(({ isRevenue }) => isRevenue !== false) : list;
/** Those of them that a row may give: flows write amounts without VAT, so no VAT code that includes it. */
const targetsIn = (plan, list) => usableIn(plan, list).filter(({ isInclusive }) => isInclusive !== true);
/** The row of an entry, by what was found for it. */
function rowOf(keys, from, match) {
    const { found, because, isGuess, candidates } = match;
    const names = [...new Set([from?.name ?? '', found?.name ?? ''])].filter((name) => name !== '').join(' \u2192 ');
    const remark = isGuess || found === null ? [names, because].filter((part) => part !== '').join('; ') : names;
    return { keys, value: found?.code ?? null, remark, isGuess, candidates };
}

// EXTERNAL MODULE: ./src/init/words.ts
var words = __webpack_require__(1891);
// EXTERNAL MODULE: ./src/desk/comment.ts
var comment = __webpack_require__(27088);
;// CONCATENATED MODULE: ./src/desk/rank.ts





/** Candidates that an issue shows. */
const MOST = 5;
/** How far an entry is that nothing speaks for. */
const NOTHING_SPEAKS = 3;
/** The longest list that an issue keeps, in characters: beside it, the body has room for the records. */
const LONGEST_LIST = 8000;
const NOTHING = { found: null, because: '', isGuess: false, candidates: [] };
/** The entries of the target's list for which something speaks, the most likely first; only the one that alone fits best has a reason. Pure. */
function rankCandidates({ table, keys, plan, from, list, isWhole, isWrong }) {
    const usable = targetsIn(plan, list).filter((entry) => isWrong?.(entry) !== true);
    const { found, because, candidates } = from === null ? NOTHING : (0,match/* matchEntry */.Mo)(plan.compare, from, usable);
    const reason = match/* MATCH_REASONS */._e.find((one) => one === because) ?? null;
    const hits = candidates.length < usable.length ? candidates : [];
    const rows = usable
        .map((entry) => ({ entry, distance: distanceOf(plan.compare, from, entry, { found, hits }) }))
        .filter(({ distance }) => distance < NOTHING_SPEAKS)
        .toSorted((left, right) => left.distance - right.distance)
        .flatMap(({ entry }) => {
        const command = commandFor(table, keys, entry.code);
        return command === null ? [] : [{ command, name: entry.name, because: entry === found ? reason : null }];
    });
    const entries = Object.fromEntries(list.map(({ code, name }) => [code, name]));
    return {
        list: (plan.to ?? '').replace(/^[^.]+\./, ''),
        table,
        keys: [...keys],
        ...(isTelling(from?.name, keys.at(-1)) && { name: from?.name }),
        ...(isWhole && JSON.stringify(entries).length <= LONGEST_LIST && { entries }),
        rows: rows.slice(0, MOST),
    };
}
/** True for a name that says more than the code. */
const isTelling = (name = '', code = '') => name !== '' && name.toLowerCase() !== code.toLowerCase();
/** How far an entry is from meaning the same: below 1 for what fits best, from 1 to 2 for a rate or days, then by the words of its name. */
function distanceOf(compare, from, to, { found, hits }) {
    if (from === null)
        return NOTHING_SPEAKS;
    if (found === to)
        return 0;
    if (hits.includes(to))
        return 0.5;
    if (compare === 'vat' && (0,match/* isSameVat */.uR)(from, to))
        return 1;
    // The rates are known, and they or the countries differ.
    if (compare === 'vat' && from.rate !== undefined && to.rate !== undefined)
        return NOTHING_SPEAKS;
    // A longer term asks nobody to pay too early.
    if (compare === 'term' && from.days != null && to.days != null) {
        const more = to.days - from.days;
        return 1 + Math.abs(more) / (more > 0 ? 1000 : 500);
    }
    return NOTHING_SPEAKS - sharedWords(from.name, to.name);
}
/** The part of the words of two names that both have, from 0 to 1. */
function sharedWords(left, right) {
    const wordsOf = (name) => [
        ...new Set((0,words/* plainName */.MH)(name)
            .split(/\s+/)
            .filter((word) => word !== '')),
    ];
    const [one, other] = [wordsOf(left), wordsOf(right)];
    const shared = one.filter((word) => other.includes(word)).length;
    return shared / Math.max(one.length + other.length - shared, 1);
}
/** The comment that proposes a row; null if it would be read as another row. */
function commandFor(table, keys, value) {
    const command = (0,comment/* mapComment */.G)(table, keys, value);
    return (0,external_node_util_.isDeepStrictEqual)((0,comment/* readComment */.W)(command), { kind: 'map', table, keys, value }) ? command : null;
}

// EXTERNAL MODULE: ./src/doctor/reference-lists.ts
var reference_lists = __webpack_require__(63662);
// EXTERNAL MODULE: ./src/doctor/supplies.ts
var doctor_supplies = __webpack_require__(77872);
// EXTERNAL MODULE: ./src/errors/errors.ts
var errors = __webpack_require__(12600);
// EXTERNAL MODULE: ./src/http/dutch-time.ts
var dutch_time = __webpack_require__(99194);
// EXTERNAL MODULE: ./src/init/template.ts
var template = __webpack_require__(90978);
// EXTERNAL MODULE: ./src/mapping/tables/missing-rows.ts
var missing_rows = __webpack_require__(57050);
// EXTERNAL MODULE: ./src/systems/registry.ts + 95 modules
var registry = __webpack_require__(93117);
// EXTERNAL MODULE: ./src/commands/connect-systems.ts + 4 modules
var connect_systems = __webpack_require__(11600);
;// CONCATENATED MODULE: ./src/commands/init/read-lists.ts



/** The most records that are read for the few words in them, such as the units of articles. */
const MOST_RECORDS = 2000;
/**
 * The entries of lists that may be used for sales, by `SYSTEM.RESOURCE`, sorted by their codes. A list that the user may not see is told and
 * left out.
 */
async function readLists(lists, reading) {
    const entries = new Map();
    for (const list of lists) {
        const read = await unlessRefused(reading, list, () => readList(list, reading));
        if (read !== null)
            entries.set(list, read);
    }
    return entries;
}
async function readList(list, { systems, today, tell, signal }) {
    const place = (0,reference_lists/* placeOf */.$t)(list);
    const meaning = place === null ? undefined : (0,registry/* factsOf */.xS)(place.system).meanings?.[place.resource];
    if (place === null || meaning === undefined)
        return null;
    const { system, inspection } = systems[place.system];
    if (meaning.isDistinct === true) {
        const count = await inspection.count({ resource: place.resource, from: null }, signal);
        if (count === null || count > MOST_RECORDS) {
            tell(`${(0,registry/* titleOf */.Gg)(place.system)} has too many ${place.resource} to read all of them (${count ?? 'not counted'}).`);
            return null;
        }
    }
    const fields = [...new Set([...meaning.fields, ...(0,reference_lists/* judgedFields */.Xr)(place)])];
    const rows = await system.list({ resource: place.resource, fields, signal });
    const use = { resource: 'sales', field: '' };
    const usable = rows.filter((row) => (0,reference_lists/* judgeEntry */.YX)(place, row, use, { today })?.level !== 'error');
    const byCode = new Map(usable.map((row) => meaning.read(row)).map((entry) => [entry.code, entry]));
    byCode.delete('');
    return [...byCode.values()].sort((left, right) => left.code.localeCompare(right.code, 'en', { numeric: true }));
}
/** What the first load of each flow would read: one call for each. */
async function countLoads(flows, reading) {
    const loads = [];
    for (const { flow, source, from } of flows) {
        const place = placeOf(source);
        const count = () => place === null
            ? Promise.resolve(null)
            : reading.systems[place.system].inspection.count({ resource: place.resource, from }, reading.signal);
        loads.push({ flow, source, from, records: await unlessRefused(reading, source, count) });
    }
    return loads;
}
async function unlessRefused({ tell }, what, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof errors/* AccessError */.Zz) || !['FORBIDDEN', 'READ_REFUSED'].includes(error.code))
            throw error;
        tell(`${what} could not be read: ${error.message}`);
        return null;
    }
}

;// CONCATENATED MODULE: ./src/commands/desk/find-candidates.ts











/** Tables whose lists are read in one run: two calls each. */
const MOST_TABLES = 3;
/**
 * What the rows may be that new causes ask for, by the cause's id: the lists of both systems are read for the tables that `init` fills. Of
 * `ownTables`, the one that says what VAT codes stand for counts more than their names. Never rejects: without a list there are no candidates.
 */
async function findCandidates(causes, connections, ownTables, { clock, signal, log }) {
    const unknown = causes.flatMap(({ id, code, reason }) => {
        const row = code === 'UNMAPPED_KEY' ? (0,missing_rows/* readMissingRow */.lU)(reason) : null;
        return row === null ? [] : [{ id, ...row }];
    });
    const found = new Map();
    if (unknown.length === 0)
        return found;
    const { tables: plans } = (0,template/* readTemplate */.x)();
    const tables = [...new Set(unknown.map(({ table }) => table))].filter((table) => plans[table]?.to !== undefined);
    const systems = (0,connect_systems/* connectSystems */.Rm)(connections);
    const both = (0,registry/* bySystem */.Dp)((name) => ({ system: systems[name], inspection: connections[name].inspect() }));
    const today = (0,dutch_time/* dutchDay */.nv)(clock());
    const supplies = (0,doctor_supplies/* suppliesIn */.dC)((0,doctor_supplies/* plannedIn */.Y0)(ownTables.values(), plans), today);
    for (const table of tables.slice(0, MOST_TABLES)) {
        const plan = plans[table];
        if (plan?.to === undefined)
            continue;
        try {
            const lists = new Set([plan.from, plan.to].filter((list) => list !== undefined));
            const read = await readLists(lists, { systems: both, today, tell: log, signal });
            const entries = withSupplies(read, supplies);
            const isWhole = isWholeList(plan.to);
            const isSame = (code, key) => plan.lowerCase === true ? code.toLowerCase() === key : code === key;
            for (const { id, keys } of unknown.filter((one) => one.table === table)) {
                const from = entriesOf(entries, plan.from).find(({ code }) => isSame(code, keys.at(-1) ?? '')) ?? null;
                const list = entriesOf(entries, plan.to);
                const isWrong = (to) => from !== null && isMistake(plan, { from, to }, entries, supplies);
                if (list.length > 0)
                    found.set(id, rankCandidates({ table, keys, plan, from, list, isWhole, isWrong }));
            }
        }
        catch (error) {
            if (!(error instanceof errors/* SyncError */.S0))
                throw error;
            log(`No candidates for table ${table}: ${error.message}`);
        }
    }
    return found;
}
/** The lists with what the company's table says that their VAT codes stand for. */
function withSupplies(entries, supplies) {
    if (supplies === null || !entries.has(supplies.home))
        return entries;
    const meant = entriesOf(entries, supplies.home).map((entry) => (0,doctor_supplies/* meantBy */.Pn)(supplies.of(entry.code), entry));
    return new Map([...entries, [supplies.home, meant]]);
}
/** True for a row that the doctor would call an error. */
function isMistake({ compare, from: list, to: other }, { from, to }, entries, supplies) {
    if (compare !== 'vat' || supplies === null || ![list, other].includes(supplies.home))
        return false;
    const [own, coded, codes] = list === supplies.home ? [from, to, other] : [to, from, list];
    const supply = supplies.of(own.code);
    return supply !== null && (0,doctor_supplies/* faultOf */.Kl)(coded, supply, entriesOf(entries, codes)) !== null;
}
/** False for words that a company's records have: others may be right as well. */
function isWholeList(list) {
    const place = (0,reference_lists/* placeOf */.$t)(list);
    return place !== null && (0,registry/* factsOf */.xS)(place.system).meanings?.[place.resource]?.isDistinct !== true;
}


/***/ }),

/***/ 63662:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Xr: () => (/* binding */ judgedFields),
/* harmony export */   YX: () => (/* binding */ judgeEntry),
/* harmony export */   c3: () => (/* binding */ listOf)
/* harmony export */ });
/* harmony import */ var _systems_reference_list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91992);
/* harmony import */ var _systems_registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93117);


/** The list that a field's values come from; null = the field holds something else. */
function listOf(system, resource, field) {
    const { byField: lists } = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .factsOf */ .xS)(system).lists;
    // A list's own key names itself.
    const list = Object.hasOwn(lists, field) ? lists[field] : undefined;
    return list === undefined || list.resource === resource ? null : list;
}
/** A list by its name, `SYSTEM.RESOURCE`; null if there is no such system. */
function placeOf(list) {
    const system = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .systemNames */ .w9)().find((name) => list.startsWith(`${name}.`));
    return system === undefined ? null : { system, resource: list.slice(system.length + 1) };
}
/** The fields of a list that `judgeEntry` looks at. */
function judgedFields({ system, resource }) {
    const { judges, inclusive } = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .factsOf */ .xS)(system).lists;
    return [...(judges[resource]?.fields ?? []), ...(inclusive?.[resource]?.fields ?? [])];
}
/**
 * Why an entry of a list must not be used in a field, from `today` (yyyy-MM-dd) on and, for a dated row, within its period;
 * null when it may, or when that period is over. Pure.
 */
function judgeEntry({ system, resource }, entry, use, { today, period }) {
    const { from, until } = period ?? { from: null, until: null };
    if (until !== null && until < today)
        return null;
    const { judges, inclusive } = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .factsOf */ .xS)(system).lists;
    const codes = inclusive?.[resource];
    if (codes?.of === use.field && codes.isInclusive(entry))
        return _systems_reference_list_js__WEBPACK_IMPORTED_MODULE_0__/* .inclusiveOnLine */ .m;
    // Sales documents and the sales side of a relation or an item carry it in their names, in every system.
    const isSale = /sales/i.test(`${use.resource}.${use.field}`);
    return judges[resource]?.judge(entry, isSale, from !== null && from > today ? from : today, until) ?? null;
}


/***/ }),

/***/ 77872:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   Pn: () => (/* binding */ meantBy),
/* harmony export */   Y0: () => (/* binding */ plannedIn),
/* harmony export */   dC: () => (/* binding */ suppliesIn),
/* harmony export */   dj: () => (/* binding */ valueOn),
/* harmony export */   vL: () => (/* binding */ rateFault)
/* harmony export */ });
/* harmony import */ var _systems_meaning_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4549);

/** The kinds of supply whose codes say so themselves, in a list that has any of them. */
const LISTED = new Set(['eu-goods', 'eu-services']);
/** A kind of the tables alone, which the systems do not tell from another. */
const SAME_KIND = { 'taxed-here': 'domestic' };
/** The tables that the template tells of; without those that lead through another list. */
const plannedIn = (tables, plans) => [...tables].flatMap((table) => {
    const plan = plans[table.name];
    return plan === undefined || plan.through !== undefined ? [] : [{ table, plan }];
});
/** The table that says what VAT codes stand for; null if there is none. `today` = yyyy-MM-dd. */
function suppliesIn(planned, today) {
    const [found] = planned.filter(({ plan }) => plan.compare === 'vat' && plan.to === undefined);
    const home = found?.plan.from;
    if (found === undefined || home === undefined)
        return null;
    const { table } = found;
    return { home, table, of: (code) => readSupply(table.rows.get(code), today) };
}
function readSupply(row, today) {
    if (!(row instanceof Map))
        return null;
    const cell = (name) => valueOn(row.get(name), today);
    const [kind, rate] = [cell('kind'), cell('rate')];
    return kind === null || rate === null ? null : { kind, rate: Number(rate), country: cell('country') };
}
/** The value of a row on a day; null = it has none, or several. */
function valueOn(row, today) {
    if (typeof row === 'string')
        return row;
    if (row === undefined || row instanceof Map || !Array.isArray(row))
        return null;
    return row.find(({ from, until }) => (from ?? '') <= today && today <= (until ?? '9999'))?.value ?? null;
}
/** A VAT code with what its row says that it stands for. */
function meantBy(supply, entry) {
    if (supply === null)
        return entry;
    const says = SAME_KIND[supply.kind] ?? supply.kind;
    const kind = _systems_meaning_js__WEBPACK_IMPORTED_MODULE_0__/* .VAT_KINDS */ .YF.find((one) => one === says) ?? 'other';
    return { ...entry, kind, rate: supply.rate, country: supply.country ?? entry.country ?? null };
}
/** What speaks against a code of a list for a supply; null = nothing. `list` = all of its codes. Pure. */
const faultOf = (entry, supply, list) => rateFault(entry, supply) ?? kindFault(entry, supply, new Set([...list].map(({ kind }) => kind ?? '')));
/** Codes without VAT may have a rate in a list that another field switches off. */
function rateFault({ rate, kind }, supply) {
    if (rate === undefined || rate === supply.rate)
        return null;
    const isCharged = supply.rate > 0 || kind === 'domestic' || kind === 'oss';
    return isCharged ? `has ${rate} %` : null;
}
/** `told` = the kinds that codes of the list have: what none of them says of itself, the list does not tell. */
function kindFault({ kind = null, country = null }, supply, told) {
    const wanted = SAME_KIND[supply.kind] ?? supply.kind;
    if (!_systems_meaning_js__WEBPACK_IMPORTED_MODULE_0__/* .VAT_KINDS */ .YF.some((one) => one === wanted))
        return null;
    const isListed = LISTED.has(wanted);
    const tellsListed = [...LISTED].some((one) => told.has(one));
    const isUntold = (kind === null && !(isListed && tellsListed)) ||
        (kind === 'eu-triangular' && isListed) ||
        (kind === 'domestic' && wanted === 'oss' && !told.has(wanted));
    if (!isUntold && kind !== wanted)
        return kind === null ? 'is in no EU sales list' : `is for ${kind}`;
    return country !== null && supply.country !== null && country !== supply.country ? `is for ${country}` : null;
}


/***/ }),

/***/ 90978:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ readTemplate)
/* harmony export */ });
/* unused harmony export fillIn */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92857);
/* harmony import */ var _config_packs_shipped_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18484);
/* harmony import */ var _config_yaml_yaml_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12573);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75060);






const option = (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP)({
    says: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    flows: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).optional(),
    cron: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
});
const question = (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP)({ asks: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), options: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), option) });
const questionsFile = (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP)({
    flows: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), question),
    schedule: (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP)({ every: question, hours: question }),
    values: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP)({ list: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), journal: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(), name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional() })),
});
const tablesFile = zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP)({
    about: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    from: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    to: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    compare: zod__WEBPACK_IMPORTED_MODULE_5__/* ["enum"] */ .k5n(['account', 'vat', 'included', 'term', 'means', 'unit', 'name']),
    shape: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz('countries').optional(),
    keys: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).optional(),
    through: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    lowerCase: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz(true).optional(),
}));
/** Reads the template of this version. */
function readTemplate() {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(node_path__WEBPACK_IMPORTED_MODULE_1___default().dirname((0,_config_packs_shipped_js__WEBPACK_IMPORTED_MODULE_2__/* .shippedFolder */ .Ou)().root), 'template');
    const text = (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    const yaml = (name) => (0,_config_yaml_yaml_source_js__WEBPACK_IMPORTED_MODULE_3__/* .readYaml */ .g)(name, text(name), 'settings').value;
    return {
        questions: questionsFile.parse(yaml('questions.yml')),
        tables: tablesFile.parse(yaml('tables.yml')),
        text,
    };
}
/**
 * A text with its places filled in: `@NAME@`. A line that is a place alone is repeated for each line of a list, and left out for an
 * empty one.
 */
function fillIn(text, places) {
    const lines = text.split('\n').flatMap((line) => {
        const [, indent = '', name = ''] = /^([\s-]*)@([A-Z]+)@$/.exec(line) ?? [];
        const list = places[name];
        return Array.isArray(list) ? list.map((one) => `${indent}${one}`) : [line];
    });
    return lines
        .join('\n')
        .replaceAll(/@([A-Z]+)@/g, (written, name) => (typeof places[name] === 'string' ? places[name] : written));
}


/***/ })

};
