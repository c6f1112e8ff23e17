export const id = 403;
export const ids = [403];
export const modules = {

/***/ 49403:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor),
  examine: () => (/* binding */ examine)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/config/folder.ts
var config_folder = __webpack_require__(49392);
// EXTERNAL MODULE: ./src/config/input-names.ts
var input_names = __webpack_require__(74523);
// EXTERNAL MODULE: ./src/config/schema/administrations-schema.ts
var administrations_schema = __webpack_require__(60415);
// EXTERNAL MODULE: ./src/config/schema/settings-schema.ts
var settings_schema = __webpack_require__(45719);
// EXTERNAL MODULE: ./src/assumptions/assurance.ts
var assurance = __webpack_require__(87913);
// EXTERNAL MODULE: ./src/systems/registry.ts + 95 modules
var registry = __webpack_require__(93117);
// EXTERNAL MODULE: ./src/doctor/finding.ts
var finding = __webpack_require__(78414);
;// CONCATENATED MODULE: ./src/doctor/systems.ts


/** Checks each system's credentials: a token exists or can be obtained, and an address accepts it. */
async function checkCredentials(inspected, signal) {
    return enter(inspected, new Set((0,registry/* systemNames */.w9)()), 'credentials', async (inspection) => {
        await inspection.signIn(signal);
        return [(0,finding.ok)('credentials', `${(0,registry/* titleOf */.Gg)(inspection.system)} accepts the token.`)];
    });
}
/** Looks whether the administration of the inputs is visible and open; its name may be a person's and is not shown. */
async function checkAdministrations(inspected, before, signal) {
    return enter(inspected, before, 'administration', async (inspection) => {
        const { usable, says, fix } = await inspection.administration(signal);
        if (usable === null)
            return [(0,finding/* notChecked */.lb)('administration', says)];
        return [
            usable ? (0,finding.ok)('administration', says) : (0,finding/* error */.z3)('administration', says, fix ?? 'Choose another administration.'),
        ];
    });
}
async function enter(inspected, before, check, ask) {
    const findings = [];
    const open = new Set();
    for (const { inspection } of Object.values(inspected)) {
        if (!before.has(inspection.system)) {
            findings.push(systems_closed(check, inspection.system));
            continue;
        }
        const { result, findings: thrown } = await (0,finding/* attempt */.CD)(check, () => ask(inspection));
        const all = [...(result ?? []), ...thrown];
        findings.push(...all);
        if (result !== null && !all.some(({ level }) => level === 'error'))
            open.add(inspection.system);
    }
    return { findings, open };
}
/** What a check finds of what the flows use, system by system; one that is not open is not asked. */
async function ofEachSystem(check, used, { open }, ask) {
    const findings = [];
    for (const [system, own] of Map.groupBy(used, (one) => one.system))
        findings.push(...(open.has(system) ? await ask(own) : [systems_closed(check, system)]));
    return findings;
}
/** The finding of a check that needs an inaccessible system. */
function systems_closed(check, system) {
    return (0,finding/* notChecked */.lb)(check, `${(0,registry/* titleOf */.Gg)(system)} could not be asked: see above.`);
}

;// CONCATENATED MODULE: ./src/doctor/assumptions.ts




const CHECK = 'assumptions';
/**
 * Tests every premise of the systems that are open; of one that was entered and shows no administration, those that a run tests: one of them
 * may be why.
 */
async function checkAssumptions(premises, test, entered, open) {
    const findings = [];
    const tested = [];
    for (const system of new Set(premises.map((premise) => premise.system))) {
        const own = premises.filter((premise) => premise.system === system);
        const due = open.has(system)
            ? own
            : own.filter(({ assumption }) => assumption.tested === 'run' && entered.has(system));
        const done = [];
        try {
            for (const premise of due) {
                const result = await test(premise);
                if (result !== null)
                    done.push({ premise, result });
            }
        }
        catch (thrown) {
            const because = (0,finding/* thrownFindings */.Xd)(CHECK, thrown, 'not-checked');
            findings.push(...because.map(({ says }) => (0,finding/* notChecked */.lb)(CHECK, says)));
        }
        findings.push(...findingsOf(done));
        if (!open.has(system))
            findings.push(systems_closed(CHECK, system));
        tested.push(...done);
    }
    return { findings, tested };
}
/** One line for each assumption that holds, one for each contradiction, one for the untested. Pure. */
function findingsOf(tested) {
    const byAssumption = Map.groupBy(tested, ({ premise }) => premise.assumption);
    return [...byAssumption].flatMap(([{ says, weight }, own]) => {
        const [first] = own;
        if (first === undefined)
            return [];
        const title = (0,registry/* titleOf */.Gg)(first.premise.system);
        const of = (result) => own.filter((one) => one.result.result === result);
        const [confirmed, open] = [of('confirmed'), of('untestable')];
        return [
            ...of('contradicted').map(({ premise, result }) => contradiction(premise, result, weight)),
            ...(confirmed.length === 0 ? [] : [(0,finding.ok)(CHECK, `${title}: ${says}${subjectsOf(confirmed)}`)]),
            ...(open.length === 0 ? [] : [(0,finding/* notChecked */.lb)(CHECK, `${title}: ${says} ${reasonsOf(open)}`)]),
        ];
    });
}
function contradiction({ system }, result, weight) {
    const says = `${(0,registry/* titleOf */.Gg)(system)}: ${result.says}`;
    if (weight === 'stops')
        return (0,finding/* error */.z3)(CHECK, says, (0,assurance/* adviceOn */.i)(result));
    const { line } = result;
    const fix = line === null ? 'Nothing: flows work, but need more calls.' : `Write \`${line}\` into settings.yml.`;
    return (0,finding/* warning */.$e)(CHECK, says, fix);
}
/** How many fields of a resource are named; the rest are counted. */
const MOST_NAMED = 3;
/** ` Confirmed for debtors (21 fields), articles.articleNumber.`; empty for the system as a whole. */
function subjectsOf(tested) {
    const subjects = tested.filter(({ premise }) => premise.subject.resource !== '');
    if (subjects.length === 0)
        return '';
    const byResource = Map.groupBy(subjects, ({ premise }) => premise.subject.resource);
    const named = [...byResource].map(([resource, own]) => {
        if (own[0]?.premise.assumption.per === 'resource')
            return resource;
        const fields = own.flatMap(({ premise }) => premise.subject.fields);
        return fields.length > MOST_NAMED ? `${resource} (${fields.length} fields)` : `${resource}.${fields.join(', ')}`;
    });
    return ` Confirmed for ${named.join('; ')}.`;
}
/** How many reasons are given. */
const MOST_REASONS = 4;
function reasonsOf(tested) {
    const reasons = [...new Set(tested.map(({ result }) => result.says))];
    const more = reasons.length - MOST_REASONS;
    return [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`And ${more} more like this.`] : [])].join(' ');
}

// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
;// CONCATENATED MODULE: ./src/doctor/assumptions-report.ts



/**
 * What can be attached to an issue: what was tested of the systems and what it told, the settings that decide it, and how the other
 * checks came out. It names resources and fields of the APIs; no company, no person, no flow, and nothing that a record holds.
 */
function assumptionsReport({ findings, tested, settings, nowMs }) {
    return {
        format: 1,
        kind: 'doctor',
        version: version/* VERSION */.x,
        madeAt: new Date(nowMs).toISOString(),
        settings: Object.fromEntries((0,registry/* systemNames */.w9)().flatMap((system) => decisive(system, tested, settings))),
        assumptions: tested.map(({ premise: { system, assumption, subject, flows }, result }) => ({
            system,
            id: assumption.id,
            says: assumption.says,
            ...(subject.resource === '' ? {} : { resource: subject.resource }),
            ...(assumption.per === 'field' ? { field: subject.fields[0] } : {}),
            result: result.result,
            told: result.says,
            settingsLine: result.line,
            stops: assumption.weight === 'stops',
            flows: flows.size,
        })),
        checks: countsOf(findings),
    };
}
/** The settings of a system that decide what was tested of it: names and numbers that its documentation leaves open. */
function decisive(system, tested, settings) {
    const own = tested.filter(({ premise }) => premise.system === system);
    const names = new Set(own.flatMap(({ premise }) => premise.assumption.settings));
    return Object.entries((0,settings_schema/* settingsOf */.f5)(settings, system)).filter(([name]) => names.has(name));
}
/** The number of findings per check and level. */
function countsOf(findings) {
    const counts = {};
    for (const { check, level } of findings) {
        const own = counts[check] ?? {};
        counts[check] = { ...own, [level]: (own[level] ?? 0) + 1 };
    }
    return counts;
}

// EXTERNAL MODULE: ./node_modules/luxon/build/es6/luxon.mjs
var luxon = __webpack_require__(68714);
// EXTERNAL MODULE: ./src/time.ts
var time = __webpack_require__(29834);
;// CONCATENATED MODULE: ./src/doctor/book-year.ts





/** How long before a book year begins it is checked: in December, if it begins in January. */
const AHEAD_DAYS = 31;
/** The first day of the next book year when it begins soon, yyyy-MM-dd, else null. `start` = MM-dd. Pure. */
function nextBookYear(today, start) {
    const year = Number(today.slice(0, 4));
    const next = [year, year + 1].map((one) => `${one}-${start}`).find((day) => day > today) ?? '';
    const days = (Date.parse(next) - Date.parse(today)) / time/* DAY_MS */.sO;
    return days <= AHEAD_DAYS ? next : null;
}
/** Whether the financial periods of a system cover a day. Pure. */
function isOpen({ from, until }, periods, day) {
    return periods.some((period) => dayOf(period[from]) <= day && day <= dayOf(period[until]));
}
function dayOf(moment) {
    return moment === null || moment === undefined ? '' : String(moment).slice(0, 10);
}
/** Checks, in the month before a book year begins, whether documents can be booked in it. */
async function checkBookYear(start, context) {
    const { today, open } = context;
    const day = nextBookYear(today, start);
    if (day === null) {
        const from = luxon/* DateTime */.c9.fromISO(`${today.slice(0, 4)}-${start}`)
            .minus({ days: AHEAD_DAYS })
            .toFormat('d MMMM');
        return [(0,finding/* notChecked */.lb)('book year', `The next book year is checked from ${from} on.`)];
    }
    const findings = [];
    for (const system of (0,registry/* systemNames */.w9)().filter(keepsBooks)) {
        const { periods } = (0,registry/* factsOf */.xS)(system);
        if (periods === undefined)
            findings.push(notAsked(system, day));
        else if (!open.has(system))
            findings.push(systems_closed('book year', system));
        else
            findings.push(...(await askPeriods({ system, periods, day }, context)));
    }
    return findings;
}
const keepsBooks = (system) => [...(0,registry/* factsOf */.xS)(system).catalog.resources.values()].some(({ documentDate }) => documentDate !== undefined);
function notAsked(system, day) {
    const says = `Whether ${(0,registry/* titleOf */.Gg)(system)} takes documents from ${day} on cannot be asked over its API: open the book year there in time.`;
    return (0,finding/* notChecked */.lb)('book year', says);
}
async function askPeriods({ system, periods: where, day }, { inspected, signal }) {
    const { resource, from, until } = where;
    try {
        const periods = await inspected[system].system.list({ resource, fields: [from, until], signal });
        if (periods.length === 0)
            return [(0,finding/* notChecked */.lb)('book year', `${(0,registry/* titleOf */.Gg)(system)} shows this user no financial periods.`)];
        return [judge((0,registry/* titleOf */.Gg)(system), isOpen(where, periods, day), day)];
    }
    catch (thrown) {
        return (0,finding/* thrownFindings */.Xd)('book year', thrown, 'not-checked').map(({ says }) => (0,finding/* notChecked */.lb)('book year', says));
    }
}
function judge(title, isThere, day) {
    if (isThere)
        return (0,finding.ok)('book year', `${title} has a period for ${day}.`);
    const says = `The book year that begins on ${day} is not open yet in ${title}.`;
    return (0,finding/* warning */.$e)('book year', says, `Create it there before ${day}: otherwise documents from that day on are refused.`);
}

;// CONCATENATED MODULE: ./src/doctor/clock.ts


/** Beyond this the margin of a token's life is used up: an expired token counts as valid, or the reverse. */
const TOO_FAR_MS = 30_000;
/** A `Date` header has whole seconds. */
const RESOLUTION_MS = 1000;
/** The same transport; `skews` learns from the `Date` header of every answer, the nearest counts. */
function watchClocks(transport, clock) {
    const skews = new Map();
    return {
        calls: transport.calls,
        skews,
        async send(request) {
            const response = await transport.send(request);
            const told = Date.parse(response.headers.date ?? '');
            if (Number.isNaN(told))
                return response;
            const skew = skewOf(clock(), told);
            const known = skews.get(request.system);
            if (known === undefined || Math.abs(skew) < Math.abs(known))
                skews.set(request.system, skew);
            return response;
        },
    };
}
/** The second that the header cannot show is a tolerance. */
function skewOf(ownMs, toldMs) {
    const difference = ownMs - toldMs;
    if (difference >= 0)
        return Math.max(0, difference - RESOLUTION_MS);
    return difference;
}
/** Judges our clock by the systems' times. Pure. */
function judgeClocks(skews) {
    return (0,registry/* systemNames */.w9)().map((system) => {
        const skewMs = skews.get(system);
        if (skewMs === undefined)
            return (0,finding/* notChecked */.lb)('clock', `${(0,registry/* titleOf */.Gg)(system)} gave no time.`);
        const seconds = Math.round(Math.abs(skewMs) / 1000);
        if (Math.abs(skewMs) <= TOO_FAR_MS) {
            return (0,finding.ok)('clock', `This machine's clock is within ${Math.max(1, seconds)} s of ${(0,registry/* titleOf */.Gg)(system)}'s.`);
        }
        const says = `This machine's clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} ${(0,registry/* titleOf */.Gg)(system)}'s.`;
        return (0,finding/* warning */.$e)('clock', says, 'Set the clock of the runner by a time server (NTP): tokens depend on it.');
    });
}

// EXTERNAL MODULE: ./src/nearest.ts
var nearest = __webpack_require__(37909);
// EXTERNAL MODULE: ./src/order.ts
var order = __webpack_require__(5395);
// EXTERNAL MODULE: ./src/doctor/reference-lists.ts
var reference_lists = __webpack_require__(63662);
// EXTERNAL MODULE: ./src/systems/meaning.ts
var meaning = __webpack_require__(4549);
// EXTERNAL MODULE: ./src/doctor/supplies.ts
var doctor_supplies = __webpack_require__(77872);
;// CONCATENATED MODULE: ./src/doctor/vat-tables.ts





/**
 * Compares the tables of VAT codes with what both systems say of their own codes: a row that puts one rate or kind of supply on the code of another
 * one is an error. What a list does not tell is not compared. `today` = yyyy-MM-dd. Pure.
 */
function judgeVatTables({ tables, plans }, lists, today) {
    const planned = (0,doctor_supplies/* plannedIn */.Y0)(tables, plans);
    const included = planned.filter(({ plan }) => plan.compare === 'included');
    const supplies = (0,doctor_supplies/* suppliesIn */.dC)(planned, today);
    if (supplies === null)
        return included.flatMap((one) => judgeIncluded(one, lists, today));
    const { home } = supplies;
    const own = [...(lists.get(home)?.values() ?? [])].flatMap((entry) => {
        const supply = supplies.of(entry.code);
        // Such a list may give a rate to codes without VAT as well.
        const says = supply === null || supply.rate === 0 ? null : (0,doctor_supplies/* rateFault */.vL)(entry, supply);
        const row = `this row says ${supply?.rate} %`;
        return says === null ? [] : [fault(home, entry, `${says}, and ${row}`, supplies.table.at([entry.code]))];
    });
    const pairs = planned.filter(({ plan: { compare, from, to } }) => compare === 'vat' && [from, to].includes(home));
    return [
        ...own,
        ...pairs.flatMap((one) => judgePairs(one, supplies, lists, today)),
        ...included.flatMap((one) => judgeIncluded(one, lists, today)),
    ];
}
/** The rows of a table between the codes of both systems. */
function judgePairs({ table, plan }, { home, of: supplyOf }, lists, today) {
    const other = plan.from === home ? plan.to : plan.from;
    const entries = other === undefined ? undefined : lists.get(other);
    if (other === undefined || entries === undefined)
        return [];
    return leavesOf(table.rows, today).flatMap(({ keys, value }) => {
        const key = keys.at(-1) ?? '';
        const [code, coded] = plan.from === home ? [key, value] : [value, key];
        const supply = supplyOf(code);
        const entry = entries.get(coded);
        if (supply === null || entry === undefined)
            return [];
        const says = (0,doctor_supplies/* faultOf */.Kl)(entry, supply, entries.values());
        const stands = `"${code}" stands for ${supply.kind}, ${supply.rate} %, in tables/vat-supplies.yml`;
        return says === null ? [] : [fault(other, entry, `${says}, and ${stands}`, table.at(keys))];
    });
}
/** The rows of a table that says how much VAT prices include. */
function judgeIncluded({ table, plan }, lists, today) {
    const entries = lists.get(plan.from ?? '');
    return leavesOf(table.rows, today).flatMap(({ keys, value }) => {
        const entry = entries?.get(keys.at(-1) ?? '');
        if (entry === undefined)
            return [];
        const rate = (0,meaning/* includedRate */.RH)(entry);
        if (Number(value) === rate)
            return [];
        const says = rate === 0 ? 'is for prices without VAT' : `is for prices that include ${rate} %`;
        return [fault(plan.from ?? '', entry, `${says}, and this row says ${value} %`, table.at(keys))];
    });
}
function fault(list, { code }, says, at) {
    const system = (0,reference_lists/* placeOf */.$t)(list)?.system;
    const title = system === undefined ? list : (0,registry/* titleOf */.Gg)(system);
    const fix = `Correct the row, or the code in ${title}.`;
    return (0,finding/* error */.z3)('codes', `The VAT code "${code}" of ${title} ${says}.`, fix, at);
}
/** The values of a table that apply on a day, each with its keys. */
function leavesOf(rows, today, above = []) {
    return [...rows].flatMap(([key, row]) => {
        const keys = [...above, key];
        if (row instanceof Map)
            return leavesOf(row, today, keys);
        const value = (0,doctor_supplies/* valueOn */.dj)(row, today);
        return value === null ? [] : [{ keys, value }];
    });
}

;// CONCATENATED MODULE: ./src/doctor/codes.ts







/** Every code of tables and constants that belongs to a list, each once per list and place, in the order of the files. Pure. */
function usedCodes(programs) {
    const codes = new Map();
    const add = (code) => {
        const { file, line, column } = code.at;
        const key = `${code.system} ${code.list.resource} ${code.code} ${file}:${line}:${column}`;
        if (!codes.has(key))
            codes.set(key, code);
    };
    for (const { source, target, steps } of programs) {
        for (const { values, keys } of steps.map(({ outline }) => outline)) {
            for (const { resource, field, value, list: own, at, period } of values) {
                const system = target.system;
                const list = own === null ? (0,reference_lists/* listOf */.c3)(system, resource, field) : { ...own, noun: `entry of ${own.resource}` };
                if (list === null || value === null)
                    continue;
                add({ system, list, code: String(value), role: 'written', use: { resource, field }, at, period });
            }
            for (const { resource, field, key, at } of keys) {
                const list = (0,reference_lists/* listOf */.c3)(source.system, resource, field);
                if (list === null)
                    continue;
                add({ system: source.system, list, code: key, role: 'expected', use: { resource, field }, at });
            }
        }
    }
    return [...codes.values()].sort(({ at: left }, { at: right }) => (0,order/* ascending */.V)(left.file, right.file) || left.line - right.line || left.column - right.column);
}
/** Compares codes of one list with its entries; nothing when all is right. `today` = yyyy-MM-dd. Pure. */
function judgeCodes(codes, entries, today) {
    const [first] = codes;
    if (first === undefined)
        return [];
    const { list, system } = first;
    const title = (0,registry/* titleOf */.Gg)(system);
    const place = `${list.resource}.${list.by}`;
    const known = new Map(entries.map((entry) => [String(entry[list.by] ?? ''), entry]));
    if (known.size === 0) {
        const says = `${title} shows no ${list.noun} at all (${list.resource}), so ${codes.length} of them could not be looked up.`;
        return [(0,finding/* warning */.$e)('codes', says, 'Give the user the right to see this list.')];
    }
    return codes.flatMap(({ code, role, use, at, period }) => {
        const entry = known.get(code);
        if (entry === undefined && role === 'expected') {
            const says = `${title} has no ${list.noun} "${code}" (${place}), so no record will ever use this row.`;
            return [(0,finding/* warning */.$e)('codes', says, suggestion(code, known, 'Correct the key, or remove the row.'), at)];
        }
        if (entry === undefined) {
            const says = `${title} has no ${list.noun} "${code}" (${place}); ${use.field} of ${use.resource} may get it here.`;
            const fix = suggestion(code, known, `Correct it, or create this ${list.noun} in ${title}.`);
            const isOver = period?.until != null && period.until < today;
            return [isOver ? (0,finding/* warning */.$e)('codes', says, fix, at) : (0,finding/* error */.z3)('codes', says, fix, at)];
        }
        const fault = role === 'expected' ? null : (0,reference_lists/* judgeEntry */.YX)({ system, resource: list.resource }, entry, use, { today, period });
        if (fault === null)
            return [];
        const says = `The ${list.noun} "${code}" of ${title} ${fault.says}; ${use.field} of ${use.resource} may get it here.`;
        const fix = `Choose another one here, or change this one in ${title}.`;
        return [fault.level === 'error' ? (0,finding/* error */.z3)('codes', says, fix, at) : (0,finding/* warning */.$e)('codes', says, fix, at)];
    });
}
/** The most codes that are suggested for a wrong one. */
const MOST_MEANT = 4;
function suggestion(code, known, otherwise) {
    // Of codes that are as near, only the bookkeeper knows which one was meant.
    const meant = (0,nearest/* allNearest */.q$)(code, known.keys()).slice(0, MOST_MEANT);
    if (meant.length === 0 || meant.includes(code))
        return otherwise;
    return `Did you mean ${meant.map((one) => `"${one}"`).join(' or ')}? ${otherwise}`;
}
/** Reads each list that must have a code, looks the codes up, and compares what they stand for with the tables of VAT codes. */
async function checkCodes(programs, { tables, plans }, context) {
    const lists = new Map();
    const findings = await ofEachSystem('codes', usedCodes(programs), context, (own) => lookUp(own, lists, context));
    const names = new Set(programs.flatMap((program) => program.tables));
    const ownTables = tables.filter(({ name }) => names.has(name));
    return [...findings, ...judgeVatTables({ tables: ownTables, plans }, lists, context.today)];
}
async function lookUp(codes, lists, { inspected, today, signal }) {
    const findings = [];
    const read = [];
    let looked = 0;
    for (const name of new Set(codes.map(({ list }) => `${list.resource} ${list.by}`))) {
        const own = codes.filter(({ list }) => `${list.resource} ${list.by}` === name);
        const [first] = own;
        if (first === undefined)
            continue;
        const { resource, by } = first.list;
        try {
            const meaning = (0,registry/* factsOf */.xS)(first.system).meanings?.[resource];
            const fields = [
                ...new Set([by, ...(0,reference_lists/* judgedFields */.Xr)({ system: first.system, resource }), ...(meaning?.fields ?? [])]),
            ];
            const entries = await inspected[first.system].system.list({ resource, fields, signal });
            findings.push(...judgeCodes(own, entries, today));
            if (meaning !== undefined)
                lists.set(`${first.system}.${resource}`, new Map(entries.map(meaning.read).map((one) => [one.code, one])));
            read.push(resource);
            looked += own.length;
        }
        catch (thrown) {
            const because = (0,finding/* thrownFindings */.Xd)('codes', thrown, 'not-checked');
            // An unreadable list is no fault of its codes, nor of a sync that only writes them.
            findings.push(...because.map(({ says }) => (0,finding/* notChecked */.lb)('codes', says)));
            if ((0,finding/* isWall */.f$)(thrown) && !isForbidden(thrown))
                break;
        }
    }
    const [first] = codes;
    const isRight = !findings.some(({ level }) => level === 'error' || level === 'warning');
    if (first !== undefined && looked > 0 && isRight)
        findings.push((0,finding.ok)('codes', `${(0,registry/* titleOf */.Gg)(first.system)} has all ${looked} codes: ${read.join(', ')}.`));
    return findings;
}
const isForbidden = (thrown) => thrown instanceof Error && 'code' in thrown && thrown.code === 'FORBIDDEN';

// EXTERNAL MODULE: ./src/mapping/flow/program.ts
var flow_program = __webpack_require__(3811);
// EXTERNAL MODULE: ./src/systems/catalog.ts
var catalog = __webpack_require__(26601);
;// CONCATENATED MODULE: ./src/doctor/fields.ts






/** Every mapped field of the flows by system and resource. Pure. */
function usedResources(programs, inspected) {
    const found = new Map();
    const use = (system, spec, field) => {
        add(system, spec.name, { ...field, spec: spec.fields[field.name] });
    };
    const add = (system, resource, field) => {
        const key = `${system} ${resource}`;
        const entry = found.get(key) ?? { system, resource, fields: new Map() };
        found.set(key, entry);
        const name = `${field.name} ${field.isWritten}`;
        if (!entry.fields.has(name))
            entry.fields.set(name, field);
    };
    const resourceIn = (system, name) => inspected[system].system.catalog.resources.get(name ?? '');
    for (const program of programs) {
        const { source, target, copyOf, steps, at } = program;
        /** A field of a source record, or one of its lines as `SalesInvoiceLines.AmountDC`: lines have a description of their own. */
        const read = (spec, path, place) => {
            const [name = '', element] = path.split('.');
            use(source.system, spec, { name, isWritten: false, at: place });
            const lines = resourceIn(source.system, spec.lines?.[name]);
            if (element !== undefined && lines !== undefined)
                use(source.system, lines, { name: element, isWritten: false, at: place });
        };
        for (const path of program.fields)
            read(source.spec, path, at);
        for (const [feed, names] of inspected[source.system].inspection.feeds(source.spec.name, program.fields)) {
            for (const name of names)
                add(source.system, feed, { name, isWritten: false, spec: undefined, at });
        }
        for (const join of (0,flow_program/* allJoins */.z)(program)) {
            for (const path of [join.by, ...join.fields])
                read(join.spec, path, join.at);
        }
        for (const { spec, by } of copyOf)
            use(target.system, spec, { name: by, isWritten: false, at });
        for (const { outline, spec, linesField, at: stepAt } of steps) {
            if (linesField !== null)
                use(target.system, spec, { name: linesField, isWritten: true, at: stepAt });
            for (const { resource, field, at: fieldAt } of outline.fields) {
                const own = resourceIn(target.system, resource);
                if (own !== undefined)
                    use(target.system, own, { name: field, isWritten: true, at: fieldAt });
            }
        }
    }
    return [...found.values()].map(({ fields, ...rest }) => ({ ...rest, fields: [...fields.values()] }));
}
/** Compares the fields of a resource with its live description; nothing when all is right. Pure. */
function judgeFields({ system, resource, fields }, answer) {
    const title = (0,registry/* titleOf */.Gg)(system);
    const [first] = fields;
    if (answer.kind === 'no-description' || first === undefined)
        return [];
    if (answer.kind === 'missing') {
        const own = resource.split('/').at(-1) ?? resource;
        const meant = (0,nearest/* nearest */.pA)(own, answer.resources);
        const { pathHint = '' } = (0,registry/* factsOf */.xS)(system);
        const fix = meant === null ? 'Remove the flow, or report this.' : `Did you mean ${meant}?${pathHint}`;
        return [
            (0,finding/* error */.z3)('fields', `${title}'s own description (${answer.document}) does not list ${resource}.`, fix, first.at),
        ];
    }
    return fields.flatMap(({ name, isWritten, spec, at }) => {
        // Fields sent separately or computed here are not in the description.
        if (spec?.readable === false || spec?.computed === true)
            return [];
        const live = answer.fields.get(name);
        if (live === undefined) {
            const fix = (0,nearest/* guess */.Iw)(name, answer.fields.keys()) ?? 'Remove it from the mapping.';
            const says = `${title}'s own description (${answer.document}) does not list the field ${name} of ${resource}.`;
            return [(0,finding/* error */.z3)('fields', says, fix, at)];
        }
        if (isWritten && !live.isWritable) {
            const says = `${name} of ${resource} cannot be written by ${title}'s own description (${answer.document}).`;
            return [(0,finding/* error */.z3)('fields', says, 'Remove it from the mapping.', at)];
        }
        if (spec === undefined || live.type === null || fits(spec.type, live.type))
            return [];
        const says = `${name} of ${resource} holds ${catalog/* FIELD_WORDS */.j3[live.type]} by ${title}'s own description (${answer.document}), and ${catalog/* FIELD_WORDS */.j3[spec.type]} as we know it.`;
        return [(0,finding/* warning */.$e)('fields', says, 'Look at one record before you trust this field, and report it.', at)];
    });
}
/** Dates may be described as plain text, whole numbers as numbers; files are never compared. */
function fits(known, live) {
    if (known === live || known === 'binary' || live === 'binary')
        return true;
    if (known === 'id')
        return live === 'text';
    return (known === 'date' && live === 'text') || (known === 'integer' && live === 'decimal');
}
/** Asks each system how it describes what the flows use. */
const checkFields = (programs, context) => ofEachSystem('fields', usedResources(programs, context.inspected), context, (own) => askFields(own, context));
async function askFields(used, { inspected, signal }) {
    const findings = [];
    const silent = new Set();
    let described = 0;
    let resources = 0;
    for (const one of used) {
        try {
            const answer = await inspected[one.system].inspection.describe(one.resource, signal);
            if (answer.kind === 'no-description')
                silent.add(answer.document);
            const own = judgeFields(one, answer);
            findings.push(...own);
            if (answer.kind !== 'described')
                continue;
            resources += 1;
            described += one.fields.length;
        }
        catch (thrown) {
            findings.push(...(0,finding/* thrownFindings */.Xd)('fields', thrown, 'not-checked'));
            if ((0,finding/* isWall */.f$)(thrown))
                break;
        }
    }
    const [first] = used;
    if (first === undefined)
        return findings;
    const title = (0,registry/* titleOf */.Gg)(first.system);
    const isRight = !findings.some(({ level }) => level === 'error' || level === 'warning');
    if (described > 0 && isRight) {
        findings.push((0,finding.ok)('fields', `${title} describes all ${described} mapped fields of ${resources} resources.`));
    }
    if (silent.size > 0) {
        findings.push((0,finding/* notChecked */.lb)('fields', `${title} does not describe itself at ${[...silent].join(', ')}.`));
    }
    return findings;
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/report/words/count.ts
var count = __webpack_require__(14543);
;// CONCATENATED MODULE: ./src/doctor/proposals.ts



/** What `init` writes behind a row that rests on a name alone. */
const GUESS = /# guess: (.*)/;
/** A row that `init` found no value for, until somebody writes one: a comment, or it takes out a shipped row. */
const OPEN = /^(\s*)(?:# ("[^"]*"|[\w.-]+): \?|("[^"]*"|[\w.-]+): \{ remove: true \} # \?)(?: |$)/;
/** A key with rows below it, which is a comment if all of them are open. */
const GROUP = /^(?:# )?("[^"]*"|[\w.-]+):\s*(?:#.*)?$/;
/** Rows that were proposed and that nobody has confirmed: they are used, or let records wait. One finding of each kind for a table. Pure. */
function judgeProposals(tables) {
    return tables.flatMap(({ file, text }) => {
        const lines = text.split('\n');
        return [...guessed(lines, file), ...proposals_open(lines, text, file)];
    });
}
function guessed(lines, file) {
    const marks = lines.map((line) => GUESS.exec(line)?.[1] ?? null);
    const rows = marks.filter((mark) => mark !== null);
    if (rows.length === 0)
        return [];
    // One guess may stand behind the rows of many countries.
    const guesses = new Set(rows).size;
    const where = guesses === rows.length ? '' : ` in ${rows.length} rows`;
    const says = guesses === 1 ? 'is not confirmed: what it says' : 'are not confirmed: what they say';
    return [
        (0,finding/* warning */.$e)('mappings', `${(0,count/* count */.U)(guesses, 'guess', 'guesses')}${where} ${says} is used.`, 'Check each with the bookkeeper, then delete the words behind #.', { file, line: marks.findIndex((mark) => mark !== null) + 1, column: 1 }),
    ];
}
function proposals_open(lines, text, file) {
    // What is no YAML is told with the mappings.
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: 'failsafe' });
    let group = null;
    const waiting = lines.flatMap((line, at) => {
        const [, indent = '', comment, row] = OPEN.exec(line) ?? [];
        const key = comment ?? row;
        if (key === undefined) {
            group = GROUP.exec(line)?.[1] ?? group;
            return [];
        }
        const path = indent === '' || group === null ? [key] : [group, key];
        const written = document.getIn(path.map(bare), true);
        return written === undefined || ((0,dist/* isMap */.jh)(written) && written.has('remove')) ? [at + 1] : [];
    });
    const [first] = waiting;
    if (first === undefined)
        return [];
    const [rows, need] = waiting.length === 1 ? ['1 row has', 'it'] : [`${waiting.length} rows have`, 'them'];
    const says = `${rows} no value: the records that need ${need} wait.`;
    return [(0,finding/* warning */.$e)('mappings', says, 'Write the values.', { file, line: first, column: 1 })];
}
const bare = (key) => key.replace(/^"(.*)"$/, '$1');

;// CONCATENATED MODULE: ./src/doctor/repository.ts


/** A personal token that expires within this time gets a warning. */
const SOON_DAYS = 14;
/** Asks GitHub about the repository. */
async function askRepository(github) {
    return { isPrivate: await github.isPrivate(), environments: await github.environments() };
}
/** Judges who can see the repository's logs and secrets. Pure. */
function judgeRepository(facts, workflows) {
    // A job for pull requests needs another environment, or none: one for the default branch only would refuse it.
    const jobs = workflows.flatMap((workflow) => workflow.jobs.filter(hasLogin).map((job) => ({ job, workflow })));
    return [judgeVisibility(facts.isPrivate), ...judgeEnvironments(facts, jobs)];
}
function judgeVisibility(isPrivate) {
    if (isPrivate.kind === 'unknown')
        return (0,finding/* notChecked */.lb)('repository', `Whether the repository is public is not known: ${isPrivate.why}.`);
    if (isPrivate.value)
        return (0,finding.ok)('repository', 'The repository is private.');
    const says = 'The repository is public: everybody sees its mappings, logs and summaries, and every fork can read its caches. The state in them is sealed.';
    return (0,finding/* warning */.$e)('repository', says, 'Make it private, or keep it public on purpose, with the secrets in an environment.');
}
const hasLogin = ({ steps }) => steps.some(({ refreshTokens }) => Object.values(refreshTokens).some((token) => token !== null));
function judgeEnvironments(facts, jobs) {
    const { isPrivate, environments } = facts;
    const isPublic = isPrivate.kind === 'known' && !isPrivate.value;
    if (environments.kind === 'unknown') {
        return [(0,finding/* notChecked */.lb)('environment', `The environments of the repository are not known: ${environments.why}.`)];
    }
    if (environments.value === null) {
        const says = 'The plan of this repository has no environments, so its secrets are open to every workflow on every branch.';
        const fix = 'Let nobody else push to this repository, or choose a plan with environments for private repositories (Pro, Team).';
        return [(0,finding/* warning */.$e)('environment', says, fix)];
    }
    if (jobs.length === 0)
        return [(0,finding/* notChecked */.lb)('environment', 'No job of this repository has a login of a system.')];
    const known = environments.value;
    const findings = jobs.flatMap(({ job, workflow }) => judgeJob(job, workflow.schedule.length > 0, isPublic, known));
    return findings.length > 0
        ? findings
        : [(0,finding.ok)('environment', 'The secrets are in an environment for some branches only.')];
}
function judgeJob({ name, environment, at }, isScheduled, isPublic, known) {
    const restrict = 'restrict it to the default branch, and move the secrets into it';
    if (environment === null) {
        const says = `The job ${name} has no environment: its secrets are open to every workflow on every branch.`;
        const fix = `Create an environment, ${restrict}; then write environment: NAME in the job.`;
        return [isPublic ? (0,finding/* error */.z3)('environment', says, fix, at) : (0,finding/* warning */.$e)('environment', says, fix, at)];
    }
    if (environment.includes('${{'))
        return [];
    const facts = known.find((one) => one.name.toLowerCase() === environment.toLowerCase());
    if (facts === undefined) {
        const says = `There is no environment ${environment} yet; GitHub makes an open one when the job ${name} runs.`;
        return [(0,finding/* warning */.$e)('environment', says, `Create it, ${restrict}.`, at)];
    }
    const findings = [];
    if (facts.needsApproval && isScheduled) {
        const says = `The environment ${environment} waits for an approval, so a scheduled run of ${name} never starts by itself.`;
        findings.push((0,finding/* error */.z3)('environment', says, 'Remove the reviewers from this environment.', at));
    }
    if (!facts.isRestricted) {
        const says = `Every branch may use the environment ${environment} and its secrets.`;
        findings.push((0,finding/* warning */.$e)('environment', says, 'Restrict it to the default branch.', at));
    }
    return findings;
}
/** Checks whether the given GitHub tokens stay valid. */
async function checkTokens(github, tokens, nowMs) {
    const findings = [];
    for (const { input, token } of tokens)
        findings.push(judgeToken(input, await github.token(token), nowMs));
    return findings.length > 0 ? findings : [(0,finding/* notChecked */.lb)('github tokens', 'No token of GitHub was given.')];
}
/** Judges one token. Pure. */
function judgeToken(input, facts, nowMs) {
    const check = 'github tokens';
    if (facts.kind === 'unknown')
        return (0,finding/* notChecked */.lb)(check, `${input} was not tried: ${facts.why}.`);
    const { isAccepted, endsAtMs } = facts.value;
    const renew = `Make a new token and put it into the secret behind ${input}.`;
    if (!isAccepted)
        return (0,finding/* error */.z3)(check, `GitHub does not accept ${input}: it has expired or was revoked.`, renew);
    if (endsAtMs === null)
        return (0,finding.ok)(check, `GitHub accepts ${input}, which does not expire.`);
    const days = Math.floor((endsAtMs - nowMs) / time/* DAY_MS */.sO);
    const day = new Date(endsAtMs).toISOString().slice(0, 10);
    if (days > SOON_DAYS)
        return (0,finding.ok)(check, `GitHub accepts ${input} until ${day}.`);
    return (0,finding/* warning */.$e)(check, `${input} expires on ${day}.`, renew);
}

;// CONCATENATED MODULE: ./src/doctor/rights.ts




/** Everything that the flows read, create and change, each once. Pure. */
function neededRights(programs) {
    const rights = new Map();
    const need = (flow, system, action, resource) => {
        // Elements without their own resource go with their document.
        if (resource.includes('.'))
            return;
        const key = `${system} ${resource} ${action}`;
        const flows = new Set([...(rights.get(key)?.flows ?? []), flow]);
        rights.set(key, { system, action, resource, flows: [...flows] });
    };
    for (const program of programs) {
        const { name, source, target, copyOf, fields, refs, steps } = program;
        need(name, source.system, 'GET', source.spec.name);
        for (const field of fields) {
            const lines = source.spec.lines?.[field.split('.')[0] ?? ''];
            if (lines !== undefined)
                need(name, source.system, 'GET', lines);
        }
        for (const { spec } of (0,flow_program/* allJoins */.z)(program))
            need(name, source.system, 'GET', spec.name);
        for (const { spec } of copyOf)
            need(name, target.system, 'GET', spec.name);
        for (const { resource } of refs)
            need(name, target.system, 'GET', resource);
        for (const step of steps)
            for (const action of actionsOf(step))
                need(name, target.system, action, step.spec.name);
    }
    return [...rights.values()];
}
function actionsOf({ policy, fallback, spec }) {
    if (policy.kind === 'verify')
        return ['GET'];
    // What moves by itself is not changed but recounted.
    const updates = policy.kind === 'master' && policy.update && spec.moves !== true;
    const creates = fallback?.use !== 'always' && !(policy.kind === 'master' && policy.create === false);
    return ['GET', ...(creates ? ['POST'] : []), ...(updates ? ['PUT'] : [])];
}
/** Asks each system for each right that the flows need. */
const checkRights = (programs, context) => ofEachSystem('rights', neededRights(programs), context, (own) => askRights(own, context));
async function askRights(needed, { inspected, signal }) {
    const findings = [];
    const granted = [];
    const unknown = [];
    for (const right of needed) {
        const { inspection } = inspected[right.system];
        try {
            const answer = await inspection.may(right.action, right.resource, signal);
            if (answer.answer === 'yes')
                granted.push(right);
            if (answer.answer === 'unknown')
                unknown.push(right);
            if (answer.answer === 'no')
                findings.push((0,finding/* error */.z3)('rights', `${answer.why} Needed by ${right.flows.join(', ')}.`, answer.fix));
        }
        catch (thrown) {
            findings.push(...(0,finding/* thrownFindings */.Xd)('rights', thrown, 'not-checked'));
            // What prevents one question prevents all.
            if ((0,finding/* isWall */.f$)(thrown))
                break;
        }
    }
    const [first] = needed;
    if (first === undefined)
        return findings;
    const title = (0,registry/* titleOf */.Gg)(first.system);
    if (granted.length > 0)
        findings.push((0,finding.ok)('rights', `In ${title} the user may ${sentenceOf(granted)}.`));
    if (unknown.length > 0) {
        const says = `${title} has no way to ask whether the user may ${sentenceOf(unknown)}.`;
        findings.push((0,finding/* notChecked */.lb)('rights', says));
    }
    return findings;
}
const VERBS = [
    ['GET', 'read'],
    ['POST', 'create'],
    ['PUT', 'change'],
];
/** `read crm/Accounts, crm/Contacts; create debtors`. */
function sentenceOf(rights) {
    const parts = VERBS.flatMap(([action, verb]) => {
        const resources = rights.filter((right) => right.action === action).map(({ resource }) => resource);
        return resources.length === 0 ? [] : [`${verb} ${resources.join(', ')}`];
    });
    return parts.join('; ');
}

// EXTERNAL MODULE: ./src/doctor/schedule.ts
var schedule = __webpack_require__(19698);
// EXTERNAL MODULE: ./src/doctor/workflows.ts
var doctor_workflows = __webpack_require__(43413);
;// CONCATENATED MODULE: ./src/doctor/time-limits.ts


const time_limits_CHECK = 'time limit';
/** What a job takes besides its syncs: the checkout, the download of the action, the upload of the log. Minutes. */
const BESIDE_MIN = 3;
/** Judges whether each sync ends in good order before GitHub ends its job. Pure. */
function judgeTimeLimits(workflows) {
    const jobs = workflows.flatMap((workflow) => workflow.jobs).filter(({ steps }) => steps.some(doctor_workflows/* maySync */.z));
    if (jobs.length === 0)
        return [(0,finding/* notChecked */.lb)(time_limits_CHECK, 'No workflow in .github/workflows syncs.')];
    const findings = jobs.flatMap((job) => time_limits_judgeJob(job) ?? []);
    return findings.length > 0 ? findings : [(0,finding.ok)(time_limits_CHECK, 'Each job that syncs has more time than its sync may take.')];
}
/** Null if there is nothing to say. */
function time_limits_judgeJob({ name, steps, timeout }) {
    const limits = steps.filter(doctor_workflows/* maySync */.z).map(({ timeLimit }) => timeLimit);
    if (timeout.minutes === null || limits.includes(null))
        return (0,finding/* notChecked */.lb)(time_limits_CHECK, `An expression says how long the job ${name} or its sync may take.`);
    const syncs = limits.reduce((sum, minutes) => sum + (minutes ?? 0), 0);
    const needed = syncs + BESIDE_MIN;
    if (timeout.minutes >= needed)
        return null;
    const says = `GitHub ends the job ${name} after ${timeout.minutes} min, but its sync may take ${syncs} (time-limit) and the rest of the job ${BESIDE_MIN}: it could be ended in the middle of a record.`;
    return (0,finding/* warning */.$e)(time_limits_CHECK, says, `Write "timeout-minutes: ${needed}" or more, or a lower time-limit.`, timeout.at);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./src/github/rest.ts
var github_rest = __webpack_require__(66417);
;// CONCATENATED MODULE: ./src/github/repository-facts.ts


const repositorySchema = schemas/* object */.Ikc({ private: schemas/* boolean */.zMY() });
const environmentsSchema = schemas/* object */.Ikc({
    environments: schemas/* array */.YOg(schemas/* object */.Ikc({
        name: schemas/* string */.YjP(),
        protection_rules: schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP() })).nullish(),
        deployment_branch_policy: schemas/* unknown */.L5J().optional(),
    }))
        .default([]),
});
/** Tells when a personal token ends, as `2026-12-01 10:00:00 UTC`. */
const ENDS = 'github-authentication-token-expiration';
const OUTSIDE = { kind: 'unknown', why: 'the repository is only known in a GitHub run' };
const NO_TOKEN = { kind: 'unknown', why: 'no github-token was given' };
/** Asks GitHub's REST API: `GET /repos/{owner}/{repo}` (metadata) and `\u2026/environments` (actions: read). */
function readGitHub({ apiUrl, repository, token }) {
    const rest = apiUrl === null || repository === '' ? null : (0,github_rest/* openRest */.P8)({ apiUrl, repository, retries: 2, timeoutMs: 20_000 });
    const get = async (call, as) => {
        if (rest === null)
            return OUTSIDE;
        try {
            return { kind: 'known', value: await rest({ ...call, token: as }) };
        }
        catch (error) {
            return { kind: 'unknown', why: `GitHub could not be asked (${(0,github_rest/* whyNot */.OB)(error)})` };
        }
    };
    const ask = async (call, read) => {
        if (rest === null)
            return OUTSIDE;
        if (token === null)
            return NO_TOKEN;
        const answer = await get(call, token);
        if (answer.kind === 'unknown')
            return answer;
        const value = read(answer.value);
        if (value !== null)
            return { kind: 'known', value };
        return { kind: 'unknown', why: `GitHub answered HTTP ${answer.value.status} to github-token` };
    };
    return {
        isPrivate: () => ask({ path: '' }, (answer) => (answer.status === 200 ? (0,github_rest/* readAnswer */.JN)(repositorySchema, answer)?.private : null) ?? null),
        async environments() {
            const list = await ask({ path: '/environments', query: { per_page: 100 } }, (answer) => {
                // The repository is readable, its environments are not there: its plan has none (docs.github.com, environments).
                if (answer.status === 404)
                    return { found: null };
                const found = answer.status === 200 ? (0,github_rest/* readAnswer */.JN)(environmentsSchema, answer) : null;
                return found === null ? null : { found: found.environments };
            });
            if (list.kind === 'unknown')
                return list;
            return { kind: 'known', value: list.value.found?.map(environmentFacts) ?? null };
        },
        async token(other) {
            const answer = await get({ path: '' }, other);
            return answer.kind === 'unknown' ? answer : { kind: 'known', value: tokenFacts(answer.value) };
        },
    };
}
function tokenFacts({ status, headers }) {
    const endsAtMs = Date.parse(String(headers[ENDS] ?? '').replace(/^(\S+) (\S+) UTC$/, '$1T$2Z'));
    return { isAccepted: status !== 401, endsAtMs: Number.isNaN(endsAtMs) ? null : endsAtMs };
}
function environmentFacts(environment) {
    const { name, protection_rules: rules, deployment_branch_policy: policy } = environment;
    const needsApproval = (rules ?? []).some(({ type }) => type === 'required_reviewers');
    return { name, needsApproval, isRestricted: policy !== null && policy !== undefined };
}

// EXTERNAL MODULE: ./src/http/dutch-time.ts
var dutch_time = __webpack_require__(99194);
// EXTERNAL MODULE: ./src/init/template.ts
var template = __webpack_require__(90978);
// EXTERNAL MODULE: ./src/report/publish.ts + 3 modules
var publish = __webpack_require__(97307);
// EXTERNAL MODULE: ./src/commands/connect-systems.ts + 4 modules
var connect_systems = __webpack_require__(11600);
// EXTERNAL MODULE: ./src/config/config.ts + 24 modules
var config = __webpack_require__(5757);
// EXTERNAL MODULE: ./src/config/packs/library.ts
var library = __webpack_require__(34088);
// EXTERNAL MODULE: ./src/commands/select-flows.ts + 29 modules
var select_flows = __webpack_require__(88196);
;// CONCATENATED MODULE: ./src/commands/doctor/mappings.ts






/** That the mappings are right, and what stops a flow or a sync all the same before it reads. */
function judgeMappings(mappings, wanted) {
    const { programs, selected } = mappings;
    return [
        (0,finding.ok)('mappings', `${programs.length} flows are correct; ${selected.size} of them are on.`),
        ...[...(0,select_flows/* warningsOf */.nZ)(mappings, wanted), ...mappings.config.broken].map(({ message, hint = '', at }) => (0,finding/* error */.z3)('mappings', message, hint, at)),
    ];
}
/** The tables that the folder itself has; one that cannot be read is told with the mappings. */
function tableFiles(folder) {
    return (0,config_folder/* yamlFiles */.DX)(folder, [], library/* TABLES */.CG).flatMap((name) => {
        const file = `${library/* TABLES */.CG}/${name}`;
        const text = (0,config_folder/* readFileText */.eu)(folder, file);
        return typeof text === 'string' ? [{ file: (0,config_folder/* shownFile */.G)(folder, file), text }] : [];
    });
}
/** Settings that can be read although the flows can't. */
async function settingsAlone({ inputs, github }) {
    const read = await (0,finding/* attempt */.CD)('mappings', () => (0,config/* loadSettings */.M5)(inputs.mappings, github.workspace, inputs.administration));
    return read.result ?? settings_schema/* defaultSettings */.L6;
}

// EXTERNAL MODULE: ./src/state/progress.ts
var state_progress = __webpack_require__(6498);
// EXTERNAL MODULE: ./src/commands/session.ts + 1 modules
var session = __webpack_require__(91083);
// EXTERNAL MODULE: ./src/commands/state/keep-assumptions.ts + 3 modules
var keep_assumptions = __webpack_require__(81101);
// EXTERNAL MODULE: ./src/commands/state/key-prefix.ts
var key_prefix = __webpack_require__(86016);
;// CONCATENATED MODULE: ./src/commands/doctor/open-state.ts





/**
 * Opens the state; one whose progress or earlier tests cannot be used may still have good tokens. `settings`: those that a sync would run with; null = they
 * cannot be read.
 */
async function openState(context, settings) {
    const said = [];
    const warn = (says) => void said.push({ check: 'state', level: 'warning', says });
    const listening = { ...context, warn };
    const opened = await (0,finding/* attempt */.CD)('state', () => (0,session/* openWritableState */.gY)(listening));
    const state = opened.result;
    const none = { progress: (0,state_progress/* emptyProgress */.bt)(), assumptions: null };
    if (state === null)
        return { ...none, state, findings: opened.findings };
    const restored = await (0,finding/* attempt */.CD)('state', async () => {
        const saved = await (0,session/* restoreProgress */.Kx)(listening, state);
        return { progress: saved.progress, assumptions: await (0,keep_assumptions/* restoreAssumptions */.NL)(saved) };
    });
    const { progress } = restored.result ?? none;
    const prefix = await (0,finding/* attempt */.CD)('state', async () => {
        if (settings !== null)
            (0,key_prefix/* keepPrefix */.A)({ ...progress }, settings, context.inputs);
    });
    const findings = [...said, ...restored.findings, ...prefix.findings];
    if (restored.result === null)
        return { ...none, state, findings };
    const since = progress.savedAt === '' ? 'there is none yet: the next sync is the first' : `saved at ${progress.savedAt}`;
    const right = findings.length > 0 ? [] : [(0,finding.ok)('state', `The state can be kept and read; ${since}.`)];
    return { ...restored.result, state, findings: [...findings, ...right] };
}

;// CONCATENATED MODULE: ./src/commands/doctor/tested.ts

/** What the flows that are on rest on. */
function premisesOfSelected({ programs, config, selected }) {
    return (0,keep_assumptions/* premisesOfFlows */.Vo)(programs, config.settings).filter(({ flows }) => [...flows].some((flow) => selected.has(flow)));
}
/** Adds the tests to the kept ones. */
async function keepTested(saved, before, tested, { warn }) {
    const now = Object.fromEntries(tested.map(({ premise, result }) => [premise.name, result]));
    await (0,keep_assumptions/* saveAssumptions */.mU)(saved, before, { ...before, results: { ...before.results, ...now } }, warn);
}

// EXTERNAL MODULE: ./src/commands/network.ts + 3 modules
var commands_network = __webpack_require__(5880);
;// CONCATENATED MODULE: ./src/commands/doctor.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
































const REPORT_FILE = 'exact-asperion-sync-doctor.json';
/**
 * Checks everything that a sync needs and reports all faults at once. Writes to neither system and saves
 * nothing but tokens that had to be renewed and what it tested. Returns the exit code: 1 when a sync would fail.
 */
async function doctor(context, to = onRunner(context)) {
    const { findings, tested, settings } = await examine(context);
    const report = assumptionsReport({ findings, tested, settings, nowMs: context.clock() });
    await (0,publish/* publishFindings */.Ig)(findings, report, { ...to, log: context.log, environment: context.environment });
    return findings.some(({ level }) => level === 'error') ? 1 : 0;
}
const onRunner = ({ github }) => ({
    isTerminal: false,
    reportFile: (0,external_node_path_.join)(github.temporaryFolder ?? (0,external_node_os_.tmpdir)(), REPORT_FILE),
});
/** Checks everything. Never throws for expected errors. */
async function examine(given) {
    const context = (0,session/* inOneAdministration */.kL)(given);
    const { inputs, github, environment, clock, signal } = context;
    const mappings = await (0,finding/* attempt */.CD)('mappings', () => (0,session/* readMappings */.E0)(context));
    const settings = mappings.result?.config.settings ?? (await settingsAlone(context));
    const { findings, tested, callsPerDay } = await examineSystems(context, mappings.result, settings);
    const workflows = (0,doctor_workflows/* readWorkflows */.L)(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? '');
    const facts = readGitHub({ ...github, token: inputs.githubToken });
    const repository = await askRepository(facts);
    const tables = await (0,finding/* attempt */.CD)('mappings', async () => tableFiles((0,config_folder/* folderOf */.yS)(inputs.mappings, github.workspace)));
    const all = [
        ...(mappings.result === null ? mappings.findings : judgeMappings(mappings.result, inputs.flows)),
        ...judgeProposals(tables.result ?? []),
        ...findings,
        ...(0,schedule/* judgeSchedule */.No)({
            workflows,
            programs: mappings.result?.programs ?? [],
            callsPerDay,
            companies: Math.max(1, settings.administrations.filter(({ flows }) => flows?.length !== 0).length),
            isPrivate: repository.isPrivate.kind === 'known' ? repository.isPrivate.value : null,
            nowMs: clock(),
        }),
        ...judgeTimeLimits(workflows),
        ...judgeRepository(repository, workflows),
        ...(await checkTokens(facts, gitHubTokens(context), clock())),
        ...(signal.aborted
            ? [(0,finding/* error */.z3)('doctor', 'The run was cancelled before everything was checked.', 'Start it again.')]
            : []),
    ];
    return { findings: all, tested, settings };
}
/** The part that needs the systems: the state gives the tokens, the tokens let in, the administration decides what is seen. */
async function examineSystems(context, mappings, settings) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { clock, signal, inputs } = context;
        const saved = await openState(context, mappings === null ? null : settings);
        const { state, progress, findings } = saved;
        const unseen = {
            findings: [...findings, ...withoutState],
            tested: [],
            callsPerDay: callsPerDay(context, settings, {}),
        };
        if (state === null)
            return unseen;
        let skews = new Map();
        const watched = (transport) => {
            const watching = watchClocks(transport, clock);
            skews = watching.skews;
            return watching;
        };
        const network = __addDisposableResource(env_1, (0,commands_network/* openNetwork */.X)(context, settings, { state, progress }, { through: watched }), true);
        const systems = (0,connect_systems/* connectSystems */.Rm)(network.connections);
        const inspected = (0,registry/* bySystem */.Dp)((name) => ({
            system: systems[name],
            inspection: network.connections[name].inspect(),
        }));
        const today = (0,dutch_time/* dutchDay */.nv)(clock());
        const programs = mappings?.programs.filter(({ name }) => mappings.selected.has(name)) ?? [];
        const credentials = await checkCredentials(inspected, signal);
        const { open, findings: administrations } = await checkAdministrations(inspected, credentials.open, signal);
        const asked = { inspected, open, today, signal };
        const mapped = mappings === null
            ? ['rights', 'fields', 'codes', 'assumptions'].map((check) => (0,finding/* notChecked */.lb)(check, 'Correct the mappings first.'))
            : [
                ...(await checkRights(programs, asked)),
                ...(await checkFields(programs, asked)),
                ...(await checkCodes(programs, { tables: [...mappings.config.tables.values()], plans: (0,template/* readTemplate */.x)().tables }, asked)),
            ];
        const premises = mappings === null ? [] : premisesOfSelected(mappings);
        const test = (0,keep_assumptions/* premiseTest */.eg)(network.connections, context);
        const assumptions = await checkAssumptions(premises, test, credentials.open, open);
        if (saved.assumptions !== null) {
            await keepTested({ state, name: (0,session/* stateName */.Vi)(inputs) }, saved.assumptions, assumptions.tested, context);
        }
        const bookYear = await checkBookYear(settings.bookYear.start, asked);
        return {
            findings: [
                ...[...findings, ...credentials.findings, ...administrations, ...judgeClocks(skews), ...mapped],
                ...[...assumptions.findings, ...bookYear],
            ],
            tested: assumptions.tested,
            callsPerDay: callsPerDay(context, settings, (0,commands_network/* snapshotsOf */.o)(network.budgets)),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const withoutState = ['credentials', 'administration', 'clock', 'rights', 'fields', 'codes', 'assumptions'].flatMap((check) => (0,registry/* systemNames */.w9)().map((name) => systems_closed(check, name)));
/** What each system with a limit allows a day: announced in an answer, or by the settings. */
function callsPerDay({ inputs }, settings, snapshots) {
    return (0,registry/* bySystem */.Dp)((name) => {
        const { limits } = (0,registry/* factsOf */.xS)(name);
        const { administration } = inputs.systems[name];
        if (limits === undefined)
            return null;
        const own = (0,settings_schema/* settingsOf */.f5)(settings, name);
        const share = limits.share(own, (0,administrations_schema/* sharingOf */.gI)(settings.administrations, name, administration));
        return Math.min(limits.callsPerDay(own, snapshots[name], administration), share);
    });
}
function gitHubTokens({ inputs }) {
    const given = { [input_names/* INPUTS */.mc.githubToken]: inputs.githubToken, [input_names/* INPUTS */.mc.secretsToken]: inputs.secretsToken };
    return Object.entries(given).flatMap(([input, token]) => (token === null ? [] : [{ input, token }]));
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
