export const id = 301;
export const ids = [301];
export const modules = {

/***/ 98301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createCacheStore: () => (/* binding */ createCacheStore)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/cache.js + 352 modules
var cache = __webpack_require__(74342);
// EXTERNAL MODULE: ./src/errors/errors.ts
var errors = __webpack_require__(12600);
// EXTERNAL MODULE: ./src/state/store.ts
var store = __webpack_require__(86992);
;// CONCATENATED MODULE: ./src/github/cache-keys.ts
/** True when a list shows no younger entry than the one with this key, or cannot show it yet: a list may lag by minutes. */
function isNewest(key, entries) {
    const own = entries.find((entry) => entry.key === key);
    if (own === undefined)
        return entries.every((entry) => isLater(key, entry.key));
    return entries.every(({ createdAtMs }) => createdAtMs <= own.createdAtMs);
}
/** True if the same process saved `earlier` before `key`. */
function isEarlierOfProcess(earlier, key) {
    const [left, right] = [saveOf(earlier), saveOf(key)];
    return left.run === right.run && left.process === right.process && left.number < right.number;
}
/** True if the key itself says that it was saved later: by a later run, a later attempt, or the same process. */
function isLater(key, than) {
    const [left, right] = [saveOf(key), saveOf(than)];
    if (left.run !== right.run)
        return left.run > right.run;
    return left.attempt > right.attempt || isEarlierOfProcess(than, key);
}
function saveOf(key) {
    const [run, attempt, process = '', number] = key.slice(key.lastIndexOf('/') + 1).split('-');
    return { run: Number(run), attempt: Number(attempt), process, number: Number(number) };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./src/github/rest.ts
var github_rest = __webpack_require__(66417);
;// CONCATENATED MODULE: ./src/github/cache-listing.ts


const pageSchema = schemas/* object */.Ikc({
    actions_caches: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* number */.aig(), key: schemas/* string */.YjP(), ref: schemas/* string */.YjP().default(''), created_at: schemas/* string */.YjP() })),
});
const FULL_PAGE = 100;
/** See `CacheListing`. */
function createCacheListing(options) {
    const rest = (0,github_rest/* openRest */.P8)({ ...options, retries: 3, timeoutMs: 20_000 });
    const { ref, defaultBranch, token } = options;
    const refs = new Set(['', ref, ...(defaultBranch === null ? [] : [`refs/heads/${defaultBranch}`])]);
    const page = (query) => readPage(rest, { token, refs }, query);
    return {
        own: (prefix) => page({ key: prefix, ref, per_page: FULL_PAGE }),
        everywhere: (prefix) => page({ key: prefix, per_page: FULL_PAGE }),
        async remove(id) {
            try {
                const { status } = await rest({ method: 'DELETE', path: `/actions/caches/${id}`, token: token ?? '' });
                return status === 204;
            }
            catch {
                return false;
            }
        },
    };
}
async function readPage(rest, { token, refs }, query) {
    if (token === null)
        return { outcome: 'unlisted', reason: 'no github-token was given' };
    try {
        // By default the API sorts by last access.
        const sorted = { ...query, sort: 'created_at', direction: 'desc' };
        const answer = await rest({ path: '/actions/caches', query: sorted, token });
        const page = answer.status === 200 ? (0,github_rest/* readAnswer */.JN)(pageSchema, answer) : null;
        if (page !== null)
            return { outcome: 'listed', entries: page.actions_caches.map((entry) => entryOf(entry, refs)) };
        return { outcome: 'unlisted', reason: answer.status === 200 ? 'unexpected answer' : `HTTP ${answer.status}` };
    }
    catch (error) {
        return { outcome: 'unlisted', reason: (0,github_rest/* whyNot */.OB)(error) };
    }
}
const entryOf = ({ id, key, ref, created_at }, refs) => ({ id, key, ref, isReadable: refs.has(ref), createdAtMs: Date.parse(created_at) });

;// CONCATENATED MODULE: ./src/github/cache-lock.ts


/**
 * Notices if other runs save the entries that this run continues from. Entries cannot be overwritten, so whatever another run saves is one
 * more entry, and its key names that run. If entries cannot be listed, nothing is noticed.
 */
class CacheLock {
    #listing;
    #runId;
    /** By the beginning of their keys. */
    #loaded = new Map();
    #own = new Set();
    constructor(listing, runId) {
        this.#listing = listing;
        this.#runId = runId;
    }
    /** Notes what a load found: all entries, newest first, and the key that was restored. */
    noteLoaded(prefix, entries, restored) {
        const keys = new Set([...entries.map(({ key }) => key), ...(restored === null ? [] : [restored])]);
        const isRestoredListed = entries.some(({ key }) => key === restored);
        this.#loaded.set(prefix, { keys, createdAtMs: entries[0]?.createdAtMs ?? null, restored, isRestoredListed });
    }
    /** Notes a key that only this process saves under. */
    noteOwn(key) {
        this.#own.add(key);
    }
    /** Throws StateError ANOTHER_RUN when another run saved an entry since the load. */
    async assertNewest(prefix) {
        const before = this.#loaded.get(prefix);
        if (before === undefined)
            return;
        const list = await this.#listing.everywhere(prefix);
        if (list.outcome !== 'listed')
            return;
        const since = sinceOf(before, list.entries);
        const other = list.entries.find(({ key, isReadable, createdAtMs }) => isReadable &&
            !before.keys.has(key) &&
            !this.#own.has(key) &&
            createdAtMs >= since &&
            !(before.restored !== null && isEarlierOfProcess(key, before.restored)));
        if (other !== undefined)
            throw this.#anotherRun(prefix, other.key);
    }
    #anotherRun(prefix, key) {
        const runId = runOf(prefix, key);
        return (0,store/* anotherRun */.H7)(runId === this.#runId ? 'Another job of this run' : `Another run (${runId})`);
    }
}
/** From when on an entry is a later one. A list that lagged at the load shows what came before the restored entry only now, and then that entry itself. */
function sinceOf({ restored, createdAtMs, isRestoredListed }, entries) {
    if (restored === null || isRestoredListed)
        return createdAtMs ?? Number.NEGATIVE_INFINITY;
    return entries.find(({ key }) => key === restored)?.createdAtMs ?? Number.POSITIVE_INFINITY;
}
/** Keys end in `<run>-<attempt>-<process>-<number>`. */
function runOf(prefix, key) {
    return key.slice(prefix.length).split('-')[0] ?? '';
}

;// CONCATENATED MODULE: ./src/github/cache-store.ts









const KEY_START = 'exact-asperion-sync/v1';
/** The path's text is part of an entry's version: another path would find none of the existing entries. */
const PATHS = {
    tokens: '.exact-asperion-sync/tokens.bin',
    progress: '.exact-asperion-sync/progress.bin',
    recording: '.exact-asperion-sync/recording.bin',
    assumptions: '.exact-asperion-sync/assumptions.bin',
    alarm: '.exact-asperion-sync/alarm.bin',
};
const KEPT_ENTRIES = 5;
const BRANCH = 'refs/heads/';
/** How long an upload may take: the client itself waits without end. */
const UPLOAD_MS = 30_000;
const UPLOAD_MS_PER_MB = 1000;
const MODE_HINT = 'Give the workflow `cache-mode: write`, and run it by a schedule or by hand on the default branch.';
const RECURRING_HINT = 'If it recurs, give the workflow `cache-mode: write`, and run it by a schedule or by hand on the default branch.';
/**
 * Keeps entries in the Actions cache. Entries cannot be overwritten, so each save has a key of its own and a load takes
 * the newest whose key begins alike; listing the entries shows what the client hides (GH-cache-hides-failures). Throws StateError
 * `STATE_READ_ONLY` if the runner's variables do not name a GitHub.
 */
function createCacheStore(options) {
    const { GITHUB_SERVER_URL } = process.env;
    // The cache client reads it, and would throw an error of its own.
    if (GITHUB_SERVER_URL && URL.parse(GITHUB_SERVER_URL) === null) {
        throw new errors/* StateError */.qq('STATE_READ_ONLY', 'GITHUB_SERVER_URL is no address, so no state can be kept in the Actions cache.', {
            hint: 'Leave that variable as the runner sets it.',
        });
    }
    return new CacheStore(options);
}
class CacheStore {
    #options;
    #listing;
    #lock;
    #lastNumbers = new Map();
    #savedPrefixes = new Set();
    /** Makes keys this process's own: a save whose answer was lost is not taken for another job's. */
    #process = (0,external_node_crypto_.randomBytes)(4).toString('hex');
    #warned = false;
    #turn = Promise.resolve();
    constructor(options) {
        this.#options = options;
        this.#listing = createCacheListing(options);
        this.#lock = new CacheLock(this.#listing, options.runId);
    }
    load(kind, name) {
        return this.#inTurn(async () => (await this.#load(kind, prefixOf(kind, name), name))?.content ?? null);
    }
    loadNewest(kind) {
        return this.#inTurn(async () => {
            const start = startOf(kind);
            const restored = await this.#load(kind, start, 'any administration');
            if (restored === null)
                return null;
            return { name: nameIn(restored.key, start), sealed: restored.content };
        });
    }
    async names(kind) {
        const start = startOf(kind);
        const list = await this.#listing.own(start);
        return list.outcome === 'listed' ? [...new Set(list.entries.map(({ key }) => nameIn(key, start)))] : [];
    }
    touch(kind, name) {
        return this.#inTurn(async () => {
            const prefix = prefixOf(kind, name);
            await (0,cache/* restoreCache */.P3)([PATHS[kind]], prefix, [prefix], { lookupOnly: true });
        });
    }
    save(kind, name, sealed) {
        return this.#inTurn(() => this.#save(kind, name, sealed));
    }
    assertNewest(kind, name) {
        return this.#inTurn(() => this.#lock.assertNewest(prefixOf(kind, name)));
    }
    assertWritable() {
        const mode = this.#options.cacheMode.trim().toLowerCase();
        if (mode === 'read' || mode === 'none') {
            const message = `The state cannot be saved: the cache-mode of this run is ${mode}.`;
            throw new errors/* StateError */.qq('STATE_READ_ONLY', message, { hint: MODE_HINT });
        }
        if ((0,cache/* isFeatureAvailable */.w3)())
            return;
        throw new errors/* StateError */.qq('STATE_READ_ONLY', 'The Actions cache is not available to this step, so no state can be saved.', {
            hint: 'On GitHub Enterprise Server, which may have no such cache, set `state-store: file:PATH`. Elsewhere, run the action as a `uses:` step.',
        });
    }
    prune() {
        return this.#inTurn(() => this.#prune());
    }
    async #prune() {
        for (const prefix of this.#savedPrefixes) {
            const list = await this.#listing.own(prefix);
            if (list.outcome !== 'listed')
                return;
            for (const { id } of list.entries.slice(KEPT_ENTRIES)) {
                if (!(await this.#listing.remove(id)))
                    return;
            }
        }
    }
    /** The newest entry whose key begins with `prefix`; `name` is for messages. */
    async #load(kind, prefix, name) {
        const list = await this.#listing.everywhere(prefix);
        const restored = await this.#restore(kind, prefix);
        if (list.outcome === 'unlisted') {
            // What is whole would be taken for lost, and replaced by nothing.
            if (restored === null)
                throw notListed(kind, name, list.reason);
            this.#warnUnlisted(list.reason);
            return restored;
        }
        const key = restored?.key ?? null;
        const entries = list.entries.filter((entry) => entry.isReadable || entry.key === key);
        this.#lock.noteLoaded(prefix, entries, key);
        const [newest] = entries;
        if (key === null && newest !== undefined)
            throw notRestored(kind, name);
        if (key !== null && newest !== undefined && !isNewest(key, entries))
            throw older(kind, name, key, newest.key);
        if (kind === 'progress')
            assertNotElsewhere(name, key, list.entries);
        return restored;
    }
    async #restore(kind, prefix) {
        const file = (0,external_node_path_.join)(this.#options.workspace, PATHS[kind]);
        await (0,promises_.rm)(file, { force: true });
        // The service takes the first key as a prefix too; no entry's name is the prefix itself.
        const key = await (0,cache/* restoreCache */.P3)([PATHS[kind]], prefix, [prefix]);
        if (key === undefined)
            return null;
        try {
            if ((await (0,promises_.stat)(file)).size > store/* SEALED_LIMIT_BYTES */.Ph)
                throw new Error('too large');
            return { key, content: await (0,promises_.readFile)(file) };
        }
        catch (cause) {
            const message = `The cache entry ${key} does not hold the file it should.`;
            throw new errors/* StateError */.qq('STATE_UNREADABLE', message, { hint: store/* ACCEPT_HINT */.Ff, cause });
        }
        finally {
            await (0,promises_.rm)(file, { force: true });
        }
    }
    async #save(kind, name, sealed) {
        const prefix = prefixOf(kind, name);
        const file = (0,external_node_path_.join)(this.#options.workspace, PATHS[kind]);
        let saving;
        try {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
            await (0,promises_.rm)(file, { force: true });
            await (0,promises_.writeFile)(file, sealed, { mode: 0o600, flag: 'wx' });
            saving = await this.#saveOnce(kind, prefix, sealed.length);
        }
        catch (cause) {
            throw notSaved(kind, name, cause);
        }
        finally {
            await (0,promises_.rm)(file, { force: true });
        }
        if (saving === 'saved')
            this.#savedPrefixes.add(prefix);
        else
            throw saving === 'late' ? notAnswered(kind, name) : notSaved(kind, name, undefined);
    }
    async #saveOnce(kind, prefix, bytes) {
        const number = (this.#lastNumbers.get(prefix) ?? 0) + 1;
        this.#lastNumbers.set(prefix, number);
        const { runId, runAttempt, deadline } = this.#options;
        const key = `${prefix}${runId}-${runAttempt}-${this.#process}-${number}`;
        // Before it is sent: whatever comes of it, an entry of this key is ours.
        this.#lock.noteOwn(key);
        const { promise, resolve, reject } = Promise.withResolvers();
        const callOff = deadline(UPLOAD_MS + (bytes / 2 ** 20) * UPLOAD_MS_PER_MB, () => resolve('late'));
        (0,cache/* saveCache */.Io)([PATHS[kind]], key).then((id) => resolve(id === -1 ? 'refused' : 'saved'), reject);
        return promise.finally(callOff);
    }
    #warnUnlisted(reason) {
        if (this.#warned)
            return;
        this.#warned = true;
        this.#options.warn(`The caches of this repository could not be listed (${reason}), so nothing says whether what came back is the newest. ` +
            'If it recurs, give the job the permission `actions: read`.');
    }
    /** All names of a kind share one path in the workspace, so one operation runs at a time. */
    #inTurn(operation) {
        const result = this.#turn.then(operation);
        this.#turn = result.catch(() => undefined);
        return result;
    }
}
/** The slash at the end keeps `orders` from finding `orders-lines`; names are escaped because a key holds no comma. */
function prefixOf(kind, name) {
    return `${startOf(kind)}${encodeURIComponent(name)}/`;
}
const startOf = (kind) => `${KEY_START}/${kind}/`;
/** The name in a key that begins with `start`. */
const nameIn = (key, start) => decodeURIComponent(key.slice(start.length).split('/')[0] ?? '');
/**
 * Entries belong to a branch: under a new name of the default branch there would seem to be no progress, or what was saved under an earlier one, and what people
 * corrected in the target would be set back. Only runs on the default branch save progress, so a branch that has some was that once.
 */
function assertNotElsewhere(name, key, entries) {
    const elsewhere = entries.filter((entry) => !entry.isReadable && entry.key !== key && entry.ref.startsWith(BRANCH));
    const [newest] = elsewhere;
    if (newest === undefined)
        return;
    const own = entries.filter((entry) => entry.key === key);
    if (key === null || !isNewest(key, [...own, ...elsewhere]))
        throw ofOtherBranch(name, newest.ref.slice(BRANCH.length));
}
function notListed(kind, name, reason) {
    const message = `No saved ${kind} of ${name} came back from the cache, and GitHub could not say whether there is one (${reason}).`;
    return new errors/* StateError */.qq('STATE_NOT_LISTED', message, {
        hint: `Run again later; the job needs the permission \`actions: read\`. ${store/* ACCEPT_HINT */.Ff}`,
    });
}
function notRestored(kind, name) {
    const message = `Saved ${kind} of ${name} exists in the Actions cache but could not be restored.`;
    const hint = `Run again later: the lines of the cache client above say why. ${RECURRING_HINT}`;
    return new errors/* StateError */.qq('STATE_NOT_RESTORED', message, { hint });
}
function ofOtherBranch(name, branch) {
    const message = `The saved progress of ${name} belongs to the branch ${branch}, and this run is of another one, which cannot read it.`;
    const hint = `Make ${branch} the default branch again, or start over: every record is then compared in full, and what people corrected in the target is set back. ${store/* ACCEPT_HINT */.Ff}`;
    return new errors/* StateError */.qq('STATE_NOT_RESTORED', message, { hint });
}
function older(kind, name, restored, newest) {
    const message = `The ${kind} of ${name} that came back from the cache (${restored}) is older than the newest (${newest}).`;
    const hint = 'Run again later: what was just saved may take minutes to show. If it recurs, run it on the default branch, always on the same kind of runner.';
    return new errors/* StateError */.qq('STATE_OLDER', message, { hint });
}
function notSaved(kind, name, cause) {
    const message = `The ${kind} of ${name} could not be saved to the Actions cache.`;
    const hint = `The lines of the cache client above say why. A runner of your own needs \`tar\`. ${RECURRING_HINT}`;
    return new errors/* StateError */.qq('STATE_NOT_SAVED', message, { hint, cause });
}
function notAnswered(kind, name) {
    const message = `The ${kind} of ${name} could not be saved to the Actions cache: it did not answer in time.`;
    return new errors/* StateError */.qq('STATE_NOT_SAVED', message, { hint: 'Run again later.' });
}


/***/ })

};
