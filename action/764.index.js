export const id = 764;
export const ids = [764];
export const modules = {

/***/ 5764:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./src/report/log-text.ts
var log_text = __webpack_require__(9018);
// EXTERNAL MODULE: ./src/report/words/words.ts + 3 modules
var words = __webpack_require__(62631);
// EXTERNAL MODULE: ./src/commands/on-runner.ts
var on_runner = __webpack_require__(83356);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/config/checkout.ts
var checkout = __webpack_require__(54020);
// EXTERNAL MODULE: ./src/config/packs/shipped.ts
var packs_shipped = __webpack_require__(18484);
// EXTERNAL MODULE: ./src/report/run-report.ts
var run_report = __webpack_require__(57330);
// EXTERNAL MODULE: ./src/sync/links/pairs.ts
var links_pairs = __webpack_require__(59872);
// EXTERNAL MODULE: ./src/systems/registry.ts + 95 modules
var registry = __webpack_require__(93117);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
;// CONCATENATED MODULE: ./src/plan/accounts.ts
/**
 * Names ledger accounts by their codes, from the reference lists that the run has read so far; an unknown id
 * stays as it is. `resource` null = what is sent is the code.
 */
function accountNames({ lists }) {
    const known = new Map();
    const search = (resource, id) => {
        for (const [name, { values }] of Object.entries(lists)) {
            if (!name.startsWith(`${resource}|`))
                continue;
            for (const [code, value] of Object.entries(values))
                known.set(`${resource}|${value}`, code);
        }
        return known.get(`${resource}|${id}`);
    };
    return (resource) => (account) => {
        const id = String(account);
        return resource === null ? id : (known.get(`${resource}|${id}`) ?? search(resource, id) ?? id);
    };
}

// EXTERNAL MODULE: ./node_modules/json-diff/lib/index.js
var lib = __webpack_require__(62078);
// EXTERNAL MODULE: ./src/values.ts
var src_values = __webpack_require__(74777);
;// CONCATENATED MODULE: ./src/plan/changes.ts


/** Field by field what is sent, in order. */
function sentFields(sent, display) {
    return Object.entries(sent).map(([field, value]) => ({ field, after: display.value(field, value) }));
}
/**
 * What changes in `fields`, field by field; lines line by line. `before` null = it is not known what the target holds. A
 * field of `before` that is null or absent holds nothing.
 */
function changedFields(fields, before, after, display) {
    return fields.flatMap((field) => {
        if (before === null)
            return [{ field, after: display.value(field, after[field]) }];
        const lines = { before: asLines(before[field]), after: asLines(after[field]) };
        if (lines.after !== null)
            return changedLines(field, lines.before ?? [], lines.after, display);
        return differs(before[field], after[field], display)
            ? [{ field, ...change(field, before[field], after[field], display) }]
            : [];
    });
}
function changedLines(name, before, after, display) {
    // What the target adds, such as a line's id, is not a change.
    const mapped = [...new Set(after.flatMap((line) => Object.keys(line)))];
    const known = before.map((line) => Object.fromEntries(mapped.map((field) => [field, line[field] ?? null])));
    return pairLines(known, after, display).flatMap((pair, index) => {
        const place = `${name}[${index + 1}]`;
        if (pair.before === null || pair.after === null) {
            return [{ field: place, ...change(name, pair.before, pair.after, display) }];
        }
        const { before: old, after: now } = pair;
        return mapped
            .filter((field) => differs(old[field], now[field], display))
            .map((field) => ({
            field: `${place}.${field}`,
            ...change(`${name}.${field}`, old[field], now[field], display),
        }));
    });
}
/** Pairs the lines of both sides: by position if both have as many, else by content. */
function pairLines(before, after, display) {
    if (before.length === after.length) {
        return before.map((line, index) => ({ before: line, after: after[index] ?? null }));
    }
    const olds = [...before];
    const news = [...after];
    const marks = (0,lib.diff)(before.map(display.plain), after.map(display.plain), { full: true });
    return (Array.isArray(marks) ? marks : []).map((entry) => {
        const mark = Array.isArray(entry) ? entry[0] : ' ';
        return {
            before: mark === '+' ? null : (olds.shift() ?? null),
            after: mark === '-' ? null : (news.shift() ?? null),
        };
    });
}
/** A field's lines; null for every other value. */
function asLines(value) {
    if (!Array.isArray(value))
        return null;
    const lines = value.filter(src_values/* isRecord */.u4);
    return lines.length === value.length ? lines : null;
}
/** Both sides of a field, which a line's field names as `lines.amount`. */
function change(field, before, after, display) {
    return { before: display.value(field, before), after: display.value(field, after) };
}
/** Compared in clear: a changed name is a change even if only its class is shown. */
function differs(before, after, display) {
    return JSON.stringify(display.plain(before)) !== JSON.stringify(display.plain(after));
}

// EXTERNAL MODULE: ./src/report/plan/changes-of-flow.ts
var changes_of_flow = __webpack_require__(19500);
// EXTERNAL MODULE: ./node_modules/big.js/big.mjs
var big = __webpack_require__(49965);
// EXTERNAL MODULE: ./src/sync/money/money-lines.ts
var money_lines = __webpack_require__(99114);
// EXTERNAL MODULE: ./src/systems/money-fields.ts
var money_fields = __webpack_require__(92010);
// EXTERNAL MODULE: ./src/order.ts
var order = __webpack_require__(5395);
;// CONCATENATED MODULE: ./src/plan/links.ts

/**
 * Lines of links.yml that settle ambiguities, one per source record. Each proposes the first candidate that belongs to nobody,
 * is pinned nowhere and is proposed nowhere else, for a target record has one source record; `skip` where there is none.
 * Ambiguities that links.yml cannot settle are left out, such as those of a number that several source records have.
 */
function proposeLinks(ambiguities, pinned) {
    const byRecord = new Map();
    const taken = new Map();
    for (const { reference, pinFlow, linksFile, candidates, why, isSameNumber, mayBeNew } of ambiguities) {
        if (pinFlow === null || isSameNumber === true || byRecord.has(`${pinFlow}\n${reference}`))
            continue;
        const used = taken.get(pinFlow) ?? new Set(pinned.get(pinFlow)?.values());
        taken.set(pinFlow, used);
        const free = candidates.find((candidate) => !candidate.isTaken && !used.has(candidate.reference));
        if (free !== undefined)
            used.add(free.reference);
        byRecord.set(`${pinFlow}\n${reference}`, {
            flow: pinFlow,
            source: reference,
            target: free?.reference ?? 'skip',
            candidates: candidates.map((candidate) => candidate.reference),
            why,
            ...(mayBeNew === true && { mayBeNew }),
            ...(linksFile !== undefined && { at: { file: linksFile, line: 1, column: 1 } }),
        });
    }
    return [...byRecord.values()].sort((left, right) => byText(left.flow, right.flow) || byText(left.source, right.source));
}
const collator = new Intl.Collator('en', { numeric: true });
/** Texts in an order that has 2 before 10. */
const byText = (left, right) => collator.compare(left, right) || (0,order/* ascending */.V)(left, right);

// EXTERNAL MODULE: ./src/plan/money.ts
var money = __webpack_require__(46195);
;// CONCATENATED MODULE: ./src/plan/money-comparison.ts






/**
 * Money under two versions of the mappings: sums of documents by VAT code and ledger account, including those
 * sent before, and the lines that move. A refused document is not booked and holds nothing.
 */
class MoneyComparison {
    #nameAccount;
    #base = new money/* MoneyTotals */.i();
    #head = new money/* MoneyTotals */.i();
    /** Revenue; the account is the text of a period. */
    #basePeriods = new money/* MoneyTotals */.i();
    #headPeriods = new money/* MoneyTotals */.i();
    #moves = [];
    constructor({ nameAccount }) {
        this.#nameAccount = nameAccount;
    }
    /**
     * Adds one record's step under both versions; null = that version does not take it. Returns the document's revenue without VAT, as
     * the head books it, or the base if the head does not (null = none is booked, or it is not known), and its lines that move. Adds nothing if
     * it is not known what one of them does, or if its money `counts` elsewhere.
     */
    add(base, head, display, counts) {
        const place = (head ?? base)?.place;
        const fields = place === undefined ? null : (0,money_fields/* moneyFieldsOf */.lx)(place.system, place.spec.name);
        const isUnknown = base?.outcome === 'not known' || head?.outcome === 'not known';
        if (place === undefined || fields === null || isUnknown)
            return { amount: null };
        const name = this.#nameAccount(fields.accounts);
        const before = isBooked(base) ? base?.values : null;
        const after = isBooked(head) ? head?.values : null;
        const [was, is] = [revenueOf(fields, before), revenueOf(fields, after)];
        if (counts) {
            if (before)
                this.#base.addDocument(fields, before, name);
            if (after)
                this.#head.addDocument(fields, after, name);
            for (const line of was ?? [])
                this.#basePeriods.add({ ...line, account: periodOf(place, before) });
            for (const line of is ?? [])
                this.#headPeriods.add({ ...line, account: periodOf(place, after) });
        }
        const amount = totalOf(is ?? was);
        if (!before || !after)
            return { amount };
        const isCredit = amount !== null && new big/* default */.A(amount).lt(0);
        const lines = pairLines((0,money_lines/* linesOf */.Dx)(before, fields.lines), (0,money_lines/* linesOf */.Dx)(after, fields.lines), display);
        const moves = lines.flatMap((pair) => {
            if (pair.before === null || pair.after === null)
                return [];
            const [from, to] = [pair.before, pair.after].map((line) => (0,money_lines/* asRevenue */.LM)(fields, (0,money_lines/* moneyLine */.ft)(fields, line, name)));
            return from === undefined || to === undefined ? [] : movesOf(from, to, isCredit);
        });
        if (counts)
            this.#moves.push(...moves);
        return moves.length === 0 ? { amount } : { amount, moves };
    }
    /** Where the versions differ, in order. */
    rows() {
        return differing(this.#base, this.#head);
    }
    /** The same by period and VAT code, as revenue. */
    periods() {
        return differing(this.#basePeriods, this.#headPeriods)
            .map(({ account: period, ...row }) => ({ period, ...row }))
            .sort((left, right) => byText(left.period ?? '', right.period ?? ''));
    }
    /** The largest first. */
    moves() {
        return summed(this.#moves);
    }
}
/** What moves if a line stands in another place. */
function movesOf(before, after, isCredit) {
    const amount = before.amount ?? after.amount ?? new big/* default */.A(0);
    // The VAT lines of an entry are no revenue, and have the other sign.
    const credited = isCredit && amount.lt(0) ? { credited: amount.toFixed() } : {};
    const move = (of, from, to) => from === to ? [] : [{ of, from, to, lines: 1, amount: amount.toFixed(), ...credited }];
    return [...move('VAT code', before.vatCode, after.vatCode), ...move('ledger account', before.account, after.account)];
}
/** One move for those from the same place to the same other one; the largest first. */
function summed(moves) {
    const sum = (amounts) => amounts.reduce((total, one) => total.plus(one), new big/* default */.A(0));
    return [...Map.groupBy(moves, ({ of, from, to }) => JSON.stringify([of, from, to])).values()]
        .flatMap((same) => {
        const credited = sum(same.flatMap((move) => move.credited ?? []));
        return same.slice(0, 1).map(({ of, from, to }) => ({
            ...{ of, from, to, lines: same.length, amount: (0,money/* money */.T)(sum(same.map(({ amount }) => amount))) },
            ...(credited.eq(0) ? {} : { credited: (0,money/* money */.T)(credited) }),
        }));
    })
        .sort((left, right) => new big/* default */.A(right.amount).abs().cmp(new big/* default */.A(left.amount).abs()) ||
        byText(JSON.stringify(left), JSON.stringify(right)));
}
function differing(before, after) {
    const places = new Map([...before.places(), ...after.places()].map((place) => [JSON.stringify([place.vatCode, place.account]), place]));
    return [...places.values()]
        .map(({ vatCode, account }) => {
        const base = before.at(vatCode, account);
        const head = after.at(vatCode, account);
        const difference = head.amount.minus(base.amount);
        return {
            vatCode,
            account,
            base: (0,money/* money */.T)(base.amount),
            head: (0,money/* money */.T)(head.amount),
            difference: (0,money/* money */.T)(difference),
            lines: [base.lines, head.lines],
            unknown: base.unknown + head.unknown,
        };
    })
        .filter(({ difference, lines }) => !new big/* default */.A(difference).eq(0) || lines[0] !== lines[1])
        .sort((left, right) => byText(left.vatCode ?? '', right.vatCode ?? '') || byText(left.account ?? '', right.account ?? ''));
}
const revenueOf = (fields, values) => values === null || values === undefined ? null : (0,money_lines/* revenueLines */.eD)(fields, values);
/** `2026 / 12`; null = the document has no period. */
function periodOf({ bookedIn }, values) {
    const { year = null, period = null } = values ? (bookedIn?.(values) ?? {}) : {};
    return year === null ? null : `${year} / ${period ?? '\u2013'}`;
}
function totalOf(lines) {
    if (lines === null || lines.length === 0)
        return null;
    const amounts = lines.flatMap(({ amount }) => amount ?? []);
    return amounts.length < lines.length ? null : (0,money/* money */.T)(amounts.reduce((sum, one) => sum.plus(one), new big/* default */.A(0)));
}
/** A document that differs was booked, as it was then; the next one like it waits if it lacks what the target requires. */
const isBooked = (side) => side !== null &&
    (side.outcome !== 'refused' || side.code === 'DIFFERS') &&
    (side.values === null || !side.place.isIncomplete(side.values));

;// CONCATENATED MODULE: ./src/plan/counted-records.ts


/**
 * The records that a comparison has counted. Several flows may bring one record across, such as one that reads invoices and one that finds them by
 * their orders, and several records may stand for one customer: sums have it once, where it came first in the order of a run.
 */
class CountedRecords {
    /** The first flow that has the record. */
    #flows = new Map();
    /** Records whose money is told. */
    #told = new Set();
    #differing = new Map();
    /** What each version books of a record, by its name. */
    #base;
    #head;
    /** `flows`: what both versions made of each flow's records, in the order of a run. */
    constructor(flows = []) {
        this.#base = bookedBy(flows.map(({ ofBase }) => ofBase));
        this.#head = bookedBy(flows.map(({ ofHead }) => ofHead));
    }
    /** The sides of a step, and for a version that does not book the record there, what it books of it elsewhere. */
    anywhere(name, { before, after }) {
        const found = (side, booked) => side?.outcome === 'not known' || holdsMoney(side) ? side : (booked.get(name ?? '') ?? side);
        return { before: found(before, this.#base), after: found(after, this.#head) };
    }
    /** True where the record's money is told: in the first flow that knows what both versions book of it. */
    tells(name, { before, after }) {
        if (name === null)
            return true;
        const isFirst = !this.#told.has(name);
        if (madeBy({ before, after }) !== null)
            this.#told.add(name);
        return isFirst;
    }
    /** True if one version books the record first here, and the other one elsewhere: both book it, so its money is no change. */
    changesPlace(name, { before, after }) {
        const isFirst = [this.#base.get(name ?? '') === before, this.#head.get(name ?? '') === after];
        return holdsMoney(before) && holdsMoney(after) && isFirst[0] !== isFirst[1];
    }
    /** True if a version would create the record, where it comes first: then it is not in the target yet, though it is found there later in the run. */
    isNew(name) {
        return [this.#base, this.#head].some((booked) => booked.get(name ?? '')?.outcome === 'created');
    }
    /** True if flows before this one have all that the steps stand for. */
    isKnown(flow, names) {
        return names.length > 0 && names.every((name) => name !== null && (this.#flows.get(name) ?? flow) !== flow);
    }
    see(flow, names) {
        for (const name of names)
            if (name !== null && !this.#flows.has(name))
                this.#flows.set(name, flow);
    }
    /** A record that comes out differently, with its twin if there is one: the same versions make both. */
    differing(name, flow, sides, record) {
        const made = madeBy(sides);
        if (name === null || made === null || (0,changes_of_flow/* isNotCome */.Cp)(record))
            return record;
        const twin = this.#differing.get(`${name}\n${made}`);
        if (twin !== undefined)
            return { ...record, twin };
        this.#differing.set(`${name}\n${made}`, { flow, reference: record.reference, step: record.step });
        return record;
    }
}
/** The versions that make the record; null = none does, or that is not known. */
function madeBy({ before, after }) {
    const sides = [before, after];
    if (sides.some((side) => side?.outcome === 'not known'))
        return null;
    const made = sides.map(holdsMoney);
    return made.includes(true) ? made.join() : null;
}
const holdsMoney = (side) => isBooked(side) && side?.values != null;
/** What a version books of each record, in the flow that comes first. */
function bookedBy(flows) {
    const booked = new Map();
    for (const record of flows.flatMap((flow) => [...(flow?.records.values() ?? [])])) {
        for (const side of [...record.steps.values()].flat()) {
            const name = nameOf({ before: side, after: null }, record);
            if (name !== null && holdsMoney(side) && !booked.has(name))
                booked.set(name, side);
        }
    }
    return booked;
}
/** What a step stands for, by company; null = that is not known. */
function nameOf({ before, after }, side) {
    const name = after?.record ?? before?.record ?? null;
    return name === null ? null : `${side?.of ?? ''}\n${name}`;
}

// EXTERNAL MODULE: ./src/plan/value-display.ts
var value_display = __webpack_require__(94969);
;// CONCATENATED MODULE: ./src/plan/compare.ts





const NOT_TAKEN = { outcome: 'not taken', code: null, reason: null };
/** Compares what two versions made of one flow's records; a side that has no such flow is null. Pure. */
function compareFlow(flow, base, head, options) {
    const keys = new Set([...(base?.records.keys() ?? []), ...(head?.records.keys() ?? [])]);
    const money = new MoneyComparison(options);
    const records = [];
    let changed = 0;
    let stays = 0;
    const repeated = { compared: 0, changed: 0, stays: 0 };
    for (const key of keys) {
        const sides = { base: base?.records.get(key) ?? null, head: head?.records.get(key) ?? null };
        const { differing, isAgain } = compareRecord(flow, sides, money, options);
        // Its customer may change: the document itself stays.
        const counts = { changed: differing.length > 0 ? 1 : 0, stays: differing.some((record) => record.stays) ? 1 : 0 };
        changed += counts.changed;
        stays += counts.stays;
        if (isAgain) {
            repeated.compared += 1;
            repeated.changed += counts.changed;
            repeated.stays += counts.stays;
        }
        records.push(...differing);
    }
    records.sort((left, right) => byText(left.reference, right.reference));
    return {
        flow,
        errors: [
            ...(base === null || base.error === null ? [] : [{ of: 'base', error: base.error }]),
            ...(head === null || head.error === null ? [] : [{ of: 'head', error: head.error }]),
        ],
        compared: keys.size,
        alike: keys.size - changed,
        stays,
        ...(repeated.compared === 0 ? {} : { repeated }),
        outcomes: outcomesOf(records),
        fields: fieldsOf(records),
        money: money.rows(),
        periods: money.periods(),
        moves: money.moves(),
        records,
    };
}
function compareRecord(flow, { base, head }, sums, { display, revealed, before: counted }) {
    const sources = [...(base?.sources ?? []), ...(head?.sources ?? [])];
    const steps = [...new Set([...(head?.steps.keys() ?? []), ...(base?.steps.keys() ?? [])])];
    const pairs = steps
        .flatMap((step) => paired(base?.steps.get(step) ?? [], head?.steps.get(step) ?? []))
        .map(({ before, after, place }) => {
        return { before: before ?? notKnownIn(base, place), after: after ?? notKnownIn(head, place), place };
    });
    const names = pairs.map((pair) => nameOf(pair, head ?? base));
    const differing = pairs.flatMap(({ before, after, place }, at) => {
        const name = names[at] ?? null;
        const anywhere = counted.anywhere(name, { before, after });
        const money = sums.add(anywhere.before, anywhere.after, display, counted.tells(name, anywhere));
        // What another flow books as well is no money of this one's.
        const isOwn = anywhere.before === before && anywhere.after === after && !counted.changesPlace(name, anywhere);
        const booked = isOwn ? money : { amount: null };
        const resource = place.spec.name;
        const compare = (as) => compareValues(before?.values ?? null, after?.values ?? null, as);
        const displayHere = display.of(resource);
        const values = compare(displayHere);
        const places = [before, after].flatMap((side) => side?.place ?? []);
        const fields = values.length === 0 ? values : compare((0,value_display/* hiding */.Q0)(displayHere, { sources, revealed, places }));
        const sides = { base: sideOf(before), head: sideOf(after) };
        const isSame = fields.length === 0 && wordOf(sides.base) === wordOf(sides.head);
        if (isSame && sides.head.outcome !== 'not known')
            return [];
        const stays = !counted.isNew(name) && staysAsItIs(before, after);
        const reference = head?.reference ?? base?.reference ?? '';
        const record = { reference, step: place.step, ...sides, fields, stays, ...booked };
        return [counted.differing(name, flow, { before, after }, record)];
    });
    const isAgain = counted.isKnown(flow, names) && differing.every(({ twin }) => (twin?.flow ?? flow) !== flow);
    counted.see(flow, names);
    return { differing, isAgain };
}
/** What follows a step that is not known is not known either. Null = all that the version does with the record is known. */
function notKnownIn(side, place) {
    const unknown = [...(side?.steps.values() ?? [])].flat().find(({ outcome }) => outcome === 'not known');
    return unknown === undefined ? null : { ...unknown, place, element: null, record: null, values: null };
}
/** Pairs results of the same element; a failure before the elements were known is paired with the first of the rest. */
function paired(before, after) {
    const rest = [...before];
    const take = (isMeant) => {
        const at = rest.findIndex(isMeant);
        return at < 0 ? null : (rest.splice(at, 1)[0] ?? null);
    };
    const same = after.map((side) => ({ side, other: take(({ element }) => element === side.element) }));
    const pairs = same.map(({ side, other }) => {
        const found = other ?? take(({ element }) => element === null || side.element === null);
        return { before: found, after: side, place: side.place };
    });
    return [...pairs, ...rest.map((side) => ({ before: side, after: null, place: side.place }))];
}
/** Where only one side has values, its outcome says enough. */
function compareValues(before, after, display) {
    if (before === null || after === null)
        return [];
    const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    const changes = changedFields(fields, before, after, display);
    return changes.map((change) => ({ field: change.field, base: change.before ?? null, head: change.after }));
}
const sideOf = (side) => side === null ? NOT_TAKEN : { outcome: side.outcome, code: side.code, reason: side.reason };
/** `refused UNMAPPED_KEY`. */
const wordOf = ({ outcome, code }) => (outcome === 'refused' ? `${outcome} ${code}` : outcome);
/** A document already in the target is not changed: it is left, or reported as differing or refused. */
function staysAsItIs(base, head) {
    const sides = [base, head].filter((side) => side !== null);
    if (head?.outcome === 'created' || head?.outcome === 'updated')
        return false;
    if (sides.some(({ outcome }) => outcome === 'not known'))
        return false;
    return sides.some((side) => side.place.isDocument && isThere(side));
}
/** A step that its `when` leaves out has no values. */
const isThere = ({ values, outcome, code }) => values !== null && (outcome === 'left' || outcome === 'unchanged' || code === 'DIFFERS');
function outcomesOf(records) {
    const changed = records
        .map(({ step, base, head }) => ({ step, base: wordOf(base), head: wordOf(head) }))
        .filter(({ base, head }) => base !== head);
    const groups = Map.groupBy(changed, ({ step, base, head }) => [step, base, head].join('\n'));
    return mostFirst([...groups.values()].flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, records: same.length }))));
}
function fieldsOf(records) {
    const named = records.flatMap(({ step, fields }) => [...new Set(fields.map(({ field }) => field.replace(/\[\d+\]/, '')))].map((field) => ({ step, field })));
    const groups = Map.groupBy(named, ({ step, field }) => `${step}\n${field}`);
    return mostFirst([...groups.values()].flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, records: same.length }))));
}
function mostFirst(rows) {
    return [...rows].sort((left, right) => right.records - left.records || byText(JSON.stringify(left), JSON.stringify(right)));
}

// EXTERNAL MODULE: ./src/schema.ts
var schema = __webpack_require__(75060);
;// CONCATENATED MODULE: ./src/plan/edited/config-changes.ts



/** What differs between two versions, file by file. Pure. */
function compareConfigs(base, head) {
    const programs = { base: byName(base.programs), head: byName(head.programs) };
    const names = [...new Set([...programs.base.keys(), ...programs.head.keys()])].sort(byText);
    const pick = (holds) => names.filter((name) => holds(programs.base.get(name), programs.head.get(name)));
    const tables = [...new Set([...base.config.tables.keys(), ...head.config.tables.keys()])].sort(byText);
    const changed = pick((base, head) => isChanged(base, head) && !isOff(base, head));
    const files = [
        ...changed.map((name) => ({ file: name, changes: config_changes_differing(textOf(base, name), textOf(head, name)) })),
        ...tables.map((name) => ({
            file: `tables/${name}`,
            changes: config_changes_differing(rowsOf(base.config.tables.get(name)?.rows), rowsOf(head.config.tables.get(name)?.rows)),
        })),
        { file: 'settings', changes: config_changes_differing(keysOf(base.config.settings), keysOf(head.config.settings)) },
        { file: 'links', changes: config_changes_differing(pinsOf(base.config), pinsOf(head.config)) },
        { file: 'paused', changes: config_changes_differing(pausesOf(base.config), pausesOf(head.config)) },
    ];
    return {
        flows: {
            added: pick((base) => base === undefined),
            removed: pick((_, head) => head === undefined),
            enabled: pick((base, head) => base?.enabled === false && head?.enabled === true),
            disabled: pick((base, head) => base?.enabled === true && head?.enabled === false),
            changed,
            changedOff: pick((base, head) => isChanged(base, head) && isOff(base, head)),
        },
        files: files.filter(({ changes }) => changes.length > 0),
    };
}
const byName = (programs) => new Map(programs.map((program) => [program.name, program]));
const isChanged = (base, head) => base !== undefined && head !== undefined && base.version !== head.version;
const isOff = (base, head) => base?.enabled !== true && head?.enabled !== true;
function config_changes_differing(base, head) {
    return [...new Set([...base.keys(), ...head.keys()])]
        .filter((key) => base.get(key) !== head.get(key))
        .sort(byText)
        .map((key) => ({ key, base: base.get(key) ?? null, head: head.get(key) ?? null }));
}
/** The values of a table by their keys: `NL / 2` \u2192 `VH`, dated ones as `VH until 2027-12-31; \u2026`. */
function rowsOf(rows) {
    const leaves = (row, path) => {
        if (typeof row === 'string')
            return [[path.join(' / '), row]];
        if (isDated(row))
            return [[path.join(' / '), row.map(dated).join('; ')]];
        return [...row].flatMap(([key, inner]) => leaves(inner, [...path, key]));
    };
    return new Map(rows === undefined ? [] : leaves(rows, []));
}
const isDated = (row) => Array.isArray(row);
const dated = ({ value, from, until }) => [value, from === null ? '' : `from ${from}`, until === null ? '' : `until ${until}`].filter(Boolean).join(' ');
/** What a flow says, with all that it extends: so a newer version of the action shows what it brings. */
function textOf({ config }, name) {
    const { enabled: _, ...rest } = config.flows.find((flow) => flow.name === name)?.flow ?? {};
    return keysOf(rest);
}
/** Each value by its path; entries of lists by their ids. */
function keysOf(settings) {
    const leaves = (value, path) => typeof value === 'object' && value !== null && !(value instanceof big/* default */.A)
        ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, config_changes_nameOf(inner) ?? key]))
        : [[path.join('.'), value instanceof big/* default */.A ? value.toFixed() : String(value)]];
    return new Map(leaves(settings, []));
}
const config_changes_nameOf = (entry) => ((0,schema/* isObject */.Gv)(entry) && typeof entry.id === 'string' ? entry.id : null);
function pinsOf({ links }) {
    return new Map([...links].flatMap(([flow, pins]) => [...pins].map(([source, target]) => [`${flow} / ${source}`, target])));
}
function pausesOf({ pauses }) {
    return new Map(pauses.map((pause) => [whatPauses(pause), termsOfPause(pause)]));
}
function whatPauses({ flow, record }) {
    if (flow === null)
        return 'everything';
    return record === null ? flow : `${flow} / ${record}`;
}
function termsOfPause({ until, by, why }) {
    return `until ${until}, by ${by}: ${why}`;
}

// EXTERNAL MODULE: ./src/config/schema/settings-schema.ts
var settings_schema = __webpack_require__(45719);
// EXTERNAL MODULE: ./src/mapping/flow/version.ts
var flow_version = __webpack_require__(81151);
;// CONCATENATED MODULE: ./src/plan/edited/left-out.ts


/** The keys of a flow that say which records it leaves out. */
const CONDITIONS = ['where', 'cancelled', 'withdrawn', 'copyOf'];
/**
 * True if the second version of a flow may take in records that the first one left out: it begins earlier, or their conditions differ, or
 * something that these lead to, be it a name of `let`, a relation or a table. Such records are not recorded, so only the systems know what
 * becomes of them. Pure.
 */
function takesInOthers(base, head, flow) {
    if (![base, head].every(({ programs }) => programs.some(({ name }) => name === flow)))
        return false;
    const { where } = flowOf(base, flow);
    return beginsEarlier(base, head, flow) || conditionsOf(base, flow, where) !== conditionsOf(head, flow, where);
}
/** True if the second version of a flow begins on an earlier day: the next sync then reads everything once more. */
function beginsEarlier(base, head, flow) {
    const [before, after] = [base, head].map(({ programs }) => programs.find(({ name }) => name === flow));
    return before !== undefined && after !== undefined && (after.since ?? '') < (before.since ?? '');
}
const flowOf = ({ config }, name) => config.flows.find((one) => one.name === name)?.flow ?? {};
/** The conditions of a flow with all that they lead to, as a short hash; a condition under words that `known` lacks only leaves out more. */
function conditionsOf(version, name, known) {
    const { config } = version;
    const whole = flowOf(version, name);
    const flow = { ...whole, where: under(whole.where, known) };
    const named = new Map(Object.entries({ ...flow.with, ...flow.let }));
    const parts = new Map(CONDITIONS.map((key) => [`of the flow: ${key}`, flow[key]]));
    const tables = new Set();
    // What is found joins the loop, so that it is searched as well.
    for (const part of parts.values()) {
        for (const word of wordsIn(part)) {
            const table = config.tables.get(word);
            if (table !== undefined)
                tables.add(table);
            if (named.has(word))
                parts.set(word, named.get(word));
        }
    }
    return (0,flow_version/* versionOf */.E)(Object.fromEntries(parts), [...tables], null);
}
function under(where, known) {
    if (known === undefined)
        return known;
    if (!(0,schema/* isObject */.Gv)(where) || !(0,schema/* isObject */.Gv)(known))
        return where;
    return Object.fromEntries(Object.entries(where).filter(([words]) => words in known));
}
/** All that may be a name in it: `vat-codes` is a table, or one value less another. */
function wordsIn(part) {
    const text = JSON.stringify(part) ?? '';
    return [...(text.match(/\w+/g) ?? []), ...(text.match(/[\w-]+/g) ?? [])];
}

;// CONCATENATED MODULE: ./src/plan/edited/read-again.ts



/**
 * Within how many hours a sync reads all records of a flow again, also those that did not change, and so writes what a change makes of them; 0 = the next
 * one does. Null = it reads only what changed. Pure.
 */
function readAgainHours(base, head, flow) {
    if (beginsEarlier(base, head, flow))
        return 0;
    const program = head.programs.find(({ name }) => name === flow);
    if (program === undefined)
        return null;
    const { source, fields } = program;
    const settings = (0,settings_schema/* settingsOf */.f5)(head.config.settings, source.system);
    const hours = (0,registry/* factsOf */.xS)(source.system).readsAllAgainHours?.(settings, source.spec, fields) ?? null;
    return hours === null ? null : Math.ceil(hours);
}

// EXTERNAL MODULE: ./src/http/dutch-time.ts
var dutch_time = __webpack_require__(99194);
;// CONCATENATED MODULE: ./src/plan/edited/held-back.ts


/** What a person holds back from now on, or until another day, and what goes on. Pure. */
const heldBackLines = (versions) => [
    ...pauseLines(versions),
    ...skipLines(versions),
];
function pauseLines({ base, head, nowMs }) {
    const today = (0,dutch_time/* dutchDay */.nv)(nowMs);
    const holding = ({ config, selected }) => new Map(config.pauses
        .filter(({ flow, until }) => until >= today && (flow === null || selected.has(flow)))
        .map((pause) => [JSON.stringify([pause.flow, pause.record]), pause]));
    const [before, after] = [holding(base), holding(head)];
    const begun = [...after].filter(([key, { until }]) => before.get(key)?.until !== until);
    const ended = [...before].filter(([key]) => !after.has(key));
    return [...begun.map(([, pause]) => pausedLine(pause)), ...ended.map(([, pause]) => goesOnLine(pause))];
}
function pausedLine({ flow, record, until }) {
    if (flow === null)
        return `Paused up to and including ${until}: nothing is read or written.`;
    return record === null
        ? `Paused up to and including ${until}: nothing of ${flow} is written.`
        : `Paused up to and including ${until}: record ${record} of ${flow} is not written.`;
}
function goesOnLine({ flow, record }) {
    if (flow === null)
        return 'No longer paused: all flows.';
    return record === null ? `No longer paused: ${flow}.` : `No longer paused: record ${record} of ${flow}.`;
}
const MOST_NAMES = 20;
/** Records whose "skip" is taken back, or becomes another pin. They were never recorded, and the next sync reads them though nothing changed in the source. */
function skipLines({ base, head }) {
    const [before, after] = [base, head].map(({ programs, config }) => (0,links_pairs/* pinsByPair */.qm)(programs, config.links));
    if (before === undefined || after === undefined)
        return [];
    return head.programs.flatMap((program) => {
        const old = base.programs.find(({ name }) => name === program.name);
        if (old === undefined || ![base, head].every(({ selected }) => selected.has(program.name)))
            return [];
        const [was, is] = [(0,links_pairs/* skippedReferences */.b9)(old, before), (0,links_pairs/* skippedReferences */.b9)(program, after)];
        const ended = [
            ...[...was.own].filter((reference) => !is.own.has(reference)),
            ...[...was.elements].filter((reference) => !is.elements.has(reference)),
        ];
        return ended.length === 0 ? [] : [readAgainLine(program.name, ended)];
    });
}
function readAgainLine(flow, references) {
    const shown = references.slice(0, MOST_NAMES).join(', ');
    const more = references.length - MOST_NAMES;
    const then = 'The next sync reads what was skipped, and writes or books it.';
    return more > 0
        ? `No longer skipped in ${flow}: ${shown} and ${more} more. ${then}`
        : `No longer skipped in ${flow}: ${shown}. ${then}`;
}

// EXTERNAL MODULE: ./src/mapping/flow/booked-twice.ts
var booked_twice = __webpack_require__(60478);
;// CONCATENATED MODULE: ./src/plan/edited/switched-flows.ts

/** Flows that begin where another one ends and would book the same sales again, as another kind of document: no link tells them what is booked. Pure. */
function switchLines(base, head) {
    const only = (own, other) => own.programs.filter((program) => own.selected.has(program.name) && !other.selected.has(program.name) && (0,booked_twice/* writesDocuments */.Zw)(program));
    const sources = [...head.config.flows, ...base.config.flows];
    return only(base, head).flatMap((ended) => only(head, base)
        .filter((begun) => !bookAlike(ended, begun))
        .filter((begun) => (0,booked_twice/* bookedTwice */.pz)([ended, begun], sources).length > 0)
        .map((begun) => switchLine(begun.name, ended.name)));
}
/** True if both make one kind of document: what the other one booked is linked, or found by its number. */
function bookAlike(ended, begun) {
    const [known, wanted] = [ended, begun].map(({ steps }) => steps.filter(({ policy }) => policy.kind === 'document').map(({ spec }) => spec.name));
    return wanted?.every((name) => known?.includes(name)) === true;
}
function switchLine(begun, ended) {
    return `${begun} does not know what ${ended} booked and would book it again: make sure that its since is the first day that is not booked.`;
}

;// CONCATENATED MODULE: ./src/plan/edited/unseen-changes.ts




/** Keys of flows that change no value of a record, by what they are about. */
const RULES = {
    existing: /^(?:winner|purpose|steps\.\w+\.(?:update|exists|create|inactive|unlessBooked|match\..+|fields\.\w+\.write))$/,
    runs: /^(?:limit|guard\.\w+|steps\.\w+\.closed)$/,
    deleted: /^deleted$/,
};
/**
 * What changed between two versions that the values of the compared records do not show, in sentences: what is held back, how records are written
 * and when a run stops, and records that were never recorded. Pure.
 */
function unseenChanges(versions) {
    const { base, head, basis } = versions;
    const flows = [...head.selected].filter((flow) => base.selected.has(flow));
    const widened = flows.filter((flow) => basis.recorded.includes(flow) && !basis.unrecorded.includes(flow) && takesInOthers(base, head, flow));
    return [
        ...switchLines(base, head),
        ...heldBackLines(versions),
        ...Object.keys(RULES).flatMap((about) => changedKeys(versions, flows, RULES[about]).map((keys) => ruleLine(about, keys))),
        ...flows.flatMap((flow) => tellingChecks(versions, flow)),
        ...widened.map((flow) => leftOutLine(flow, readAgainHours(base, head, flow))),
    ];
}
/** The changed keys that fit, those of flows that changed alike in one line: `guard.maxCreates (\u2013 \u2192 5) in orders`. */
function changedKeys({ config }, flows, fits) {
    const changed = config.files.flatMap(({ file, changes }) => {
        if (!flows.includes(file))
            return [];
        const own = changes.filter(({ key }) => fits.test(key));
        const text = own.map(({ key, base, head }) => `${key} (${base ?? '\u2013'} \u2192 ${head ?? '\u2013'})`).join(', ');
        return text === '' ? [] : [{ file, text }];
    });
    return [...Map.groupBy(changed, ({ text }) => text)].map(([text, alike]) => `${text} in ${alike.map(({ file }) => file).join(', ')}`);
}
/** Checks of a flow that were edited and only tell of a record: what they tell of is not compared. */
function tellingChecks({ base, head, config }, flow) {
    const programs = [...base.programs, ...head.programs].filter(({ name }) => name === flow);
    const checks = programs.flatMap((program) => [...program.checks, ...program.steps.flatMap((step) => step.checks)]);
    const telling = new Set(checks.filter(({ then }) => then === 'tell').map(({ id }) => id));
    const changes = config.files.filter(({ file }) => file === flow).flatMap((file) => file.changes);
    const edited = new Set(changes.flatMap(({ key }) => /(?:^|\.)checks\.([^.]+)/.exec(key)?.[1] ?? []));
    const ids = [...edited].filter((id) => telling.has(id));
    return ids.length === 0 ? [] : [checksLine(flow, ids.join(', '))];
}
function checksLine(flow, ids) {
    return `Checks of ${flow} that only tell were edited, and what they tell of is not compared: ${ids}.`;
}
function ruleLine(about, keys) {
    if (about === 'existing')
        return `Records that are in the target already are treated by other rules, which the compared values do not show: ${keys}.`;
    return about === 'runs'
        ? `A run stops, or leaves records to later runs, by other rules, which are not compared: ${keys}.`
        : `Records that are deleted in the source are treated by other rules, which are not compared: ${keys}.`;
}
function leftOutLine(flow, hours) {
    const unseen = `Records that ${flow} left out are not recorded: what its other conditions or start date take in is not shown.`;
    const asked = 'With the credentials of both systems, the plan asks them.';
    if (hours === null)
        return `${unseen} Such a record is written or booked when it changes next, or by a sync with the input since. ${asked}`;
    return hours === 0
        ? `${unseen} The next sync reads all of them again, and writes or books what it takes in. ${asked}`
        : `${unseen} All of them are read again within ${hours} hours, and what is taken in is written or booked then. ${asked}`;
}

// EXTERNAL MODULE: ./src/errors/errors.ts
var errors = __webpack_require__(12600);
// EXTERNAL MODULE: ./src/mapping/questions.ts
var questions = __webpack_require__(70183);
;// CONCATENATED MODULE: ./src/plan/edited/withheld.ts


/**
 * Takes from the second version what it asks of persons and the first does not: whoever may propose a mapping may not read, by asking, what its plan
 * hides. A new text stands as its class for every record. A flow in which something new decides which records are written, where or by what number is not
 * planned, because each record would be an answer. Classes in `revealed` may be asked for. Pure.
 */
function withholdAnswers(base, head, revealed) {
    const known = base.programs.flatMap(({ questions }) => questions);
    const errors = new Map();
    const warnings = [];
    const programs = head.programs.flatMap((program) => {
        const asked = (0,questions/* newQuestions */.g2)(program.questions, known).filter(({ personal }) => !revealed.includes(personal));
        const decision = asked.find(({ isText }) => !isText);
        if (decision !== undefined) {
            errors.set(program.name, notAnswered(decision));
            return base.programs.filter(({ name }) => name === program.name);
        }
        if (asked.length === 0)
            return [program];
        warnings.push(notTold(program, asked));
        return [{ ...program, withheld: new Set(asked.map(({ text }) => text)) }];
    });
    return { programs, errors, warnings };
}
const notAnswered = ({ field, personal, at }) => new errors/* ConfigError */.xL('ASKS_PERSONAL', `What becomes of a record would depend on ${field}, which tells of persons, in a way that was not there before.`, { at, hint: `Have somebody plan it who may read it: with the input reveal: ${personal}.` });
function notTold({ name }, asked) {
    const fields = [...new Set(asked.map(({ field }) => field))].sort().join(', ');
    return `In ${name}, what is newly made of ${fields} tells of persons: the plan shows its class, as if it changed for every record.`;
}

// EXTERNAL MODULE: ./src/mapping/flow/program.ts
var flow_program = __webpack_require__(3811);
// EXTERNAL MODULE: ./src/systems/match-form.ts
var match_form = __webpack_require__(66786);
;// CONCATENATED MODULE: ./src/plan/same-answers.ts


/**
 * A system that answers everybody the same: each question goes to the real one once, with the fields that any
 * program needs. So two versions of the mappings see identical records, even if the system changes meanwhile, and
 * the second costs no calls. Feeds are read from the beginning; deletions, which no mapping sees, are left out. It
 * refuses to write.
 */
function sameAnswers(real, programs) {
    const answers = new Answers(real, fieldsUsed(real, programs));
    const refuse = async () => {
        throw new TypeError('Two versions of the mappings are compared without writing.');
    };
    return {
        name: real.name,
        catalog: real.catalog,
        isFree: true,
        ...(real.hasLists === false && { hasLists: false }),
        async *changes(request) {
            yield* await answers.changes(request);
        },
        read: (request) => answers.read(request),
        list: (request) => answers.list(request),
        find: (request) => answers.find(request),
        create: refuse,
        update: refuse,
    };
}
/** The answers of the real system, which is asked each question once. */
class Answers {
    #real;
    #used;
    #feeds = new Map();
    #lists = new Map();
    #reads = new Map();
    /** The records found, by `resource\nfield` and the comparable form of the value. */
    #finds = new Map();
    #refusals = new Map();
    constructor(real, used) {
        this.#real = real;
        this.#used = used;
    }
    changes(request) {
        return remembered(this.#feeds, request.resource, () => same_answers_all(this.#real.changes({ ...this.#wide(request), cursor: null })));
    }
    read(request) {
        const { resource, by, values } = request;
        return remembered(this.#reads, [resource, by, ...values].join('\n'), () => this.#real.read(this.#wide(request)));
    }
    list(request) {
        // Not with all fields: a system may have a cheap way for a few of them, and none for a list of all.
        const { resource, fields } = request;
        return remembered(this.#lists, [resource, ...fields].join('\n'), () => this.#real.list(request));
    }
    async find(request) {
        const { resource, field } = request;
        const place = `${resource}\n${field}`;
        const known = this.#finds.get(place) ?? new Map();
        this.#finds.set(place, known);
        const formed = request.values.map((value) => ({ value, form: this.#formOf(request, value) }));
        const news = new Map(formed.filter(({ form }) => !known.has(form)).map(({ form, value }) => [form, value]));
        if (news.size > 0) {
            const found = await this.#ask(request, [...news.values()]);
            for (const form of news.keys())
                known.set(form, []);
            for (const record of found)
                known.get(this.#formOf(request, record[field]))?.push(record);
        }
        for (const { value, form } of formed) {
            const why = this.#refusals.get(`${place}\n${form}`);
            if (why !== undefined)
                request.refused?.(value, why);
        }
        return [...new Set(formed.map(({ form }) => form))].flatMap((form) => known.get(form) ?? []);
    }
    #ask(request, values) {
        const { resource, field } = request;
        const { fields } = this.#wide(request);
        const refused = (value, why) => void this.#refusals.set(`${resource}\n${field}\n${this.#formOf(request, value)}`, why);
        return this.#real.find({
            ...request,
            values,
            fields: [...new Set([field, ...fields])],
            ...(request.refused === undefined ? {} : { refused }),
        });
    }
    /** A question for all fields that any program needs. */
    #wide(request) {
        return { ...request, fields: [...new Set([...request.fields, ...(this.#used.get(request.resource) ?? [])])] };
    }
    #formOf({ resource, field }, value) {
        return (0,match_form/* matchForm */.W)(this.#real.catalog.resources.get(resource) ?? { fields: {} }, field, value) ?? '';
    }
}
/** The fields that any program needs, by the system's resource. */
function fieldsUsed({ name }, programs) {
    const used = new Map();
    const use = (resource, fields) => {
        const known = used.get(resource) ?? new Set();
        used.set(resource, known);
        for (const field of fields)
            known.add(field);
    };
    for (const program of programs) {
        const { source, target, fields, steps, refs } = program;
        if (source.system === name) {
            use(source.spec.name, fields);
            for (const join of (0,flow_program/* allJoins */.z)(program))
                use(join.spec.name, [join.by, join.spec.key, ...join.fields]);
        }
        if (target.system !== name)
            continue;
        for (const { spec, writes, match, keep } of steps) {
            const names = [...Object.keys(writes), ...match.flat(), ...keep, spec.reference];
            use(spec.name, names.filter((field) => spec.fields[field] !== undefined));
        }
        for (const { resource, by } of refs)
            use(resource, [by]);
    }
    return used;
}
async function same_answers_all(pages) {
    const read = [];
    for await (const page of pages)
        read.push(page);
    return read;
}
function remembered(known, key, ask) {
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    return answer;
}

// EXTERNAL MODULE: ./src/config/none-row.ts
var none_row = __webpack_require__(38403);
// EXTERNAL MODULE: ./src/mapping/tables/missing-rows.ts
var missing_rows = __webpack_require__(57050);
;// CONCATENATED MODULE: ./src/plan/edit-effects.ts



/** What the edit of some rows does to the records of all flows; a record of the target counts once. */
function effectsOf(flows, group, groups) {
    const told = flows.map((flow) => ({ flow, ...toldBy(flow, group, groups) }));
    const nameOf = (flow, { reference, step }) => [flow, reference, step].join('\n');
    const known = new Set(told.flatMap(({ flow: { flow }, moved, refused, accepted }) => [...moved, ...refused, ...accepted]
        .filter(({ twin }) => twin === undefined)
        .map((record) => nameOf(flow, record))));
    // Several flows may bring one record across.
    const once = (records) => records.filter(({ twin }) => twin === undefined || !known.has(nameOf(twin.flow, twin)));
    return told.flatMap(({ flow, moved, refused, accepted }) => effectOn(flow, { moved: once(moved), refused: once(refused), accepted: once(accepted) }, group, groups));
}
function effectOn(flow, { moved, refused, accepted }, group, groups) {
    if (moved.length + refused.length + accepted.length === 0)
        return [];
    const sums = moved.length === 0 ? null : amountOf(flow, moved, group, groups);
    const [steps, no, yes] = [byStep(moved), byStep(refused), byStep(accepted)];
    return [{ flow: flow.flow, steps, refused: no, accepted: yes, ...(sums ?? { amount: null }) }];
}
/**
 * The records of a flow that these rows make come out differently: with another value, or refused by one of the versions only. A refusal does not say which row
 * it comes of, so it counts only where no other edit is used.
 */
function toldBy(flow, group, groups) {
    const uses = group.uses.filter((use) => use.flow === flow.flow);
    const isMoved = (record) => uses.some((use) => use.step === record.step && isChangedBy(record, use, group)) || waits(record, group);
    const moved = group.flows.has(flow.flow) ? flow.records.filter(isMoved) : [];
    const isAlone = (step) => groups.every((other) => isUsedIn(flow, step, other) === (other === group));
    const turned = flow.records.filter((record) => isAlone(record.step) && !moved.includes(record));
    return {
        moved,
        refused: turned.filter(({ base, head }) => isRefused(head) && isTaken(base)),
        accepted: turned.filter(({ base, head }) => isRefused(base) && isTaken(head)),
    };
}
/** True for a refusal that names no row: see `waits` for one that does. */
const isRefused = ({ outcome, code }) => outcome === 'refused' && code !== 'UNMAPPED_KEY';
/** False as well for a step that a version does not come to: it may be refused before it. */
const isTaken = ({ outcome }) => outcome !== 'refused' && outcome !== 'not taken' && outcome !== 'not known';
/** A row that fills no field may decide about every step, because a check or a calculation reads it; but not if the flow was edited too. */
function isUsedIn({ flow }, step, { uses, unedited }) {
    const own = uses.filter((use) => use.flow === flow);
    return own.length === 0 ? unedited.has(flow) : own.some((use) => use.step === step);
}
const byStep = (records) => [...Map.groupBy(records, ({ step }) => step)].map(([step, same]) => ({ step, records: same.length }));
function isChangedBy({ fields }, use, { changes, isAll }) {
    const own = fields.filter(({ field }) => field.slice(field.lastIndexOf('.') + 1) === use.field);
    const [change] = changes;
    if (change?.base == null || change.head == null)
        return false;
    if (use.isReference)
        return isAll && own.length > 0;
    const [before, after] = [valuesIn(change.base), valuesIn(change.head)];
    return own.some(({ base, head }) => before.includes(String(base)) && after.includes(String(head)));
}
/** `VH until 2027-12-31; VH22 from 2028-01-01` are two values. */
const valuesIn = (text) => text.split('; ').map((one) => one.replace(/( from \d{4}-\d\d-\d\d)?( until \d{4}-\d\d-\d\d)?$/, ''));
/** True for a record that waited for a new row, or waits because its row is gone. */
function waits({ base, head }, { table, changes }) {
    return changes.some((change) => {
        if (change.base !== null && change.head !== null)
            return false;
        const side = change.base === null ? base : head;
        const isUnmapped = side.code === 'UNMAPPED_KEY' && base.code !== head.code;
        return isUnmapped && side.reason?.includes((0,missing_rows/* waitsFor */.is)(table, change.key.split(' / '))) === true;
    });
}
/**
 * The lines that move, to the cent; for rows that are new or gone, all of their documents. Null if another edit moves lines in the same way,
 * since a line does not say which row it took.
 */
function amountOf(flow, records, group, groups) {
    const about = aboutMoney(group, flow);
    const [change] = group.changes;
    if (about === null || change === undefined)
        return null;
    if (change.base === null || change.head === null) {
        const amounts = records.flatMap(({ amount }) => amount ?? []);
        return { amount: sumOf(amounts), ...creditedOf(amounts.filter((amount) => new big/* default */.A(amount).lt(0))) };
    }
    const own = pairsOf(group);
    const others = groups.filter((other) => other !== group && aboutMoney(other, flow) === about).flatMap(pairsOf);
    if (own.some((pair) => others.includes(pair)))
        return null;
    const moved = records
        .flatMap(({ moves }) => moves ?? [])
        .filter(({ of, from, to }) => of === about && own.includes(pairOf(from, to)));
    return {
        amount: sumOf(moved.map(({ amount }) => amount)),
        ...creditedOf(moved.flatMap(({ credited }) => credited ?? [])),
    };
}
function creditedOf(amounts) {
    const credited = sumOf(amounts);
    return credited === null ? {} : { credited };
}
/** What the rows decide of the money of a flow's lines; null = nothing. */
const aboutMoney = ({ uses }, { flow }) => uses.find((use) => use.flow === flow && use.money !== null)?.money ?? null;
/** The ways in which an edit of rows moves lines: from each of their values to each of the new ones, on whatever day. */
function pairsOf({ changes: [change] }) {
    if (change?.base == null || change.head == null)
        return [];
    const after = valuesIn(change.head);
    return valuesIn(change.base).flatMap((from) => after.flatMap((to) => (from === to ? [] : [pairOf(from, to)])));
}
const pairOf = (from, to) => JSON.stringify([from, to]);
function sumOf(amounts) {
    return amounts.length === 0 ? null : (0,money/* money */.T)(amounts.reduce((sum, one) => sum.plus(one), new big/* default */.A(0)));
}

;// CONCATENATED MODULE: ./src/plan/table-edits.ts





/**
 * What the edits of tables do to the records, for people who never saw a flow: the rows that were edited alike, the fields that
 * they fill, and the records and the money that come out differently. Rows that give the same change count together, because a
 * record does not say which row it took. Pure.
 */
function tableEdits(config, base, head, flows) {
    const edited = editedFlows(config);
    const groups = config.files.flatMap(({ file, changes }) => {
        const table = /^tables\/(.*)/.exec(file)?.[1];
        if (table === undefined)
            return [];
        const sideOf = (version) => {
            return { uses: usesOf(version, table), flows: new Set(flowsWith(version, table)) };
        };
        const sides = { base: sideOf(base), head: sideOf(head) };
        const alike = Map.groupBy(changes, (change) => JSON.stringify([change.base, change.head]));
        return [...alike.values()].map((same) => {
            const side = same[0]?.head === null ? sides.base : sides.head;
            const uses = same.flatMap(({ key }) => side.uses.get(key) ?? []);
            const unedited = new Set([...side.flows].filter((flow) => !edited.has(flow)));
            return { table, changes: same, uses, flows: side.flows, unedited, isAll: alike.size === 1 };
        });
    });
    const told = new Set(groups.flatMap((group) => flows.flatMap((flow) => Object.values(toldBy(flow, group, groups)).flat())));
    return groups.map((group) => {
        const { table, changes, uses, flows: named } = group;
        const touched = flows.flatMap((flow) => flow.records.filter((record) => isUsedIn(flow, record.step, group) && !(0,changes_of_flow/* isNotCome */.Cp)(record)));
        // A record that is not known in an early step may come to the step that uses the rows.
        const unknown = flows.some(({ flow, records }) => named.has(flow) && records.some(changes_of_flow/* isUnknown */.t8));
        return {
            table,
            rows: changes.map(({ key }) => key),
            keys: table_edits_keysOf(head, table) ?? table_edits_keysOf(base, table) ?? [],
            base: changes[0]?.base ?? null,
            head: changes[0]?.head ?? null,
            fields: [...new Set(uses.map(({ field }) => field))],
            isUsed: named.size > 0,
            effects: effectsOf(flows, group, groups),
            isKnown: !unknown && touched.every((record) => told.has(record)),
        };
    });
}
/** Flows of which more than tables was edited. */
function editedFlows({ files, flows }) {
    const { added, removed, enabled, disabled } = flows;
    return new Set([...files.map(({ file }) => file), ...added, ...removed, ...enabled, ...disabled]);
}
/** The fields that the keys of a table are taken from; null if no flow looks anything up in it. */
function table_edits_keysOf({ config }, table) {
    const lookUp = (rule) => {
        if (typeof rule !== 'object' || rule === null)
            return undefined;
        if ((0,schema/* isObject */.Gv)(rule) && rule.table === table && rule.key !== undefined)
            return rule.key;
        return Object.values(rule)
            .map(lookUp)
            .find((key) => key !== undefined);
    };
    const key = config.flows.map(({ flow }) => lookUp(flow)).find((found) => found !== undefined);
    if (key === undefined)
        return null;
    return (Array.isArray(key) ? key : [key]).map((one) => fieldIn((0,none_row/* filledKey */.g)(String(one))));
}
/** The field that an expression ends with, without the words that say nothing: `account.Code` \u2192 `account`. Empty for a word of the mapping's own. */
function fieldIn(expression) {
    if (expression.includes('"'))
        return '';
    return expression.match(/[A-Za-z]\w*/g)?.findLast((word) => !/^(code|id|null)$/i.test(word)) ?? '';
}
/** The flows that are on and look something up in a table. */
const flowsWith = ({ programs }, name) => programs.filter(({ enabled, tables }) => enabled && tables.includes(name)).map(({ name: flow }) => flow);
/** The uses of a table's rows by their keys: what flows write stands at the row's place in its file. */
function usesOf({ config, programs }, name) {
    const table = config.tables.get(name);
    const rows = new Map(table === undefined ? [] : placesIn(table, table.rows, []));
    const uses = new Map();
    for (const { name: flow, enabled, target, steps } of programs) {
        if (!enabled)
            continue;
        for (const { id: step, spec, outline } of steps) {
            const fields = (0,money_fields/* moneyFieldsOf */.lx)(target.system, spec.name);
            for (const { field, list, at } of outline.values) {
                const key = rows.get(`${at.file}:${at.line}:${at.column}`);
                if (key === undefined)
                    continue;
                const about = field === fields?.vatCode ? 'VAT code' : field === fields?.account ? 'ledger account' : null;
                uses.set(key, [...(uses.get(key) ?? []), { flow, step, field, isReference: list !== null, money: about }]);
            }
        }
    }
    return uses;
}
/** The places of a table's values, each with its keys as one text. */
function placesIn(table, row, path) {
    if (row instanceof Map)
        return [...row].flatMap(([key, one]) => placesIn(table, one, [...path, key]));
    const values = typeof row === 'string' ? [path] : [...row.keys()].map((at) => [...path, at, 'value']);
    return values.map((place) => {
        const { file, line, column } = table.at(place);
        return [`${file}:${line}:${column}`, path.join(' / ')];
    });
}

// EXTERNAL MODULE: ./src/state/progress.ts
var state_progress = __webpack_require__(6498);
// EXTERNAL MODULE: ./src/sync/guard/shadow.ts + 3 modules
var shadow = __webpack_require__(28946);
// EXTERNAL MODULE: ./src/sync/item.ts
var sync_item = __webpack_require__(96336);
// EXTERNAL MODULE: ./src/sync/run/run.ts + 59 modules
var run_run = __webpack_require__(87947);
;// CONCATENATED MODULE: ./src/plan/listed-codes.ts



/**
 * A writer that only pretends takes every code. This one refuses what the target would refuse, a code that its list does not have, so that a plan shows
 * no money in a place that is not there: RecordError `REFUSED`. Each list is read when the first code of it comes; one that is empty, or cannot be
 * read, proves nothing, and what was created here is there.
 */
function refusingUnlisted(writer, target, signal) {
    const lists = new Map();
    const created = [];
    const isCreated = ({ resource, by }, code) => created.some(({ spec, values }) => spec.name === resource && String(values[by] ?? '') === code);
    const entriesOf = ({ resource, by }) => {
        const name = `${resource} ${by}`;
        const known = lists.get(name) ?? readList(target, { resource, by }, signal);
        lists.set(name, known);
        return known;
    };
    const check = async ({ spec, values }) => {
        for (const { list, field, code } of codesIn(target, spec.name, values)) {
            const entries = await entriesOf(list);
            if (entries.size > 0 && !entries.has(code) && !isCreated(list, code))
                throw unlisted(list, field, code);
        }
    };
    return {
        async create(request) {
            await check(request);
            if (isList(target, request.spec.name))
                created.push(request);
            return writer.create(request);
        },
        async update(request) {
            await check(request);
            return writer.update(request);
        },
    };
}
async function readList(target, { resource, by }, signal) {
    try {
        const entries = await target.list({ resource, fields: [by], signal });
        return new Set(entries.map((entry) => String(entry[by] ?? '')));
    }
    catch (error) {
        // The run does not read it.
        if (error instanceof errors/* SyncError */.S0 && !signal.aborted)
            return new Set();
        throw error;
    }
}
const isList = ({ name }, resource) => Object.values((0,registry/* factsOf */.xS)(name).lists.byField).some((list) => list.resource === resource);
function codesIn({ name }, resource, values) {
    const { byField } = (0,registry/* factsOf */.xS)(name).lists;
    const within = (value, field) => {
        if (Array.isArray(value))
            return value.flatMap((one) => within(one, field));
        if ((0,src_values/* isRecord */.u4)(value))
            return Object.entries(value).flatMap(([inner, one]) => within(one, inner));
        const list = Object.hasOwn(byField, field) ? byField[field] : undefined;
        return value === null || list === undefined || list.resource === resource
            ? []
            : [{ list, field, code: String(value) }];
    };
    return Object.entries(values).flatMap(([field, value]) => within(value, field));
}
function unlisted({ noun, resource }, field, code) {
    return new errors/* RecordError */.W1('REFUSED', `The target has no ${noun} "${code}" (${resource}), which ${field} would get.`, {
        hint: 'Correct the row or the rule that gives it, or create it there.',
    });
}

;// CONCATENATED MODULE: ./src/plan/dry-run.ts



/**
 * Runs flows over shadows: nothing is written or saved, and no guard stops them. The guard pass still runs, because the claims of all
 * pages then decide what the sync would do.
 */
function runDry(context, shadows, observe) {
    const { isLive, ...given } = context;
    const writers = (0,registry/* bySystem */.Dp)((name) => {
        const writer = shadows.writerOf(name);
        return isLive ? refusingUnlisted(writer, context.systems[name], context.signal) : writer;
    });
    return (0,run_run/* runFlows */.T)({
        ...given,
        programs: context.programs.map((program) => ({ ...program, guard: program.guard === null ? null : {} })),
        kind: 'plan',
        systems: shadows.systems,
        madeUp: shadows.names,
        createWriter: ({ name }) => writers[name],
        observe,
        takeCalls: () => ({}),
        save: async () => { },
    });
}

// EXTERNAL MODULE: ./src/config/schema/flow-schema.ts
var flow_schema = __webpack_require__(2084);
// EXTERNAL MODULE: ./src/mapping/steps/step-program.ts
var step_program = __webpack_require__(9439);
;// CONCATENATED MODULE: ./src/plan/places.ts



/** The places of a flow, in order. */
function placesOf(program) {
    const { steps, source, target, writeBack } = program;
    const places = steps.map((step) => {
        const { id, spec, subject, policy, bookedIn, personal } = step;
        const isDocument = policy.kind === 'document';
        const isIncomplete = (values) => (0,step_program/* missingRequired */.c)(step, values).length > 0;
        return { step: id, system: target.system, spec, subject, isDocument, bookedIn, isIncomplete, personal };
    });
    if (writeBack === null)
        return places;
    const { system, spec } = source;
    const { personal } = writeBack;
    const written = { subject: null, isDocument: false, bookedIn: null, isIncomplete: () => false, personal };
    return [...places, { step: flow_schema/* WRITE_BACK */.WZ, system, spec, ...written }];
}
/** The human name of the related record that a step stands for; null where it stands for the flow's own. */
function subjectOf(program, { subject }, item) {
    if (subject === null)
        return null;
    const spec = program.joins.find((join) => join.alias === subject)?.spec;
    const reference = (0,sync_item/* relatedRecord */.lk)(item, subject)[spec?.reference ?? ''];
    return reference === null || reference === undefined ? null : String(reference);
}

;// CONCATENATED MODULE: ./src/plan/version-run.ts








/**
 * Runs one version of the mappings over all records of its flows, from the beginning of their sources, with the links and
 * fingerprints that are known; limits and guards do not count. `progress` is left as it is, but for reference lists that it
 * lacks. By flow, in the order of a run.
 */
async function runVersion(context) {
    const { systems, programs } = context;
    const shadows = (0,shadow/* castShadows */.p)(systems);
    const records = new Map(programs.map(({ name }) => [name, new Map()]));
    const run = {
        ...context,
        programs: programs.map((program) => ({ ...program, limit: null })),
        progress: fromTheBeginning(context.progress),
    };
    const { flows } = await runDry(run, shadows, (program, items) => {
        for (const item of items) {
            const side = version_run_sideOf(program, item, (values) => (0,value_display/* withNames */.B1)(values, shadows.names));
            records.get(program.name)?.set(item.source.key, side);
        }
    });
    // Records that only seem to exist are not in the other version's lists.
    for (const [name, list] of Object.entries(run.progress.lists)) {
        const real = Object.entries(list.values).filter(([, id]) => !shadows.names.has(id));
        context.progress.lists[name] ??= { ...list, values: Object.fromEntries(real) };
    }
    return new Map(flows.map(({ program, error }) => [
        program.name,
        { error: error === null ? null : (0,run_report/* reportedError */.kF)(error), records: records.get(program.name) ?? new Map() },
    ]));
}
/** All records count, also those that failed before. */
function fromTheBeginning(progress) {
    const flows = Object.keys(progress.flows).map((name) => [name, { cursor: null, deadLetters: {} }]);
    return { ...(0,state_progress/* copyProgress */.BR)(progress), flows: Object.fromEntries(flows), openFlows: [] };
}
const WORDS = {
    created: 'created',
    updated: 'updated',
    unchanged: 'unchanged',
    skipped: 'left',
};
function version_run_sideOf(program, item, named) {
    const steps = new Map();
    const withElements = new Set(program.steps.filter(({ each }) => each !== null).map(({ id }) => id));
    const pairs = (0,links_pairs/* pairNames */.jS)(program);
    for (const [at, place] of placesOf(program).entries()) {
        const pair = pairs[at];
        const isOwn = place.subject === null && !withElements.has(place.step);
        const recordOf = ({ subjectKey = isOwn ? item.source.key : undefined }) => pair === undefined || subjectKey === undefined ? null : (0,links_pairs/* nameInPair */.bn)(pair, subjectKey);
        const result = item.results.get(place.step);
        const elementOf = ({ subjectKey }) => withElements.has(place.step) ? (subjectKey ?? null) : null;
        // Done elements or fields of a record come before failed ones.
        const sides = (result?.elements ?? (result === undefined ? [] : [result])).map((one) => ({
            place,
            element: elementOf(one),
            record: recordOf(one),
            outcome: WORDS[one.outcome],
            code: null,
            reason: null,
            values: one.values === null ? null : named(one.values),
        }));
        for (const failure of (0,sync_item/* failuresIn */.xM)(item, place.step)) {
            const { error, reason } = failure;
            const values = failure.values ?? result?.values ?? null;
            const outcome = error.code === 'NOT_RECORDED' ? 'not known' : 'refused';
            const element = elementOf(failure);
            const made = values === null ? null : named(values);
            sides.push({ place, element, record: recordOf(failure), outcome, code: error.code, reason, values: made });
        }
        if (sides.length > 0)
            steps.set(place.step, sides);
    }
    const sources = (0,sync_item/* sourceRecords */.Mu)(item, program);
    return { reference: item.source.reference, sources, steps };
}

;// CONCATENATED MODULE: ./src/plan/make-comparison.ts















/**
 * Compares two versions of the mappings: both run over the same records, of which those that both treat
 * alike are only counted. Nothing is written.
 */
async function makeComparison(context) {
    const { base, head, folder, basis, revealed, clock } = context;
    const programs = [...base.programs, ...head.programs];
    const sides = new Map();
    const withheld = withholdAnswers(base, head, revealed);
    for (const part of context.parts)
        await runPart(context, withheld, part, sides);
    const order = new Map((0,links_pairs/* inOrder */.al)(programs).map(({ name }, position) => [name, position]));
    const rank = ([flow]) => order.get(flow) ?? 0;
    const ordered = [...sides].sort((left, right) => rank(left) - rank(right));
    const before = new CountedRecords(ordered.map(([, side]) => side));
    const compared = ordered.map(([name, { ofBase, ofHead, options }]) => {
        const hours = readAgainHours(base, head, name);
        return {
            ...compareFlow(name, ofBase, ofHead, { ...options, before }),
            ...(hours !== null && { readAgainHours: hours }),
        };
    });
    const config = compareConfigs(base, head);
    const { added, removed, enabled, disabled, changed } = config.flows;
    const touched = new Set([...added, ...removed, ...enabled, ...disabled, ...changed]);
    const unrecorded = basis.unrecorded.filter((flow) => touched.has(flow));
    const nowMs = clock();
    const warnings = [
        ...(context.warnings ?? []),
        ...withheld.warnings,
        ...unseenChanges({ base, head, config, basis, nowMs }),
    ];
    return {
        format: 1,
        kind: 'comparison',
        version: version/* VERSION */.x,
        madeAt: new Date(nowMs).toISOString(),
        basis: { ...basis, unrecorded },
        revealed,
        warnings,
        base: folder,
        config,
        edits: tableEdits(config, base, head, compared),
        flows: compared,
    };
}
/** Runs both versions of the flows that a part takes, and adds what they made to the sides. */
async function runPart(context, { programs: answered, errors }, part, sides) {
    const { base, revealed, log } = context;
    const head = { ...context.head, programs: answered };
    const programs = [...base.programs, ...head.programs].filter(({ name }) => part.takes(name));
    const systems = (0,registry/* bySystem */.Dp)((name) => sameAnswers(part.systems[name], programs));
    const run = (version, when) => runVersion({
        ...context,
        systems,
        progress: part.progress,
        isLive: part.isLive,
        programs: version.programs,
        selected: new Set([...version.selected].filter((flow) => part.takes(flow))),
        links: version.config.links,
        log: (line) => log(`${when} the change: ${line}`),
    });
    const ofBase = await run(base, 'before');
    const ofHead = new Map(await run(head, 'after'));
    for (const [name, error] of errors) {
        if (!head.selected.has(name) || !part.takes(name))
            continue;
        ofHead.set(name, { records: ofHead.get(name)?.records ?? new Map(), error: (0,run_report/* reportedError */.kF)(error) });
    }
    const options = { display: (0,value_display/* createDisplay */.XH)(revealed), revealed, nameAccount: accountNames(part.progress) };
    for (const name of new Set([...ofHead.keys(), ...ofBase.keys()])) {
        const known = sides.get(name);
        sides.set(name, {
            ofBase: joined(known?.ofBase ?? null, ofBase.get(name) ?? null, part.label),
            ofHead: joined(known?.ofHead ?? null, ofHead.get(name) ?? null, part.label),
            options: known?.options ?? options,
        });
    }
}
/** The records of both, those of the second under their label. */
function joined(known, side, label) {
    if (side === null)
        return known;
    const records = [...side.records].map(([key, record]) => label === undefined
        ? [key, record]
        : [`${label}\n${key}`, { ...record, of: label, reference: `${cut(label)}: ${record.reference}` }]);
    return { ...side, error: known?.error ?? side.error, records: new Map([...(known?.records ?? []), ...records]) };
}
const LONGEST_LABEL = 40;
const cut = (label) => (label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}\u2026` : label);
/** True when both versions of every flow could be run to their end. */
const isComplete = (comparison) => comparison.flows.every(({ errors }) => errors.length === 0);
/** True if the change stops a flow that came to its end before. */
const stopsMore = ({ flows }) => flows.some(({ errors }) => errors.some(({ of }) => of === 'head') && !errors.some(({ of }) => of === 'base'));

// EXTERNAL MODULE: ./src/report/left-out.ts
var left_out = __webpack_require__(97216);
// EXTERNAL MODULE: ./src/sync/guard/created-records.ts
var created_records = __webpack_require__(67426);
// EXTERNAL MODULE: ./src/sync/guard/guard.ts
var guard = __webpack_require__(9864);
// EXTERNAL MODULE: ./src/sync/guard/guarded.ts
var guard_guarded = __webpack_require__(85225);
// EXTERNAL MODULE: ./src/sync/guard/proposal.ts
var guard_proposal = __webpack_require__(95795);
// EXTERNAL MODULE: ./src/sync/money/waiting.ts
var money_waiting = __webpack_require__(40899);
// EXTERNAL MODULE: ./src/sync/run/dead-letters.ts
var dead_letters = __webpack_require__(61459);
;// CONCATENATED MODULE: ./src/plan/before.ts

/**
 * Reads the target's values of records whose updates were found by fingerprints alone, those of one resource together.
 * What cannot be read stays unknown, with a warning: the plan is valid without it.
 */
async function readBefore(entries, systems, isMadeUp, signal) {
    const keyOf = ({ place, target: record }) => record[place.spec.key] ?? null;
    const unread = entries.filter((entry) => entry.action === 'update' && entry.before === null && !isMadeUp(keyOf(entry)));
    const found = new Map();
    const warnings = [];
    for (const [place, some] of Map.groupBy(unread, (entry) => entry.place)) {
        const { spec, system } = place;
        try {
            const records = await systems[system].find({
                resource: spec.name,
                field: spec.key,
                values: [...new Set(some.map(keyOf))],
                fields: [...new Set(some.flatMap(({ fields }) => fields))],
                signal,
            });
            const byKey = new Map(records.map((record) => [String(record[spec.key]), record]));
            for (const entry of some) {
                const record = byKey.get(String(keyOf(entry)));
                if (record !== undefined)
                    found.set(entry, record);
            }
            const gone = some.filter((entry) => !found.has(entry)).length;
            if (gone > 0)
                warnings.push(`${gone} of the ${spec.name} to update are no longer there; a sync finds them again by their match keys, or creates them.`);
        }
        catch (error) {
            if (!(error instanceof errors/* SyncError */.S0) || error instanceof errors/* RecordError */.W1)
                throw error;
            warnings.push(`What ${spec.name} hold now could not be read: ${error.message}`);
        }
    }
    return { entries: entries.map((entry) => ({ ...entry, before: found.get(entry) ?? entry.before })), warnings };
}

// EXTERNAL MODULE: ./src/plan/booked.ts
var booked = __webpack_require__(65871);
// EXTERNAL MODULE: ./src/sync/record/record-errors.ts
var record_errors = __webpack_require__(99862);
;// CONCATENATED MODULE: ./src/plan/collect.ts





/** Gathers what a flow would do, batch by batch. Records that stay as they are, are only counted. */
class FlowNotes {
    entries = [];
    ambiguities = [];
    money = new money/* MoneyTotals */.i();
    #program;
    #places;
    #nameAccount;
    #counts;
    /** `nameAccount` names the accounts of a list by their codes. */
    constructor(program, nameAccount) {
        this.#program = program;
        this.#nameAccount = nameAccount;
        this.#places = placesOf(program);
        this.#counts = new Map(this.#places.map(({ step }) => [step, nothing()]));
    }
    /** Notes records that went through the steps. */
    observe(items) {
        for (const item of items) {
            for (const place of this.#places) {
                const results = (0,sync_item/* resultsIn */.uj)(item, place.step);
                const failure = item.failure?.step === place.step ? item.failure : null;
                const counts = this.#counts.get(place.step);
                if (counts === undefined || (results.length === 0 && failure === null))
                    continue;
                counts.read += 1;
                // Some elements, or some fields, may be done where others are refused.
                for (const one of results)
                    this.#done(item, place, one, counts);
                if (failure !== null)
                    this.#refused(item, place, failure, counts);
            }
        }
    }
    /** The counts of each step. */
    steps() {
        return this.#places.map(({ step, system, spec }) => ({
            step,
            resource: `${system}.${spec.name}`,
            ...(this.#counts.get(step) ?? nothing()),
        }));
    }
    #done(item, place, result, counts) {
        const { outcome, sent, isMet, before, target, difference } = result;
        if (difference !== undefined) {
            counts.apart += 1;
            if (difference.kind === 'ambiguous')
                counts.ambiguous += 1;
            this.#differs(item, place, result, difference);
            return;
        }
        const isUpdate = outcome === 'updated';
        if (outcome === 'created')
            counts.create += 1;
        else if (isUpdate)
            counts.update += 1;
        else if (outcome === 'unchanged')
            counts.unchanged += 1;
        else
            counts.left += 1;
        if (isMet)
            counts.link += 1;
        if (isMet && isUpdate)
            counts.differ += 1;
        if (sent !== null)
            this.#addMoney(place, sent);
        const action = outcome === 'created' ? 'create' : isUpdate ? 'update' : isMet ? 'link' : null;
        if (action === null)
            return;
        const after = sent ?? {};
        this.#add(item, place, { action, links: isMet, target, fields: Object.keys(after), after, before, refusal: null });
    }
    /** What a flow that verifies finds. */
    #differs(item, place, { values, target }, difference) {
        const { kind, fields, candidates, reason = '' } = difference;
        const after = values ?? {};
        const names = Object.keys(after).filter((name) => fields.some(({ field }) => field.split(/[ .]/).includes(name)));
        const reasons = {
            missing: { code: 'MISSING', reason: 'It is not in the target.' },
            ambiguous: { code: 'AMBIGUOUS', reason: `It may be ${candidates.join(' or ')}.` },
            failed: { code: 'MISSING', reason },
            differs: null,
        };
        const before = kind === 'differs' ? target : null;
        const refusal = reasons[kind];
        this.#add(item, place, { action: 'differ', links: false, target, fields: names, after, before, refusal });
    }
    #refused(item, place, { error, reason, values }, counts) {
        const refusal = { code: error.code, reason, ...(error.at && { at: error.at }) };
        const nothing = { links: false, target: {}, fields: [], after: {}, before: null, refusal };
        if (error.code === 'NOT_RECORDED') {
            counts.unknown += 1;
            this.#add(item, place, { ...nothing, action: 'unknown' });
            return;
        }
        counts.refuse += 1;
        if (error instanceof record_errors/* DiffersError */.WU) {
            const after = values ?? {};
            const { fields, actual } = error;
            this.#add(item, place, { ...nothing, action: 'differ', target: actual, fields, after, before: actual });
            return;
        }
        if (error instanceof record_errors/* AmbiguousError */.zQ) {
            counts.ambiguous += 1;
            this.ambiguities.push(error.ambiguity);
        }
        this.#add(item, place, { ...nothing, action: 'refuse' });
    }
    #add(item, place, entry) {
        const subject = subjectOf(this.#program, place, item);
        const sources = (0,sync_item/* sourceRecords */.Mu)(item, this.#program);
        this.entries.push({ ...entry, place, reference: item.source.reference, subject, sources });
    }
    #addMoney({ system, spec }, sent) {
        const fields = (0,money_fields/* moneyFieldsOf */.lx)(system, spec.name);
        if (fields !== null)
            this.money.addDocument(fields, sent, this.#nameAccount(fields.accounts));
    }
}
const nothing = () => ({
    read: 0,
    create: 0,
    update: 0,
    link: 0,
    unchanged: 0,
    left: 0,
    differ: 0,
    refuse: 0,
    ambiguous: 0,
    unknown: 0,
    apart: 0,
});

;// CONCATENATED MODULE: ./src/plan/make-plan.ts



















/**
 * Plans what a sync would do now: the flows run as they are, over shadows of both systems, so that nothing is written.
 * Guards stop nothing; the plan says where they would. A flow that could not be planned to its end says why.
 */
async function makePlan(context) {
    const { programs, systems, progress, signal, basis, revealed, clock, paused = [] } = context;
    const before = new Map(programs.map((program) => [program.name, startOf(program, progress)]));
    const shadows = (0,shadow/* castShadows */.p)(systems);
    const notes = new Map(programs.map((program) => [program.name, new FlowNotes(program, accountNames(progress))]));
    const proposals = new Map();
    const refusing = new Set();
    const later = programs.filter(({ name, purpose }) => purpose === 'sync' && context.selected.has(name));
    const created = new created_records/* CreatedRecords */.vc(later.flatMap(created_records/* resourcesRead */.cQ), context.fingerprint);
    const { flows } = await runDry({ ...context, created, isLive: basis.kind === 'systems', log: (line) => context.log(`plan: ${line}`) }, shadows, (program, items) => {
        // Only a code that the target lacks is refused in a plan; a run learns it when it writes, so it cannot be held to this plan.
        if (items.some(({ failure }) => failure?.error.code === 'REFUSED'))
            refusing.add(program.name);
        notes.get(program.name)?.observe(items);
        // The program of the run: its version knows the flows that it may not share a record with.
        const proposal = proposals.get(program.name) ?? new guard_proposal/* Proposal */.J(program, { ...context, madeUp: shadows.names, created });
        proposals.set(program.name, proposal);
        proposal.observe(items);
    });
    const display = (0,value_display/* createDisplay */.XH)(revealed, shadows.names);
    const planned = [];
    const guarded = new guard_guarded/* Guarded */.X();
    for (const run of flows) {
        const program = programs.find(({ name }) => name === run.program.name) ?? run.program;
        const note = notes.get(program.name);
        const start = before.get(program.name);
        if (note === undefined || start === undefined)
            continue;
        const read = await readBefore(note.entries, systems, display.isMadeUp, signal);
        const flow = planFlow({ ...run, program }, context, note, start);
        // What is started for chosen records, or by hand since a day, waits for nothing: nothing else would write it.
        const waits = context.records === null && context.since === null && guarded.holds(program);
        if (!waits && flow.guard.length > 0)
            guarded.stop(program);
        planned.push({
            ...flow,
            ...(waits ? { waitsForGuard: true } : {}),
            approve: refusing.has(program.name) ? null : approvalOf(run, proposals.get(program.name), basis),
            ...(read.warnings.length === 0 ? {} : { warnings: read.warnings }),
            records: planRecords(read.entries, revealed, display),
        });
    }
    const skipped = new Set(flows.flatMap(({ result }) => result?.skipped ?? []));
    return {
        format: 1,
        kind: 'plan',
        version: version/* VERSION */.x,
        madeAt: new Date(clock()).toISOString(),
        basis,
        revealed,
        warnings: [
            ...(context.warnings ?? []),
            ...unknownRecords(context.records, flows),
            ...(0,left_out/* skippedWarnings */.u1)([...skipped]),
        ],
        ...(paused.length === 0 ? {} : { paused }),
        flows: planned,
        links: proposeLinks(
        // A record that this run makes has no number yet that a line could name.
        [...notes.values()].flatMap((note) => note.ambiguities.filter(({ reference }) => !shadows.names.has(reference))), context.links),
    };
}
/** References of the `records` input that no flow has; a flow that stopped or is paused may not have looked. */
function unknownRecords(records, flows) {
    if (flows.some(({ error, pause }) => error !== null || pause !== undefined))
        return [];
    const found = new Set(flows.flatMap(({ result }) => result?.found ?? []));
    return (records ?? []).filter((one) => !found.has(one)).map((one) => `No flow has a source record "${one}".`);
}
/** What a sync can be given to write exactly this; null on a recording, since a sync asks the systems. */
function approvalOf({ result, error }, proposal, basis) {
    if (proposal === undefined || error !== null || basis.kind !== 'systems')
        return null;
    proposal.deactivated(result?.deleted ?? []);
    return proposal.approval();
}
function startOf(program, { flows, links }) {
    const linked = [...new Set((0,links_pairs/* pairNames */.jS)(program))].reduce((sum, pair) => sum + (links[pair]?.count ?? 0), 0);
    return { linked, isFirst: linked === 0 && (flows[program.name]?.cursor ?? null) === null };
}
function planFlow({ program, result, error, pause }, { progress }, note, { isFirst, linked }) {
    const failed = new Set(result?.failures.map(({ letter }) => letter));
    const letters = Object.values(progress.flows[program.name]?.deadLetters ?? {});
    const { creates, updates } = result?.tally.writes() ?? { creates: 0, updates: 0 };
    const deleted = (result?.deleted ?? []).map(({ step, target, outcome }) => {
        return { step, target, isDeactivated: outcome === 'deactivated' };
    });
    const further = deleted.filter(({ isDeactivated }) => isDeactivated).length;
    return {
        flow: program.name,
        status: error === null ? 'ok' : 'stopped',
        ...(error === null ? {} : { error: (0,run_report/* reportedError */.kF)(error) }),
        ...(pause === undefined ? {} : { isPaused: true }),
        isFirst,
        steps: note.steps(),
        guard: program.guard === null ? [] : (0,guard/* exceededLimits */.e)(program.guard, { creates, updates: updates + further, linked }),
        limit: result?.isCutShort === true ? program.limit : null,
        waiting: letters.filter((letter) => !failed.has(letter)).length,
        ...waitingIn(program, letters),
        deleted,
        ...(0,booked/* reportBooked */.X)(result?.booked ?? null, program.target.system),
        ...(result === null || result.leftOut.length === 0 ? {} : { leftOut: result.leftOut }),
        ...(result === null || result.notices.length === 0 ? {} : { notices: result.notices }),
        money: note.money.rows(),
    };
}
/** What the documents come to that would wait for a person. What is not recorded of one, nobody knows: it may not wait. */
function waitingIn(program, letters) {
    const waiting = letters.filter((letter) => !(0,dead_letters/* isTransient */.dg)(letter) && letter.code !== 'NOT_RECORDED');
    const money = (0,money_waiting/* waitingMoney */.G)(program, waiting);
    const source = { system: program.source.system, resource: program.source.spec.name };
    return money === null ? {} : { source, ...(0,booked/* reportWaiting */.i)(money) };
}
function planRecords(entries, revealed, display) {
    return entries
        .map((entry) => {
        const { place, sources } = entry;
        return planRecord(entry, (0,value_display/* hiding */.Q0)(display.of(place.spec.name), { sources, revealed, places: [place] }));
    })
        .sort((left, right) => byText(left.reference, right.reference));
}
function planRecord(entry, display) {
    const { reference, place, subject, action, links, target, fields, after, before, refusal } = entry;
    const name = target[place.spec.reference] ?? target[place.spec.key] ?? null;
    return {
        reference,
        step: place.step,
        subject,
        action,
        target: action === 'create' || name === null || display.isMadeUp(name) ? null : String(name),
        links,
        fields: action === 'create' ? sentFields(after, display) : changedFields(fields, before, after, display),
        refusal,
    };
}
/** True when a plan came to its end: every flow could be planned. */
const isWhole = (plan) => plan.flows.every(({ status }) => status === 'ok');

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/report/output-names.ts
var output_names = __webpack_require__(93952);
// EXTERNAL MODULE: ./src/report/page/fit.ts
var fit = __webpack_require__(23843);
// EXTERNAL MODULE: ./src/report/page/markdown.ts
var markdown = __webpack_require__(90047);
// EXTERNAL MODULE: ./src/report/page/terminal.ts
var terminal = __webpack_require__(35422);
// EXTERNAL MODULE: ./src/report/publish.ts + 3 modules
var publish = __webpack_require__(97307);
// EXTERNAL MODULE: ./src/report/reader.ts
var report_reader = __webpack_require__(30591);
// EXTERNAL MODULE: ./src/report/run/annotations.ts
var annotations = __webpack_require__(9734);
// EXTERNAL MODULE: ./src/report/plan/comparison-summary.ts
var comparison_summary = __webpack_require__(83526);
// EXTERNAL MODULE: ./src/report/plan/plan-summary.ts + 1 modules
var plan_summary = __webpack_require__(68846);
;// CONCATENATED MODULE: ./src/report/plan/publish-plan.ts











/** The plan as a file in the folder that it is published to. */
const PLAN_FILE = 'exact-asperion-sync-plan.json';
const PLAN_TEXT_FILE = 'exact-asperion-sync-plan.md';
/** A plan that a person reads on a terminal has at most as many rows as fit into so many bytes of Markdown. */
const TERMINAL_BYTES = 64_000;
/**
 * Publishes a plan: as JSON and Markdown files, on GitHub also as outputs, job summary and annotations on
 * file lines that stop a flow; elsewhere as text.
 */
async function publishPlan(made, to) {
    const { folder, environment, isTerminal, language, checkout, log } = to;
    const reader = (0,report_reader/* readerOf */.T)(language, environment, checkout);
    const { words } = reader;
    const file = external_node_path_default().join(folder, PLAN_FILE);
    const textFile = external_node_path_default().join(folder, PLAN_TEXT_FILE);
    const page = made.kind === 'plan' ? (0,plan_summary/* planPage */.jt)(made, reader) : (0,comparison_summary/* comparisonPage */.bk)(made, words);
    await (0,promises_.writeFile)(file, `${JSON.stringify(made, null, 2)}\n`);
    await (0,promises_.writeFile)(textFile, (0,markdown/* markdown */.dg)(page));
    if (environment.GITHUB_ACTIONS !== 'true') {
        const shown = (0,fit/* fitted */.$)(page, TERMINAL_BYTES, words.plan.withJson, words);
        log((0,terminal/* terminalText */.eR)(shown, (0,terminal/* styleFor */.j9)(isTerminal, environment)));
        if (made.kind === 'plan')
            log((0,plan_summary/* planLine */.od)(made, words));
        return;
    }
    await (0,publish/* setOutputs */.n0)({ [output_names/* OUTPUTS */.p.plan]: file, [output_names/* OUTPUTS */.p.activityLog]: textFile }, words);
    (0,publish/* annotate */.fz)((0,annotations/* annotationsFor */.gX)(errorsOf(made), words), words);
    await (0,publish/* writeSummary */.Sy)(page, environment, words.plan.theFile, words);
    log(made.kind === 'plan' ? (0,plan_summary/* planHeadline */.MM)(made, words) : (0,comparison_summary/* comparisonHeadline */.Se)(made, words));
}
function errorsOf(made) {
    if (made.kind === 'plan')
        return made.flows.flatMap(({ error }) => error ?? []);
    return made.flows.flatMap(({ errors }) => errors.map(({ error }) => error));
}

// EXTERNAL MODULE: ./src/state/keys.ts
var keys = __webpack_require__(87469);
// EXTERNAL MODULE: ./src/commands/administrations/in-administration.ts
var in_administration = __webpack_require__(64854);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/config/folder.ts
var config_folder = __webpack_require__(49392);
// EXTERNAL MODULE: ./src/config/packs/use.ts
var use = __webpack_require__(43200);
;// CONCATENATED MODULE: ./src/commands/plan/apart.ts





/**
 * Refuses a change that would be compared with itself: the workflow checks the base, and the action of the base, out into folders of the pull request's own
 * workspace. What a pull request has in such a folder is gone by then, so it must build on nothing there. Throws ConfigError PACK_OUTSIDE.
 */
function refuseShared({ mappings, base, baseShipped }, workspace) {
    const head = (0,config_folder/* folderOf */.yS)(mappings, workspace);
    const checkouts = [base, baseShipped].flatMap((place) => place === null ? [] : checkoutOf(place, head.root, workspace));
    if (!(0,config_folder/* isFolder */.lQ)(head.root))
        return;
    const { library } = (0,use/* openLibrary */.uK)(head, (0,use/* surroundings */.i5)(workspace), () => { });
    for (const checkout of checkouts) {
        const name = (0,config_folder/* folderOf */.yS)(checkout, workspace).name;
        if ((0,config_folder/* isLinked */.GW)(checkout, workspace))
            throw shared(`The folder "${name}", into which the base is checked out, is a link.`);
        const inside = foldersOf(library).find(({ root }) => (0,use/* isInside */.FK)((0,external_node_fs_.realpathSync)(root), (0,external_node_fs_.realpathSync)(checkout)));
        if (inside === undefined)
            continue;
        throw shared(`"${inside.name}" is in "${name}", which holds the base: the change would be compared with itself.`);
    }
}
/** The outermost folder that holds the one and not the other: the checkout. None if they are one folder, or one holds the other. */
function checkoutOf(place, head, workspace) {
    const parts = (0,config_folder/* folderOf */.yS)(place, workspace).root.split((external_node_path_default()).sep);
    const own = head.split((external_node_path_default()).sep);
    const at = parts.findIndex((part, index) => part !== own[index]);
    const root = parts.slice(0, at + 1).join((external_node_path_default()).sep);
    return at === -1 || !(0,config_folder/* isFolder */.lQ)(root) ? [] : [root];
}
const foldersOf = ({ folder, bases }) => [folder, ...bases.flatMap(foldersOf)];
const shared = (message) => {
    const hint = 'Keep the mappings, and all that they build on, outside of the folders into which the workflow checks the base out.';
    return new errors/* ConfigError */.xL('PACK_OUTSIDE', message, { hint });
};

// EXTERNAL MODULE: ./src/commands/connect-systems.ts + 4 modules
var connect_systems = __webpack_require__(11600);
// EXTERNAL MODULE: ./src/commands/network.ts + 3 modules
var commands_network = __webpack_require__(5880);
// EXTERNAL MODULE: ./src/state/recording.ts
var recording = __webpack_require__(29690);
// EXTERNAL MODULE: ./src/sync/recording/recorded-rows.ts
var recorded_rows = __webpack_require__(27421);
// EXTERNAL MODULE: ./src/sync/recording/seen-row.ts
var seen_row = __webpack_require__(96601);
;// CONCATENATED MODULE: ./src/sync/recording/recorded-system.ts





/** Records per page of a feed. */
const PAGE = 100;
/**
 * A system that answers from the recording, without network:
 *
 * - `changes` gives the recorded source records from the beginning, the oldest first, and no cursor; `read` finds them.
 * - `find` of a related record (`with`) that was never looked up gives one with only the value that it was found by:
 *   reading any other field throws RecordError `NOT_RECORDED`, as for a field that was never fetched. Only what was looked up
 *   and not found is absent, and a list is complete only if it was looked up.
 * - `find` of a target record by its key, which comes from a link, always gives one; unknown fields hold
 *   `NOT_RECORDED`. By a match key it gives what was recorded. For a record without a link, only the candidates of an ambiguity
 *   are recorded, so finding none says nothing: what a plan calls created would be created *or linked*.
 * - The reference lists are those that the progress keeps, however old: `list` throws TransientError `NOT_RECORDED`.
 *
 * It writes nothing: `create` and `update` throw.
 */
function createRecordedSystem(catalog, replay) {
    const records = new RecordedRecords(catalog, replay);
    const refuse = async () => {
        throw new TypeError('A recording cannot be written to.');
    };
    return {
        name: catalog.system,
        catalog,
        isFree: true,
        hasLists: false,
        async *changes({ resource, fields }) {
            const all = records.ofSource(resource, fields);
            for (let start = 0; start < all.length || start === 0; start += PAGE) {
                yield { records: all.slice(start, start + PAGE), cursor: null };
            }
        },
        async read({ resource, by, values, fields }) {
            const wanted = new Set(values);
            return records.ofSource(resource, fields).filter((record) => wanted.has(record[by]));
        },
        find: async (request) => records.find(request),
        list: async ({ resource }) => {
            throw notRead(resource);
        },
        create: refuse,
        update: refuse,
    };
}
/** What a recording knows about the records of one system. */
class RecordedRecords {
    #catalog;
    #recording;
    /** The relations to records of this system. */
    #joins;
    /** Resources that mappings compute with. */
    #sources;
    /** What was looked up and not found, as `resource|by|form`. */
    #absent;
    constructor(catalog, { recording, programs }) {
        this.#catalog = catalog;
        this.#recording = recording;
        const own = programs.filter(({ source }) => source.system === catalog.system);
        this.#joins = own.flatMap(flow_program/* allJoins */.z);
        this.#sources = new Set([
            ...own.map(({ source }) => source.spec.name),
            ...this.#joins.map(({ spec }) => spec.name),
        ]);
        const records = Object.values(recording.flows).flatMap((flow) => flow.records);
        const absent = records.flatMap((record) => record.absent);
        this.#absent = new Set(absent.map(({ resource, by, form }) => `${resource}|${by}|${form}`));
    }
    /** The source records of a resource, the oldest first. */
    ofSource(resource, fields) {
        const spec = this.#specOf(resource);
        const name = this.#nameOf(spec);
        const flows = Object.values(this.#recording.flows).filter(({ source }) => source === name);
        const records = new Map(flows.flatMap((flow) => flow.records).map((record) => [record.key, record]));
        return [...records.values()].reverse().map(({ key, reference, changedAt }) => ({
            key,
            reference,
            changedAt,
            fields: (0,recorded_rows/* askedFields */.k)(spec, { ...named(spec, reference), ...this.#rowsOf(spec).get(key) }, fields, true),
        }));
    }
    find({ resource, field, values, fields }) {
        const spec = this.#specOf(resource);
        const wanted = new Map();
        for (const value of values) {
            const form = (0,match_form/* matchForm */.W)(spec, field, value);
            if (form !== null)
                wanted.set(form, value);
        }
        const found = [];
        const answered = new Set();
        for (const row of this.#rowsOf(spec).values()) {
            const form = (0,match_form/* matchForm */.W)(spec, field, row[field]);
            if (form === null || !wanted.has(form))
                continue;
            answered.add(form);
            found.push(row);
        }
        // A link's key names an existing record; a related record exists unless it was looked up and not found.
        const relations = this.#joins.filter((join) => join.spec.name === resource && join.by === field);
        const mustBeThere = field === spec.key || relations.length > 0;
        // A list may have more than was recorded, unless all of it was seen.
        const isList = field !== spec.key && relations.some(({ takes }) => takes === 'all');
        for (const [form, value] of wanted) {
            const isAbsent = this.#absent.has(`${this.#nameOf(spec)}|${field}|${form}`);
            const isKnown = isAbsent || (answered.has(form) && !isList);
            if (mustBeThere && !isKnown)
                found.push({ [field]: value });
        }
        return found.map((row) => (0,recorded_rows/* askedFields */.k)(spec, row, [field, ...fields], this.#sources.has(resource)));
    }
    #specOf(resource) {
        const spec = this.#catalog.resources.get(resource);
        if (spec !== undefined)
            return spec;
        throw new errors/* ConfigError */.xL('UNKNOWN_RESOURCE', `${this.#catalog.system} has no resource ${resource}.`);
    }
    #nameOf(spec) {
        return (0,seen_row/* resourceName */.I)(this.#catalog.system, spec);
    }
    #rowsOf(spec) {
        return this.#recording.rows.get(this.#nameOf(spec)) ?? new Map();
    }
}
/** The reference in a row, which every source record has. */
const named = (spec, reference) => spec.fields[spec.reference]?.type === 'text' ? { [spec.reference]: reference } : {};
const notRead = (resource) => new errors/* TransientError */.N_('NOT_RECORDED', `The list ${resource} is not in the recording.`, {
    hint: 'No flow has read it yet; a plan with credentials can find out.',
});

;// CONCATENATED MODULE: ./src/sync/recording/open-recording.ts





/**
 * Opens a recording for the flows that will run on it, together with the progress of the same administration: links,
 * fingerprints and reference lists come from there. `createRecordedSystem` says what the systems answer. Pure.
 */
function openRecording(recording, programs, catalogs) {
    const replay = { recording, programs };
    return {
        systems: (0,registry/* bySystem */.Dp)((name) => createRecordedSystem(catalogs[name], replay)),
        savedAt: recording.savedAt,
        records: new Map(Object.entries(recording.flows).map(([flow, { records }]) => [flow, records.length])),
        countOf: (program) => recordsOf(recording, program).length,
        lacks: (program) => lacking(recording, program),
    };
}
function lacking(recording, program) {
    const { system, spec } = program.source;
    const own = program.fields.filter((field) => !program.unusedFields.includes(field));
    const read = new Map([[(0,seen_row/* resourceName */.I)(system, spec), own]]);
    for (const join of (0,flow_program/* allJoins */.z)(program)) {
        const name = (0,seen_row/* resourceName */.I)(system, join.spec);
        read.set(name, [...new Set([...(read.get(name) ?? []), ...join.fields])]);
    }
    const records = recordsOf(recording, program);
    return [...read].flatMap(([resource, fields]) => {
        const keys = new Set(records.flatMap(({ uses }) => uses[resource] ?? []));
        const rows = [...keys]
            .map((key) => recording.rows.get(resource)?.get(key))
            .filter((row) => row !== undefined);
        return fields
            .map((field) => ({ resource, field, records: rows.filter((row) => !isKnown(row, field)).length }))
            .filter((lack) => lack.records > 0);
    });
}
/** The records that a flow will get: its own, or those of others from the same source. */
function recordsOf({ flows }, { source }) {
    const name = (0,seen_row/* resourceName */.I)(source.system, source.spec);
    return Object.values(flows).flatMap((flow) => (flow.source === name ? flow.records : []));
}
function isKnown(row, field) {
    const [name = ''] = field.split('.', 1);
    const value = row[name];
    if (name === field || !Array.isArray(value))
        return value !== undefined;
    const within = field.slice(name.length + 1);
    return value.every((line) => !(0,src_values/* isRecord */.u4)(line) || line[within] !== undefined);
}

// EXTERNAL MODULE: ./src/commands/session.ts + 1 modules
var session = __webpack_require__(91083);
// EXTERNAL MODULE: ./src/commands/state/keep-assumptions.ts + 3 modules
var keep_assumptions = __webpack_require__(81101);
// EXTERNAL MODULE: ./src/commands/state/open-state.ts + 6 modules
var open_state = __webpack_require__(35417);
;// CONCATENATED MODULE: ./src/commands/recorded-systems.ts









const HINT = 'Let a sync on the default branch write a record (change one in its source if none is due), with `recording.records` in settings.yml above 0 and the same state-key (or the one that the plan-key was made from), ' +
    'or give the plan the credentials of both systems.';
/**
 * What a plan without credentials runs on: `runFlows` with a writer that only pretends makes no call over these systems. If
 * both administrations are given, it is their recording, else the one that was saved last. `programs` are all flows that will
 * run on it, those of `base` included. Throws StateError NO_RECORDING, or when there is one that cannot be used.
 */
async function openRecordedSystems({ store, ...context }, programs) {
    const { inputs } = context;
    const state = await (0,open_state/* openState */.G)(context);
    const found = await findRecording(state, inputs);
    if (found === null) {
        const { stateStore: store } = inputs;
        const isLost = store.kind === 'file' && !(0,external_node_fs_.existsSync)(store.path);
        const hint = isLost ? `There is no file at the path of state-store: correct it. Or: ${HINT}` : HINT;
        throw new errors/* StateError */.qq('NO_RECORDING', 'There is no recording to plan on.', { hint });
    }
    const { name, value: recording } = found;
    const progress = await state.load('progress', name, state_progress/* progressSchema */.nr);
    if (progress === null) {
        throw new errors/* StateError */.qq('NO_RECORDING', `The recording of ${name} has no saved progress.`, { hint: HINT });
    }
    const assumptions = await (0,keep_assumptions/* restoreAssumptions */.NL)({ state, name });
    return { progress, assumptions, ...openRecording(recording, programs, (0,registry/* catalogsOfSystems */.cA)()) };
}
const hasAdministration = (name) => (0,registry/* factsOf */.xS)(name).inputs.administration !== undefined;
async function findRecording(state, inputs) {
    if ((0,registry/* systemNames */.w9)().some((name) => hasAdministration(name) && inputs.systems[name].administration === '')) {
        return state.loadNewest('recording', recording/* recordingSchema */.Nv);
    }
    const name = (0,session/* stateName */.Vi)(inputs);
    const value = await state.load('recording', name, recording/* recordingSchema */.Nv);
    return value === null ? null : { name, value };
}

// EXTERNAL MODULE: ./src/commands/state/key-prefix.ts
var key_prefix = __webpack_require__(86016);
;// CONCATENATED MODULE: ./src/commands/plan/basis.ts








/**
 * Where there are no credentials, what earlier runs recorded. With them the systems themselves; but two versions of the
 * mappings are compared on the recording where it knows all that both look at: those are the newest records, and the same
 * ones every time. Throws StateError NO_RECORDING, or when the state cannot be used.
 */
async function openBasis(context, head, base) {
    const versions = base === null ? [head] : [head, base];
    const programs = versions.flatMap((version) => version.programs);
    if (!context.inputs.hasCredentials) {
        const recording = await openRecordedSystems(context, programs);
        (0,key_prefix/* keepPrefix */.A)(recording.progress, head.config.settings, context.inputs);
        return onRecording(recording, versions);
    }
    const recording = base === null ? null : await recordingIfAny(context, programs);
    const recorded = recording === null || base === null ? [] : wholeFlows(recording, head, base);
    const saved = await (0,session/* restoreProgress */.Kx)(context, await (0,session/* openWritableState */.gY)(context));
    (0,key_prefix/* keepPrefix */.A)(saved.progress, head.config.settings, context.inputs);
    const assumptions = await (0,keep_assumptions/* restoreAssumptions */.NL)(saved);
    const network = (0,commands_network/* openNetwork */.X)(context, head.config.settings, saved);
    const live = {
        systems: (0,connect_systems/* connectSystems */.Rm)(network.connections),
        progress: saved.progress,
        isLive: true,
        takes: (flow) => !recorded.includes(flow),
    };
    const dispose = () => network[Symbol.asyncDispose]();
    if (recording === null || recorded.length === 0) {
        const report = { kind: 'systems', recordedAt: null, recorded: [], lacks: [], unrecorded: [] };
        return { parts: [live], report, assumptions, [Symbol.asyncDispose]: dispose };
    }
    const { systems, progress, savedAt } = recording;
    const isAll = selectedOf(versions).every((flow) => recorded.includes(flow));
    return {
        parts: [live, { systems, progress, isLive: false, takes: (flow) => recorded.includes(flow) }],
        report: { kind: isAll ? 'recording' : 'both', recordedAt: savedAt, recorded, lacks: [], unrecorded: [] },
        assumptions,
        [Symbol.asyncDispose]: dispose,
    };
}
function onRecording(recording, versions) {
    const { systems, progress, savedAt, assumptions } = recording;
    const flows = selectedOf(versions);
    const programs = programsOf(versions, flows);
    const lacks = programs.flatMap((program) => recording.lacks(program));
    const known = new Set(programs.filter((program) => recording.countOf(program) > 0).map(({ name }) => name));
    const unrecorded = flows.filter((flow) => !known.has(flow));
    const fields = new Set(lacks.map(({ resource, field }) => `${resource}.${field}`));
    return {
        parts: [{ systems, progress, isLive: false, takes: (flow) => !unrecorded.includes(flow) }],
        report: { kind: 'recording', recordedAt: savedAt, recorded: flows, lacks: [...fields].sort(), unrecorded },
        assumptions,
        [Symbol.asyncDispose]: async () => { },
    };
}
async function recordingIfAny(context, programs) {
    try {
        return await openRecordedSystems(context, programs);
    }
    catch (error) {
        if (error instanceof errors/* StateError */.qq && error.code === 'NO_RECORDING')
            return null;
        throw error;
    }
}
/** Flows of which something is recorded, and all that any version looks at. */
function wholeFlows(recording, head, base) {
    const versions = [head, base];
    return selectedOf(versions).filter((flow) => (recording.records.get(flow) ?? 0) > 0 &&
        !takesInOthers(base, head, flow) &&
        programsOf(versions, [flow]).every((program) => recording.lacks(program).length === 0));
}
const selectedOf = (versions) => [
    ...new Set(versions.flatMap(({ selected }) => [...selected])),
];
const programsOf = (versions, flows) => versions.flatMap(({ programs }) => programs).filter(({ name }) => flows.includes(name));

// EXTERNAL MODULE: ./src/commands/plan/comment.ts + 2 modules
var comment = __webpack_require__(61058);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/config/packs/library.ts
var library = __webpack_require__(34088);
;// CONCATENATED MODULE: ./src/config/test-files.ts


const TEST_SUFFIX = '.test.yml';
/** Reads the mapping tests of a folder that exists; `folder` is relative to `workspace`. */
function readTestFiles(folder, workspace) {
    const place = (0,config_folder/* folderOf */.yS)(folder, workspace);
    const files = (0,config_folder/* yamlFiles */.DX)(place, [])
        .filter((name) => name.endsWith(TEST_SUFFIX))
        .map((name) => {
        const read = (0,config_folder/* readFile */.TA)(place, name, 'text');
        const flow = name.slice(0, -TEST_SUFFIX.length);
        const file = (0,config_folder/* shownFile */.G)(place, name);
        return Array.isArray(read) ? { flow, file, problems: read } : { flow, file, source: read };
    });
    return { files, flows: (0,library/* ownFlows */.aK)(place) };
}

// EXTERNAL MODULE: ./src/state/assumptions.ts
var assumptions = __webpack_require__(49953);
// EXTERNAL MODULE: ./src/as-read.ts
var as_read = __webpack_require__(86176);
// EXTERNAL MODULE: ./src/systems/catalog.ts
var systems_catalog = __webpack_require__(26601);
// EXTERNAL MODULE: ./src/systems/record-index.ts
var record_index = __webpack_require__(2208);
;// CONCATENATED MODULE: ./src/systems/memory-system.ts





/** Records per page of a feed. */
const memory_system_PAGE = 100;
/** The first number that is given to a record without one: debtors and articles of a new administration. */
const FIRST_NUMBER = 10_001;
/**
 * A system that holds only the given records (without padding, ids in lower case), by resource; `deleted` holds the keys of those that were deleted. It
 * answers as the client of the real one does: what is not filled in is null, also in what was written to it; only the fields that were asked for, with the
 * key and the reference; values are compared as in matching; created records get ids and numbers. Records without a key get one. Throws
 * ConfigError `UNKNOWN_RESOURCE`, `UNKNOWN_FIELD` and, for a resource that has no feed, `NO_FEED`.
 */
function createMemorySystem(catalog, rows, deleted = new Map()) {
    const { changedAt } = catalog;
    const memory = new Memory(catalog, rows);
    return {
        name: catalog.system,
        catalog,
        async *changes({ resource, fields }) {
            const spec = memory.specOf(resource);
            if (spec.feed === undefined)
                throw new errors/* ConfigError */.xL('NO_FEED', `${resource} cannot be the source of a flow.`);
            const records = memory
                .recordsOf(spec)
                .all()
                .map((record) => sourceRecord(spec, record, fields, changedAt));
            yield* pagesOf(records);
        },
        async deletions({ resources }) {
            const keys = resources.flatMap((resource) => deleted.get(resource) ?? []);
            return { keys, cursor: { read: String(keys.length) } };
        },
        async read({ resource, by, values, fields }) {
            const spec = memory.specOf(resource);
            const field = by === 'key' ? spec.key : spec.reference;
            const records = found(memory.recordsOf(spec), field, (0,systems_catalog/* valuesIn */.aC)(spec, field, values));
            return records.map((record) => sourceRecord(spec, record, fields, changedAt));
        },
        async find({ resource, field, values, fields }) {
            const spec = memory.specOf(resource);
            if (spec.fields[field] === undefined)
                throw new errors/* ConfigError */.xL('UNKNOWN_FIELD', `${resource} has no field ${field}.`);
            return found(memory.recordsOf(spec), field, values).map((record) => memory_system_cut(spec, record, [field, ...fields]));
        },
        async list({ resource, fields }) {
            const spec = memory.specOf(resource);
            return memory
                .recordsOf(spec)
                .all()
                .map((record) => memory_system_cut(spec, record, fields));
        },
        async create({ resource, values }) {
            const spec = memory.specOf(resource);
            return create(spec, memory.recordsOf(spec), memory.shown(spec, values));
        },
        async update({ resource, key, values }) {
            const spec = memory.specOf(resource);
            return update(spec, memory.recordsOf(spec), key, memory.shown(spec, values));
        },
    };
}
function create(spec, index, values) {
    const created = { ...values, [spec.key]: nextOf(spec, spec.key, index) };
    if (created[spec.reference] === undefined)
        created[spec.reference] = nextOf(spec, spec.reference, index);
    index.put(created);
    return created;
}
function update(spec, index, key, values) {
    const [record] = found(index, spec.key, [key]);
    if (record === undefined)
        throw new errors/* RecordError */.W1('NOT_FOUND', `The record of ${spec.name} is not there.`);
    const changed = { ...values, [spec.key]: record[spec.key] ?? null };
    index.put(changed);
    return changed;
}
function* pagesOf(records) {
    for (let start = 0; start < records.length || start === 0; start += memory_system_PAGE) {
        const end = Math.min(start + memory_system_PAGE, records.length);
        yield { records: records.slice(start, end), cursor: { read: String(end) }, left: records.length - end };
    }
}
/** The records by resource, each given its key when its resource is first asked for. */
class Memory {
    #catalog;
    #rows;
    #kept = new Map();
    constructor(catalog, rows) {
        this.#catalog = catalog;
        this.#rows = rows;
    }
    specOf(resource) {
        const { system, resources } = this.#catalog;
        const spec = resources.get(resource);
        if (spec === undefined)
            throw new errors/* ConfigError */.xL('UNKNOWN_RESOURCE', `${system} has no resource ${resource}.`);
        return spec;
    }
    recordsOf(spec) {
        const known = this.#kept.get(spec.name);
        if (known !== undefined)
            return known;
        const index = new record_index/* RecordIndex */.a(spec, true);
        this.#kept.set(spec.name, index);
        const given = (this.#rows.get(spec.name) ?? []).map((row) => this.shown(spec, row));
        // Records with a key come first, so that an assigned key is free.
        for (const row of given)
            if (hasKey(spec, row))
                index.put(row);
        for (const row of given)
            if (!hasKey(spec, row))
                index.put({ ...row, [spec.key]: nextOf(spec, spec.key, index) });
        return index;
    }
    /** The record as the system's client would have read it. */
    shown(spec, record) {
        const { isNone, resources } = this.#catalog;
        const fields = Object.entries(record).map(([field, value]) => {
            const elements = resources.get(spec.lines?.[field] ?? '');
            if (!Array.isArray(value) || elements === undefined)
                return [field, (0,as_read/* asRead */.v)(field, value, spec.fields[field]?.type ?? '', isNone)];
            return [field, value.map((line) => ((0,src_values/* isRecord */.u4)(line) ? this.shown(elements, line) : line))];
        });
        return Object.fromEntries(fields);
    }
}
const hasKey = (spec, record) => record[spec.key] !== undefined && record[spec.key] !== null;
/** Every record is complete, so a look-up always has an answer. */
const found = (index, field, values) => index.get(field, values) ?? [];
function sourceRecord(spec, record, fields, changedAt = []) {
    const key = String(record[spec.key]);
    const reference = record[spec.reference] ?? null;
    const changed = changedAt.map((field) => record[field] ?? null).find((moment) => moment !== null);
    return {
        key,
        reference: reference === null ? key : String(reference),
        fields: memory_system_cut(spec, record, fields),
        changedAt: changed === undefined || changed === null ? null : String(changed),
    };
}
/** A record with its key, its reference and the fields that were asked for; the same for lines (`Lines.Field`). */
function memory_system_cut(spec, record, fields) {
    const wanted = new Map([spec.key, spec.reference].map((field) => [field, []]));
    for (const field of fields) {
        const [name = '', element] = field.split('.');
        const elements = wanted.get(name) ?? [];
        wanted.set(name, element === undefined ? elements : [...elements, element]);
    }
    const own = Object.entries(record).filter(([field]) => wanted.has(field));
    return Object.fromEntries(own.map(([field, value]) => [field, cutLines(value, wanted.get(field) ?? [])]));
}
function cutLines(value, elements) {
    if (!Array.isArray(value) || elements.length === 0)
        return value;
    return value.map((line) => (0,src_values/* isRecord */.u4)(line) ? Object.fromEntries(Object.entries(line).filter(([field]) => elements.includes(field))) : line);
}
/** The next value that the system would give to a key or a number: the one after the highest, or an id in its own form. */
function nextOf(spec, field, index) {
    const all = index.all();
    const type = spec.fields[field]?.type;
    if (type === 'id')
        return `00000000-0000-0000-0000-${String(all.length + 1).padStart(12, '0')}`;
    const numbers = all.map((record) => String(record[field] ?? '')).filter((text) => /^\d{1,15}$/.test(text));
    const first = field === spec.key ? 1 : FIRST_NUMBER;
    const next = numbers.length === 0 ? first : Math.max(...numbers.map(Number)) + 1;
    return type === 'integer' ? next : String(next);
}

;// CONCATENATED MODULE: ./src/validate/changed-rows.ts

/**
 * The records after some of them changed: those with the same key or reference get the fields, others are added; and
 * without those whose keys are among the deleted ones of their resource.
 */
function afterChanges(before, changes, { resources }, deleted = new Map()) {
    const rows = new Map(before);
    for (const [name, changed] of changes) {
        const spec = resources.get(name);
        const known = before.get(name);
        if (known === undefined || spec === undefined)
            rows.set(name, changed);
        else
            rows.set(name, changed.reduce((all, one) => changed_rows_change(all, one, spec), known));
    }
    for (const [name, keys] of deleted) {
        const key = resources.get(name)?.key ?? '';
        rows.set(name, (rows.get(name) ?? []).filter((row) => !keys.includes(String(row[key]))));
    }
    return rows;
}
function changed_rows_change(rows, changed, { key, reference }) {
    const name = (0,src_values/* canonical */.$N)(changed[key]) === 'null' ? reference : key;
    const wanted = (0,src_values/* canonical */.$N)(changed[name]);
    const position = wanted === 'null' ? -1 : rows.findIndex((row) => (0,src_values/* canonical */.$N)(row[name]) === wanted);
    if (position < 0)
        return [...rows, changed];
    return rows.with(position, { ...rows[position], ...changed });
}

// EXTERNAL MODULE: ./src/config/packs/tree.ts
var tree = __webpack_require__(2651);
// EXTERNAL MODULE: ./src/config/schema/schema-problems.ts
var schema_problems = __webpack_require__(7422);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./src/config/schema/schema-parts.ts
var schema_parts = __webpack_require__(53090);
;// CONCATENATED MODULE: ./src/config/schema/test-schema.ts



/** Everything is text, just as it is written: the field's type in the catalog turns it into a value. */
const plain = schemas/* string */.YjP().meta({ type: ['string', 'number', 'boolean', 'null'] });
const VALUE = 'A value is a text, a number, a date, true, false or null, or a list of lines.';
const line = schemas/* record */.g1P(schemas/* string */.YjP(), plain);
const record = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([plain, schemas/* array */.YOg(line)], { error: VALUE }))
    .describe('The fields of one record, by the names that the system has for them; what is left out is null.')
    .meta({ title: 'values by field' });
const records = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(record)).meta({
    title: 'records by resource',
    examples: [{ 'crm/Accounts': [{ Code: '20001', Name: 'Bakkerij De Molen' }] }],
});
const state = {
    today: schema_parts/* dateText */.MK
        .describe('The day of the run, for today(). Default: 2026-06-15, and in a further run the day after the previous run.')
        .meta({ examples: ['2026-01-31'] })
        .optional(),
    source: records.describe('The records of the system that is read, by resource; related ones too.').optional(),
    target: records
        .describe('What the written system already has, by resource; the lists that codes are looked up in too.')
        .optional(),
};
/** Groups of any depth: the rows of a table, or values. What is wrong inside is noticed when they are merged with those of the folder. */
const nested = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
const given = (0,schema/* keys */.HP)({
    ...state,
    tables: schemas/* record */.g1P(schemas/* string */.YjP(), nested)
        .describe('Rows of tables for this case, merged over those of the folder: so that a case holds whatever the tables say.')
        .meta({ title: 'rows by table', examples: [{ 'vat-codes': { NL: { '2': 'VH' } } }] })
        .optional(),
    values: nested
        .describe('Values for this case, over those of the folder.')
        .meta({ title: 'values by name', examples: [{ prefix: 'EO-' }] })
        .optional(),
    links: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().min(1))
        .describe('Pinned links as in links.yml: reference in the source, then reference in the target, new or skip.')
        .meta({ examples: [{ '20001': '10042' }] })
        .optional(),
});
/** The kinds of expectations, each with the keys that go with it. */
const COMPANIONS = {
    create: ['fields'],
    update: ['record', 'fields'],
    refused: ['record'],
    stopped: [],
    missing: ['record'],
    differs: ['record', 'in'],
    ambiguous: ['record'],
    only: ['record'],
    stands: ['record'],
    told: ['record'],
};
const KINDS = Object.keys(COMPANIONS);
const resource = schemas/* string */.YjP().min(1);
const expectation = (0,schema_parts/* alsoCheck */.Mq)((0,schema/* keys */.HP)({
    create: resource.describe('The resource in which a record is created.').optional(),
    update: resource
        .describe('The resource in which a record is changed; for a write-back that of the source.')
        .optional(),
    refused: schemas/* string */.YjP()
        .min(1)
        .describe('The code with which a record of the source is refused.')
        .meta({ examples: ['UNMAPPED_KEY', 'AMBIGUOUS'] })
        .optional(),
    stopped: schemas/* string */.YjP()
        .min(1)
        .describe('The code with which the whole flow stops.')
        .meta({ examples: ['GUARD_EXCEEDED'] })
        .optional(),
    record: schemas/* string */.YjP()
        .min(1)
        .describe('Which record: the reference in the system that is written for update, only and stands, else in the source.')
        .optional(),
    fields: record.describe('All that is sent, field by field, and nothing else.').optional(),
    missing: resource.describe('For a flow that verifies: the resource in which the record is missing.').optional(),
    differs: resource.describe('For a flow that verifies: the resource in which the record differs.').optional(),
    in: schemas/* array */.YOg(schemas/* string */.YjP().min(1))
        .describe('The fields that differ; one of a line as `lines 2.amount`.')
        .meta({ examples: [['name', 'lines 2.amount']] })
        .optional(),
    ambiguous: resource.describe('For a flow that verifies: the resource in which several records match.').optional(),
    only: resource
        .describe('For a flow that verifies documents: the resource of a record that only the written system has.')
        .optional(),
    stands: resource
        .describe('The resource of a record that stays, although its source record was deleted, and is reported.')
        .optional(),
    told: schemas/* string */.YjP()
        .min(1)
        .describe('The id of a check that reports a record of the source, which is still written.')
        .meta({ examples: ['reverse-charge'] })
        .optional(),
}), function* (written) {
    const found = KINDS.filter((kind) => written[kind] !== undefined);
    const [kind, second] = found;
    const hint = 'Begin it with create: RESOURCE, update: RESOURCE or refused: CODE.';
    if (kind === undefined) {
        const message = 'This does not say what is expected.';
        yield { path: ['create'], code: 'MISSING_KEY', message, hint, missing: KINDS };
        return;
    }
    if (second !== undefined) {
        const message = `"${kind}" and "${second}" are in one entry.`;
        yield { path: [second], code: 'WRONG_VALUE', message, hint: 'Give each an entry of its own, with a dash.' };
        return;
    }
    const companions = COMPANIONS[kind];
    for (const key of ['record', 'fields', 'in']) {
        const isNeeded = companions.includes(key);
        if (isNeeded === (written[key] !== undefined))
            continue;
        yield isNeeded
            ? {
                path: [key],
                code: 'MISSING_KEY',
                message: `"${kind}" lacks "${key}".`,
                hint: `Add "${key}".`,
                missing: [key],
            }
            : {
                path: [key],
                code: 'WRONG_VALUE',
                message: `"${key}" has no meaning beside "${kind}".`,
                hint: 'Remove it.',
            };
    }
}).meta({
    anyOf: KINDS.map((kind) => {
        const own = [kind, ...COMPANIONS[kind]];
        const others = [...KINDS, 'record', 'fields'].filter((key) => !own.includes(key));
        return { required: own, properties: Object.fromEntries(others.map((key) => [key, false])) };
    }),
});
const expectations = schemas/* array */.YOg(expectation)
    .describe('All writes in the order in which they are sent, then what is refused or reported. [] = nothing happens.');
const furtherRun = (0,schema/* keys */.HP)({
    given: (0,schema/* keys */.HP)({
        ...state,
        deleted: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP().min(1)))
            .describe('What was deleted in the system that is read: by resource, the keys of the records.')
            .meta({ examples: [{ 'crm/Accounts': ['acc-1'] }] })
            .optional(),
    })
        .describe('What changed since: records with the same key or reference get these fields, others are added.')
        .optional(),
    expect: expectations,
});
const testCase = (0,schema/* keys */.HP)({
    name: schemas/* string */.YjP().min(1).max(200).describe('What the case shows, for people.'),
    given: given.describe('What both systems hold before the run.'),
    expect: expectations,
    // biome-ignore lint/suspicious/noThenProperty: the word for it in the file; nobody awaits a schema's shape.
    then: schemas/* array */.YOg(furtherRun)
        .min(1)
        .max(20)
        .describe('Further runs over the same records, links and fingerprints kept.')
        .optional(),
});
/** `NAME.test.yml`, the tests of one flow, read as text. */
const testFile = schemas/* array */.YOg(testCase).min(1).max(500).describe('The tests of one flow; each is independent.');

// EXTERNAL MODULE: ./src/mapping/problems.ts
var mapping_problems = __webpack_require__(74992);
// EXTERNAL MODULE: ./src/mapping/steps/checks.ts
var checks = __webpack_require__(8317);
// EXTERNAL MODULE: ./src/nearest.ts
var nearest = __webpack_require__(37909);
// EXTERNAL MODULE: ./src/mapping/rules/convert.ts
var convert = __webpack_require__(765);
;// CONCATENATED MODULE: ./src/validate/test-values.ts



/** How null is written, where everything else is text. */
const NULL = new Set(['', 'null', '~']);
/**
 * The records of one system in its catalog's types. Notes resources and fields that the catalog lacks, values that a field
 * cannot hold, and a key that two records have.
 */
function readRows(written, path, { catalog, other }, reading) {
    const rows = new Map();
    for (const [name, records] of Object.entries(written ?? {})) {
        const place = [...path, name];
        const spec = catalog.resources.get(name);
        if (spec === undefined) {
            reading.problems.addUnknownResource(reading.source.at(place, 'key'), name, catalog, other);
            continue;
        }
        const read = records.map((record, position) => readFields(record, [...place, position], { spec, catalog }, reading));
        rows.set(name, read);
        noteDoubles(read, spec, place, reading);
    }
    return rows;
}
/** The fields of one record in the catalog's types; those that are wrong are noted and left out. */
function readFields(written, path, { spec, catalog }, reading) {
    const { source, problems } = reading;
    const values = {};
    for (const [name, value] of Object.entries(written)) {
        const place = [...path, name];
        const field = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
        if (field === undefined) {
            problems.addUnknownField(source.at(place, 'key'), name, spec);
        }
        else if (field.type === 'lines') {
            const element = catalog.resources.get(spec.lines?.[name] ?? '');
            values[name] = readLines(value, place, element === undefined ? null : { spec: element, catalog }, reading);
        }
        else if (typeof value !== 'string') {
            problems.add(source.at(place), 'WRONG_TYPE', `the field "${name}" of ${spec.name} holds one value, not lines`);
        }
        else {
            values[name] = readValue(value, place, field, reading);
        }
    }
    return values;
}
function readLines(written, path, element, reading) {
    if (typeof written === 'string') {
        const hint = 'Write one entry per line of the document, each with a dash.';
        if (!NULL.has(written))
            reading.problems.add(reading.source.at(path), 'WRONG_TYPE', 'this field holds lines', hint);
        return null;
    }
    if (element === null)
        return [];
    return written.map((line, position) => readFields(line, [...path, position], element, reading));
}
/** Padded codes come without their blanks; the mapping checks the length of a text. */
function readValue(text, path, field, { source, problems }) {
    if (NULL.has(text))
        return null;
    const { maxLength: _, padding, ...spec } = field;
    try {
        return (0,convert/* converterFor */.C)(spec)(padding === undefined ? text : text.trim());
    }
    catch (error) {
        if (!(error instanceof errors/* SyncError */.S0))
            throw error;
        problems.add(source.at(path), error.code, error.message, 'Write it as the field holds it.');
        return null;
    }
}
function noteDoubles(rows, spec, path, { source, problems }) {
    const seen = new Set();
    for (const [position, row] of rows.entries()) {
        const key = (0,src_values/* canonical */.$N)(row[spec.key]);
        if (key !== 'null' && seen.has(key)) {
            const at = source.at([...path, position, spec.key]);
            problems.add(at, 'DUPLICATE_RECORD', `another record of ${spec.name} has this ${spec.key}`, 'Give each its own.');
        }
        seen.add(key);
    }
}

;// CONCATENATED MODULE: ./src/validate/test-file.ts









/**
 * Checks a file of tests against its flow and both catalogs. `flows` are those whose files could be read, `flowNames` the
 * names of all.
 */
function readTests(file, flows, flowNames, catalogs) {
    if ('problems' in file)
        return { tests: [], problems: file.problems };
    const flow = flows.find(({ name }) => name === file.flow);
    const strange = flowNames.includes(file.flow) ? [] : [noFlow(file, flowNames)];
    const checked = (0,schema_problems/* checkSchema */._)(testFile, file.source);
    if ('problems' in checked)
        return { tests: [], problems: [...strange, ...checked.problems] };
    if (flow === undefined)
        return { tests: [], problems: strange };
    const problems = new mapping_problems/* Problems */.Z();
    const reader = { flow, catalogs, source: file.source, problems };
    noteSameNames(checked.value, reader);
    const tests = checked.value.map((test, position) => readTest(test, [position], reader));
    return { tests, problems: problems.all };
}
function noFlow({ flow, file }, flowNames) {
    const meant = (0,nearest/* nearest */.pA)(flow, flowNames);
    const hint = meant === null ? 'Name it after the flow that it tests.' : `Did you mean ${meant}.test.yml?`;
    return new errors/* ConfigError */.xL('UNKNOWN_FLOW', `There is no flow ${flow} for these tests.`, {
        at: { file, line: 1, column: 1 },
        hint,
    });
}
function noteSameNames(tests, { source, problems }) {
    const seen = new Set();
    for (const [position, { name }] of tests.entries()) {
        const hint = 'Say what sets this case apart.';
        if (seen.has(name))
            problems.add(source.at([position, 'name']), 'NAME_TAKEN', `"${name}" is already another case`, hint);
        seen.add(name);
    }
}
function readTest(test, path, reader) {
    const { given, expect, then = [] } = test;
    const runs = [
        readRun(given, expect, path, reader),
        ...then.map((run, position) => readRun(run.given ?? {}, run.expect, [...path, 'then', position], reader)),
    ];
    return {
        flow: reader.flow.name,
        name: test.name,
        at: reader.source.at(path),
        substitutes: substitutesOf(given, [...path, 'given'], reader),
        links: new Map(Object.entries(given.links ?? {})),
        runs,
    };
}
function substitutesOf({ tables, values }, path, { flow, source }) {
    if (tables === undefined && values === undefined)
        return null;
    const own = Object.entries(tables ?? {}).map(([name, rows]) => [name, (0,tree/* treeOf */.g7)(source, rows, [...path, 'tables', name])]);
    const set = values === undefined ? null : (0,tree/* treeOf */.g7)(source, values, [...path, 'values']);
    return { flow: flow.name, tables: new Map(own), values: set };
}
function readRun(given, expected, path, reader) {
    const { flow, catalogs } = reader;
    const origin = catalogs[(0,flow_schema/* splitSource */.qJ)(flow.flow.from).system];
    const target = catalogs[flow.flow.to];
    return {
        today: given.today ?? null,
        source: readRows(given.source, [...path, 'given', 'source'], { catalog: origin, other: target }, reader),
        target: readRows(given.target, [...path, 'given', 'target'], { catalog: target, other: origin }, reader),
        deleted: deletedOf(given.deleted ?? {}, [...path, 'given', 'deleted'], { catalog: origin, other: target }, reader),
        expected: expected.flatMap((one, position) => readExpectation(one, [...path, 'expect', position], target, reader)),
        at: reader.source.at(path),
        path,
    };
}
function deletedOf(written, path, { catalog, other }, { source, problems }) {
    const deleted = new Map();
    for (const [name, keys] of Object.entries(written)) {
        const spec = catalog.resources.get(name);
        if (spec !== undefined) {
            const isId = spec.fields[spec.key]?.type === 'id';
            deleted.set(name, isId ? keys.map((key) => key.toLowerCase()) : keys);
            continue;
        }
        problems.addUnknownResource(source.at([...path, name], 'key'), name, catalog, other);
    }
    return deleted;
}
function readExpectation(written, path, target, reader) {
    const { refused, stopped, told, record = '', fields = {}, in: differing = [] } = written;
    if (refused !== undefined)
        return [{ kind: 'refused', code: refused, record }];
    if (told !== undefined) {
        noteUnknownCheck(told, [...path, 'told'], reader);
        return [{ kind: 'told', check: told, record }];
    }
    if (stopped !== undefined)
        return [{ kind: 'stopped', code: stopped }];
    const kind = ABOUT_A_RESOURCE.find((one) => written[one] !== undefined) ?? 'create';
    const resource = written[kind] ?? '';
    const { flow, catalogs } = reader;
    const { from, steps, back } = flow.flow;
    const own = (0,flow_schema/* splitSource */.qJ)(from);
    const isWriteBack = kind === 'update' && back !== undefined && resource === own.resource;
    const known = steps.map((step) => step.resource);
    const catalog = isWriteBack ? catalogs[own.system] : target;
    const spec = isWriteBack || known.includes(resource) ? catalog.resources.get(resource) : undefined;
    if (spec === undefined) {
        const names = [...new Set([...known, ...(back === undefined ? [] : [own.resource])])];
        const meant = (0,nearest/* nearest */.pA)(resource, names) ?? (names.length === 1 ? names[0] : null);
        const hint = meant === null ? `It writes ${names.join(', ')}.` : `Did you mean ${meant}?`;
        const message = `no step of this flow writes "${resource}"`;
        reader.problems.add(reader.source.at([...path, kind]), 'UNKNOWN_RESOURCE', message, hint);
        return [];
    }
    if (kind === 'differs')
        return [{ kind, resource, record, in: differing }];
    if (kind !== 'create' && kind !== 'update')
        return [{ kind, resource, record }];
    const values = readFields(fields, [...path, 'fields'], { spec, catalog }, reader);
    return [kind === 'create' ? { kind, resource, fields: values } : { kind, resource, record, fields: values }];
}
function noteUnknownCheck(id, path, { flow, source, problems }) {
    const ids = (0,checks/* checkIdsOf */.e)(flow.flow);
    if (ids.includes(id))
        return;
    const hint = (0,nearest/* guess */.Iw)(id, ids) ?? `It has ${ids.length === 0 ? 'none' : ids.join(', ')}.`;
    problems.add(source.at(path), 'UNKNOWN_NAME', `this flow has no check "${id}"`, hint);
}
const ABOUT_A_RESOURCE = ['create', 'update', 'missing', 'differs', 'ambiguous', 'only', 'stands'];

// EXTERNAL MODULE: ./src/commands/select-flows.ts + 29 modules
var select_flows = __webpack_require__(88196);
;// CONCATENATED MODULE: ./src/commands/plan/samples.ts










/** True for a pull request from a fork: it gets no secrets, so nothing real can be opened. */
const isWithoutSecrets = ({ inputs, github }) => github.pullRequest?.isFork === true && !inputs.hasCredentials && inputs.stateKey === '' && inputs.planKey === '';
/** Fingerprints of invented records: there is no key, and nothing to hide. */
const unkeyed = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16);
const ANY_DATE = '0001-01-01';
/** The version with flows that take documents of any date: a case holds whatever its date is. */
const atAnyDate = (version) => ({
    ...version,
    programs: version.programs.map((program) => ({ ...program, since: ANY_DATE })),
});
/**
 * The invented records of the mappings' tests, each case as two systems of its own, for a plan that may see no real ones. A flow without a test in the
 * folder has those that came with the action. What is wrong with a test is told by the mode validate.
 */
function openSamples({ inputs, github }, head) {
    const own = testsIn(inputs.mappings, github.workspace, head);
    const shipped = testsIn('mappings', (0,packs_shipped/* actionFolder */.TU)(), head);
    const tested = new Set(own.map(({ flow }) => flow));
    const tests = [...own, ...shipped.filter(({ flow }) => !tested.has(flow))].filter(({ flow }) => head.selected.has(flow));
    const parts = tests.flatMap((test) => {
        const flow = head.programs.find(({ name }) => name === test.flow);
        if (flow === undefined)
            return [];
        const origin = flow.source.system;
        const before = new Map();
        const source = test.runs.reduce((rows, run) => afterChanges(rows, run.source, select_flows/* catalogs */.rZ[origin], run.deleted), before);
        // What later runs of a case find in the target is there because of the earlier ones.
        const target = test.runs[0]?.target ?? before;
        return [
            {
                label: test.name,
                systems: (0,registry/* bySystem */.Dp)((name) => createMemorySystem(select_flows/* catalogs */.rZ[name], name === origin ? source : target)),
                progress: (0,state_progress/* emptyProgress */.bt)(),
                isLive: false,
                takes: (name) => name === test.flow,
            },
        ];
    });
    return {
        parts,
        report: { kind: 'samples', recordedAt: null, recorded: [], lacks: [], unrecorded: [] },
        assumptions: (0,assumptions/* noAssumptions */.K)(),
        [Symbol.asyncDispose]: async () => { },
    };
}
function testsIn(folder, workspace, { config }) {
    const { files, flows } = readTestFiles(folder, workspace);
    const known = [...new Set([...flows, ...config.flows.map(({ name }) => name)])];
    return files.flatMap((file) => readTests(file, config.flows, known, select_flows/* catalogs */.rZ).tests);
}

// EXTERNAL MODULE: ./src/commands/sync/paused-today.ts
var paused_today = __webpack_require__(8436);
;// CONCATENATED MODULE: ./src/commands/plan.ts
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

















/**
 * Shows what a sync would do now, or with the input `base` what a change of the mappings changes. Writes to neither system
 * and saves nothing but tokens that had to be renewed. Returns the exit code: 1 when it could not plan to the end.
 */
async function plan(given, isTerminal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        refuseShared(given.inputs, given.github.workspace);
        const context = (0,session/* inOneAdministration */.kL)(given);
        const { inputs } = context;
        const head = readVersion(context, inputs.mappings);
        if (inputs.base === null)
            return planNow(context, head, isTerminal);
        const base = readVersion(context, inputs.base);
        if (!isWithoutSecrets(context)) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const basis = __addDisposableResource(env_2, await openBasis(context, head, base), true);
                const made = await compared(context, basis, { head, base, folder: inputs.base }, isTerminal);
                return isComplete(made) ? 0 : 1;
            }
            catch (e_1) {
                env_2.error = e_1;
                env_2.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_2);
                if (result_1)
                    await result_1;
            }
        }
        const samples = __addDisposableResource(env_1, openSamples(context, head), true);
        const versions = { head: atAnyDate(head), base: atAnyDate(base), folder: inputs.base };
        // A case may be about a flow that stops, so what stopped before as well does not count.
        return stopsMore(await compared(context, samples, versions, isTerminal)) ? 1 : 0;
    }
    catch (e_2) {
        env_1.error = e_2;
        env_1.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_1);
        if (result_2)
            await result_2;
    }
}
async function planNow(context, head, isTerminal) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const { inputs, clock } = context;
        const { selected, config } = head;
        const asked = { records: inputs.records, selected, pauses: config.pauses, nowMs: clock() };
        const { pauses, reports: paused } = (0,paused_today/* pausedToday */.G)(asked);
        const basis = __addDisposableResource(env_3, await openBasis(context, head, null), true);
        const { assure } = (0,keep_assumptions/* assuranceFor */.Lt)(head.programs, head.config.settings, basis.assumptions, null);
        const common = commonOf(context, basis.report);
        const made = await makePlan({
            ...common,
            assure,
            ...basis.parts[0],
            ...head,
            links: head.config.links,
            linksFile: head.config.linksFile,
            pauses,
            paused,
            warnings: warningsOfPlan(head),
        });
        await publishPlan(made, readersOf(context, isTerminal));
        return isWhole(made) ? 0 : 1;
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = __disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
/** That a sync would not begin with these mappings, and why. */
function warningsOfPlan(head) {
    const open = (0,select_flows/* notAgreed */.C9)(head).map(({ message }) => message);
    return open.length === 0 ? [] : ['A sync does not begin with these mappings.', ...open];
}
async function compared(context, { parts, report }, versions, isTerminal) {
    const warnings = warningsOfPlan(versions.head);
    const made = await makeComparison({ ...commonOf(context, report), parts, ...versions, warnings });
    await publishPlan(made, readersOf(context, isTerminal));
    await (0,comment.commentOn)(made, context);
    return made;
}
const commonOf = ({ inputs, github, clock, signal, log }, basis) => ({
    basis,
    revealed: (0,value_display/* readReveal */.Wy)(inputs.reveal),
    records: inputs.records,
    since: inputs.since,
    fingerprint: isWithoutSecrets({ inputs, github }) ? unkeyed : (0,keys/* stateKeys */.OX)(inputs).fingerprint,
    clock,
    signal,
    log,
});
const readersOf = ({ inputs, github, environment, log }, isTerminal) => ({
    folder: github.temporaryFolder ?? (0,external_node_os_.tmpdir)(),
    language: inputs.language,
    environment,
    isTerminal,
    checkout: (0,checkout/* checkoutOf */.o5)(inputs.mappings, github.workspace),
    log,
});
/** Reads a version. Flows that are asked for by name need not be in the base. Throws ConfigErrors with all problems found. */
function readVersion({ inputs, github }, folder) {
    const shipped = folder === inputs.base && inputs.baseShipped !== null ? (0,packs_shipped/* shippedAt */.lC)(inputs.baseShipped, github.workspace) : undefined;
    const { administration } = inputs;
    const { config, programs } = (0,select_flows/* readFlows */.m3)(folder, github.workspace, { shipped, administration, asked: inputs.flows });
    // A change is free to fix what the base does wrong.
    if (folder === inputs.mappings) {
        (0,in_administration/* inAdministration */.Wy)(inputs, config.settings);
        (0,select_flows/* refuseTogether */.ll)({ config, programs }, inputs.flows);
    }
    const names = new Set(programs.map(({ name }) => name));
    const wanted = folder === inputs.mappings ? inputs.flows : (inputs.flows?.filter((name) => names.has(name)) ?? null);
    return { config, programs, selected: (0,select_flows/* selectFlows */.WD)({ config, programs }, wanted) };
}

// EXTERNAL MODULE: ./src/report/validate-report.ts
var validate_report = __webpack_require__(75753);
;// CONCATENATED MODULE: ./src/validate/difference.ts


/** Writes come first, in the order sent, then every other kind in its own order. */
const RANKS = [
    'refused',
    'missing',
    'differs',
    'ambiguous',
    'only',
    'stands',
    'told',
    'stopped',
];
/** Always shown: they identify the write. */
const NAMES = ['create', 'update', ...RANKS, 'record'];
/** Longest difference shown, in lines. */
const MOST_LINES = 80;
/**
 * What was expected and what happened, field by field: `-` lines were expected, `+` lines happened. Null when both are
 * the same. Writes are compared in their order, and so is what is refused or reported, wherever that stands between the writes.
 */
function differenceOf(expected, actual) {
    const text = (0,lib.diffString)(inOrder(expected), inOrder(actual), { color: false, outputKeys: NAMES, maxElisions: 2 });
    if (text === '')
        return null;
    const lines = text.trimEnd().split('\n');
    const rest = lines.length - MOST_LINES;
    return rest <= 0 ? lines.join('\n') : [...lines.slice(0, MOST_LINES), `\u2026 and ${rest} more lines`].join('\n');
}
const rank = ({ kind }) => RANKS.indexOf(kind);
/** Expectations as a test file writes them, in its order: writes as they are sent, then what is refused or reported. */
const inOrder = (expectations) => [...expectations].sort((left, right) => rank(left) - rank(right)).map(asInFile);
/** An expectation as written in a test file. */
function asInFile(one) {
    switch (one.kind) {
        case 'create':
            // Null creates nothing, so it is left out, in lines as well.
            return { create: one.resource, fields: difference_fieldsOf(one.fields, true) };
        case 'update':
            return { update: one.resource, record: one.record, fields: difference_fieldsOf(one.fields, false) };
        case 'refused':
            return { refused: one.code, record: one.record };
        case 'stopped':
            return { stopped: one.code };
        case 'told':
            return { told: one.check, record: one.record };
        case 'differs':
            return { differs: one.resource, record: one.record, in: one.in };
        default:
            return { [one.kind]: one.resource, record: one.record };
    }
}
function difference_fieldsOf(fields, withoutNull) {
    const kept = Object.entries(fields).filter(([, value]) => value !== null || !withoutNull);
    return Object.fromEntries(kept.map(([name, value]) => [name, difference_plain(value, withoutNull)]));
}
/** A value as plain JSON; a number that JSON would not keep exactly is a text. */
function difference_plain(value, withoutNull) {
    if ((0,src_values/* isDecimal */.aM)(value)) {
        const text = value.toFixed();
        return String(Number(text)) === text ? Number(text) : text;
    }
    if (value instanceof src_values/* LocalDateTime */.vJ)
        return value.iso.endsWith('T00:00:00') ? value.date : value.iso;
    if (Array.isArray(value))
        return value.map((one) => difference_plain(one, withoutNull));
    return (0,src_values/* isRecord */.u4)(value) ? difference_fieldsOf(value, withoutNull) : value;
}

;// CONCATENATED MODULE: ./src/validate/fallback-coverage.ts
/** Covers the use of default records, which the engine decides; returns a callback for the records of every run. */
function watchFallbacks(programs, flows, coverage) {
    const marks = new Map();
    for (const { name, steps } of programs) {
        const source = flows.find((flow) => flow.name === name);
        for (const [position, { id, fallback }] of steps.entries()) {
            if (source === undefined || fallback === null || fallback.use === 'never')
                continue;
            const at = source.at(['steps', position, 'default'], 'key');
            marks.set(`${name} ${id}`, coverage.point(name, at, `takes the default record of step ${id}`));
        }
    }
    return ({ name, steps }, items) => {
        for (const { id } of steps) {
            const mark = marks.get(`${name} ${id}`);
            if (mark !== undefined && items.some((item) => stoodIn(item, id)))
                mark();
        }
    };
}
/** A step that was left out has no known target, unless it is the default record. */
function stoodIn({ results }, step) {
    const result = results.get(step);
    return result !== undefined && result.values === null && Object.keys(result.target).length > 0;
}

// EXTERNAL MODULE: ./src/sync/write/writer.ts + 1 modules
var writer = __webpack_require__(57091);
// EXTERNAL MODULE: ./src/time.ts
var time = __webpack_require__(29834);
;// CONCATENATED MODULE: ./src/validate/run-test.ts







/** The default time of a case's first run, and how much later the next one is. */
const START = '2026-06-15';
const run_test_ANY_DATE = '0001-01-01';
/**
 * Takes a case through the engine as a run of its flow does, with both systems in memory, so that matching, links,
 * `exists`, `where` and the guard hold as they do in a run. Throws only what is a fault of ours.
 */
async function runTest(test, program, bench) {
    const { catalogs, observe } = bench;
    // A case holds whatever the record's date is, and from whatever date on a company keeps its books.
    const programs = bench.programs.map((one) => ({ ...one, since: one.ownSince ?? run_test_ANY_DATE }));
    const origin = catalogs[program.source.system];
    const goal = catalogs[program.target.system];
    const { signal } = new AbortController();
    const progress = (0,state_progress/* emptyProgress */.bt)();
    const happened = [];
    let source = new Map();
    let target = new Map();
    let nowMs = noonOf(START) - time/* DAY_MS */.sO;
    for (const [position, run] of test.runs.entries()) {
        nowMs = run.today === null ? nowMs + time/* DAY_MS */.sO : noonOf(run.today);
        source = afterChanges(source, run.source, origin, run.deleted);
        target = afterChanges(target, run.target, goal);
        const read = createMemorySystem(origin, source, run.deleted);
        const written = createMemorySystem(goal, target);
        const sent = [];
        const systems = { [origin.system]: noting(read, sent), [goal.system]: noting(written, sent) };
        const { flows } = await (0,run_run/* runFlows */.T)({
            kind: 'test',
            programs,
            selected: new Set([program.name]),
            systems: systems,
            progress,
            links: new Map([[program.name, test.links]]),
            records: null,
            since: null,
            fingerprint: (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16),
            takeCalls: () => ({}),
            save: async () => { },
            clock: () => nowMs,
            createWriter: (over) => (0,writer/* createLiveWriter */.W)({ target: over, sleep: async () => { }, signal }),
            observe,
            signal,
            log: () => { },
        });
        happened.push({ run, ...told(flows[0], sent) });
        if (position + 1 < test.runs.length)
            [source, target] = await Promise.all([allRows(read), allRows(written)]);
    }
    return happened;
}
const noonOf = (day) => Date.parse(`${day}T12:00:00Z`);
function told(flow, sent) {
    const letters = (flow?.result?.failures ?? []).map(({ letter }) => letter);
    const differences = flow?.result?.verification?.differences ?? [];
    const error = flow?.error ?? null;
    // A check may report a record several times: it is expected once.
    const told = (flow?.result?.notices ?? []).map((one) => [`${one.check}\n${one.reference}`, one]);
    const notices = [...new Map(told).values()];
    const resourceOf = (step) => flow?.program.steps.find(({ id }) => id === step)?.spec.name ?? step;
    return {
        actual: [
            ...sent,
            ...notices.map(({ check, reference }) => ({ kind: 'told', check, record: reference })),
            ...letters.map(({ code, reference }) => ({ kind: 'refused', code, record: reference })),
            ...differences.map(({ kind, step, reference: record, fields, code }) => {
                const resource = resourceOf(step);
                if (kind === 'failed')
                    return { kind: 'refused', code: code ?? '', record };
                return kind === 'differs'
                    ? { kind, resource, record, in: fields.map(({ field }) => field) }
                    : { kind, resource, record };
            }),
            ...(flow?.result?.deleted ?? [])
                .filter(({ outcome }) => outcome === 'stands')
                .map(({ resource, target }) => ({ kind: 'stands', resource, record: target })),
            ...(error === null ? [] : [{ kind: 'stopped', code: error.code }]),
        ],
        reasons: [
            ...[...letters, ...differences.filter(({ kind }) => kind === 'failed')].map(({ code, reference, reason }) => `${reference} was refused, ${code}: ${reason}`),
            ...(error === null ? [] : [`The flow stopped, ${error.code}: ${error.message}`]),
        ],
    };
}
/** The system, which records what is written to it. */
function noting(system, sent) {
    return {
        ...system,
        create(request) {
            sent.push({ kind: 'create', resource: request.resource, fields: request.values });
            return system.create(request);
        },
        async update(request) {
            const { resource, key, values, signal } = request;
            const spec = system.catalog.resources.get(resource);
            const [before] = await system.find({ resource, field: spec?.key ?? '', values: [key], fields: [], signal });
            const record = String(before?.[spec?.reference ?? ''] ?? key);
            sent.push({ kind: 'update', resource, record, fields: values });
            return system.update(request);
        },
    };
}
/** Everything that the system holds now. */
async function allRows(system) {
    const { signal } = new AbortController();
    const rows = new Map();
    for (const { name, fields } of system.catalog.resources.values()) {
        const records = await system.list({ resource: name, fields: Object.keys(fields), signal });
        if (records.length > 0)
            rows.set(name, records);
    }
    return rows;
}

;// CONCATENATED MODULE: ./src/validate/unreached.ts

/** The points or rows that tests reach, counted. */
function reachedOf(parts) {
    return { reached: parts.filter(({ isReached }) => isReached).length, all: parts.length };
}
/** The parts of a flow that no test reaches, in the order of its file. */
function unreachedParts({ points }, flow) {
    return points
        .filter((point) => point.flows.has(flow) && !point.isReached)
        .map(({ what, at }) => ({ says: what, at }))
        .sort(inFile);
}
const inFile = ({ at: left }, { at: right }) => (0,order/* ascending */.V)(left.file, right.file) || left.line - right.line || left.column - right.column;
/** The rows of a table that no test reaches, in their order; of a group none of which is reached, the group: `vat-codes.GB`. */
function unreachedRows(rows) {
    return unreachedBelow(rows, 1).sort(inFile);
}
function unreachedBelow(rows, depth) {
    return [...Map.groupBy(rows, ({ keys }) => keys[depth - 1]?.key ?? '').values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined || group.every(({ isReached }) => isReached))
            return [];
        const isWhole = group.every(({ isReached }) => !isReached);
        if (!isWhole && first.keys.length > depth)
            return unreachedBelow(group, depth + 1);
        const shown = isWhole ? [{ ...first, period: group.length === 1 ? first.period : null }] : group.filter(isMissed);
        return shown.flatMap(({ table, keys, period }) => {
            const place = keys[depth - 1];
            const name = [table, ...keys.slice(0, depth).map(({ key }) => key)].join('.');
            return place === undefined ? [] : [{ says: `${name}${inWords(period)}`, at: place.at }];
        });
    });
}
const isMissed = ({ isReached }) => !isReached;
function inWords(period) {
    if (period === null)
        return '';
    const { from, until } = period;
    return `${from === null ? '' : ` from ${from}`}${until === null ? '' : ` until ${until}`}`;
}

;// CONCATENATED MODULE: ./src/validate/validate.ts






/** Runs the tests of the selected flows, and counts what they reach of flows and tables. */
async function validateMappings(validated) {
    const { config, programs, selected, tests, coverage, catalogs } = validated;
    const bench = { programs, catalogs, observe: watchFallbacks(programs, config.flows, coverage) };
    const checked = [];
    for (const program of programs.filter(({ name }) => selected.has(name))) {
        const own = tests.filter(({ flow }) => flow === program.name);
        const failed = [];
        for (const test of own)
            failed.push(...failuresOf(test, await runCase(test, program, validated, bench)));
        checked.push({ flow: program.name, cases: own.length, failed });
    }
    const rows = coverage.rows.filter((row) => [...row.flows].some((flow) => selected.has(flow)));
    const flows = checked.map((flow) => ({
        ...flow,
        rules: reachedOf(coverage.points.filter((point) => point.flows.has(flow.flow))),
        rows: reachedOf(rows.filter((row) => row.flows.has(flow.flow))),
        unreached: unreachedParts(coverage, flow.flow),
    }));
    const tables = [...Map.groupBy(rows, ({ table }) => table)].map(([table, own]) => ({
        table,
        file: config.tables.get(table)?.file ?? '',
        rows: reachedOf(own),
        unreached: unreachedRows(own),
    }));
    const wanted = config.settings.tests;
    const parts = flows
        .filter(({ rules }) => (0,validate_report/* percentOf */.pR)(rules) < wanted.rules)
        .flatMap(({ flow, cases, unreached }) => (cases === 0 ? [noTests(flow, programs)] : unreached.map(untestedPart)))
        // A part that several flows have is missing once.
        .filter(isFirst);
    const untested = tables.filter((table) => (0,validate_report/* percentOf */.pR)(table.rows) < wanted.rows);
    const errors = [
        ...config.broken.map(run_report/* reportedError */.kF),
        ...parts,
        ...untested.flatMap(({ unreached }) => unreached.map(untestedRow)),
    ];
    return { flows, tables, errors, warnings: validated.warnings.map(run_report/* reportedError */.kF) };
}
/** Runs a case of a flow, on the tables and values that it gives itself, if any. Throws ConfigErrors with what is wrong with these. */
async function runCase(test, program, { compile }, bench) {
    const own = test.substitutes === null ? [] : compile(test.substitutes);
    const others = bench.programs.filter(({ name }) => own.every((one) => one.name !== name));
    return runTest(test, own[0] ?? program, { ...bench, programs: [...own, ...others] });
}
function failuresOf({ name, runs }, happened) {
    return happened.flatMap(({ run, actual, reasons }, position) => {
        const difference = differenceOf(run.expected, actual);
        if (difference === null)
            return [];
        const which = runs.length === 1 ? '' : `, run ${position + 1}`;
        const error = {
            code: 'TEST_FAILED',
            message: `Case "${name}"${which}: the result is not as expected: - is what the case expects, + what came.`,
            hint: 'Correct the mapping or the table, or what the case expects.',
            at: run.at,
        };
        return [{ error, difference, reasons }];
    });
}
const isFirst = (error, index, all) => all.findIndex(({ message, at }) => message === error.message && at?.line === error.at?.line) === index;
const validate_HINT = 'Add a case that does, or ask for less under "tests" in settings.yml.';
function noTests(flow, programs) {
    const file = programs.find(({ name }) => name === flow)?.file ?? flow;
    const hint = `Write ${flow}.test.yml beside it, or ask for less under "tests" in settings.yml.`;
    return { code: 'NO_TESTS', message: `${flow} has no tests.`, hint, at: { file, line: 1, column: 1 } };
}
const untestedPart = ({ says, at }) => {
    return { code: 'NEVER_EXERCISED', message: `No test ${says}.`, hint: validate_HINT, at };
};
const untestedRow = ({ says, at }) => {
    return { code: 'NEVER_EXERCISED', message: `No test uses the row ${says}.`, hint: validate_HINT, at };
};

// EXTERNAL MODULE: ./src/config/config.ts + 24 modules
var config_config = __webpack_require__(5757);
// EXTERNAL MODULE: ./src/mapping/coverage.ts
var mapping_coverage = __webpack_require__(64438);
;// CONCATENATED MODULE: ./src/commands/validate/read-tested.ts








/** Reads a folder of mappings and its tests. Throws ConfigErrors with all problems of all files. */
function readTested(folder, workspace, { wanted = null, administration = null } = {}) {
    const place = (0,config_folder/* folderOf */.yS)(folder, workspace);
    const { name } = place;
    const around = { ...(0,use/* surroundings */.i5)(workspace, administration), asked: wanted };
    const coverage = new mapping_coverage/* Coverage */.xN((file) => name === '' || file.startsWith(`${name}/`));
    const compile = (substitutes) => (0,select_flows/* compileFlows */.ng)((0,config_config/* loadFlow */.j7)(place, around, substitutes), coverage);
    // Opened once: what the companies have in common is read once.
    const opened = { place, shipped: around.shipped, asked: wanted };
    const inspected = (0,select_flows/* inspectFlows */.EB)(folder, workspace, { coverage, administration, ...opened });
    const { config, programs } = inspected;
    if (config === null)
        throw new errors/* ConfigErrors */.mS(inspected.problems);
    const listed = config.settings.administrations.map((one) => one.name);
    const each = [
        checked(inspected, wanted),
        ...(administration === null ? listed.slice(1) : []).map((other) => checked((0,select_flows/* inspectFlows */.EB)(folder, workspace, { administration: other, ...opened }), wanted)),
    ];
    const found = read_tested_told(each.map(({ problems }) => problems), listed);
    const { files, flows } = readTestFiles(folder, workspace);
    const known = [...new Set([...flows, ...config.flows.map((flow) => flow.name)])];
    const tests = files.flatMap((file) => {
        const read = readTests(file, config.flows, known, select_flows/* catalogs */.rZ);
        found.push(...read.problems);
        return read.tests;
    });
    if (found.length > 0)
        throw new errors/* ConfigErrors */.mS(found);
    return {
        config,
        programs,
        tests,
        compile,
        coverage,
        warnings: read_tested_told(each.map(({ warnings }) => warnings), listed),
    };
}
/** What is wrong with a folder and its mapping tests, as `readTested` throws it, and the promises that it breaks; none if it is right. */
function problemsIn(folder, workspace) {
    try {
        return readTested(folder, workspace).config.broken;
    }
    catch (error) {
        if (!(error instanceof ConfigErrors))
            throw error;
        return error.problems;
    }
}
function checked({ config, programs, problems }, wanted) {
    if (config === null)
        return { problems, warnings: [] };
    const flows = { config, programs };
    return {
        problems: [...problems, ...(0,select_flows/* togetherProblems */.zM)(flows, wanted)],
        warnings: (0,select_flows/* warningsOf */.nZ)(flows, wanted),
    };
}
/** Each problem once; one that not all administrations have names those that do. */
function read_tested_told(each, listed) {
    const found = new Map();
    for (const [index, problems] of each.entries()) {
        for (const problem of (0,errors/* onceEach */.fF)(problems)) {
            const key = JSON.stringify([problem.code, problem.message, problem.at]);
            const known = found.get(key) ?? { problem, names: [] };
            known.names.push(listed[index] ?? '');
            found.set(key, known);
        }
    }
    return [...found.values()].map(({ problem, names }) => {
        if (names.length === each.length)
            return problem;
        return (0,errors/* retold */.Xd)(problem, { message: `${problem.message.replace(/\.$/, '')} (${names.join(', ')}).` });
    });
}

;// CONCATENATED MODULE: ./src/commands/validate.ts






/**
 * Checks a folder of mappings without any system: every file, then the tests of its flows and how much they reach. Returns
 * the exit code. Throws ConfigErrors with everything that is wrong with the files; no test runs then.
 */
async function validate(context, isTerminal) {
    const { inputs, github, environment, log } = context;
    const { administration, flows: wanted } = inputs;
    if (administration !== null)
        (0,session/* inOneAdministration */.kL)(context);
    const tested = readTested(inputs.mappings, github.workspace, { wanted, administration });
    // A flow that is off is tested as well.
    const selected = (0,select_flows/* selectFlows */.WD)(tested, inputs.flows ?? tested.programs.map(({ name }) => name));
    const validation = await validateMappings({ ...tested, selected, catalogs: select_flows/* catalogs */.rZ });
    await (0,publish/* publishValidation */.dD)(validation, { isTerminal, log, environment });
    return (0,validate_report/* isValid */.fn)(validation) ? 0 : 1;
}

// EXTERNAL MODULE: ./src/commands/review/answer.ts
var answer = __webpack_require__(66613);
;// CONCATENATED MODULE: ./src/commands/review/thread.ts







/** Modes whose mappings may still be under review, each with its command. */
const commands = { plan: plan, validate: validate };
if ((0,answer/* isSupervised */.N)())
    void (0,answer/* answer */.Z)((task, signal) => perform(task, signal));
async function perform(task, signal) {
    const { mode, inputs, environment, github, isRunner, isTerminal } = task;
    const command = commands[mode];
    const show = (line) => void process.stdout.write(`${(0,log_text/* logText */.k)(line)}\n`);
    const way = isRunner
        ? (0,on_runner/* onRunner */.o)((0,words/* wordsIn */.H)(inputs.language))
        : // Nothing between here and a terminal hides secrets, and naming them would show them.
            { log: show, warn: show, fold: (_title, work) => work(), mask: () => { } };
    return command({ inputs, environment, github, ...session/* realTime */.M9, random: Math.random, signal, ...way }, isTerminal);
}


/***/ })

};
