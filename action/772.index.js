export const id = 772;
export const ids = [772];
export const modules = {

/***/ 55772:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  freshness: () => (/* binding */ freshness)
});

// EXTERNAL MODULE: ./src/config/config.ts + 24 modules
var config = __webpack_require__(5757);
// EXTERNAL MODULE: ./src/http/dutch-time.ts
var dutch_time = __webpack_require__(99194);
// EXTERNAL MODULE: ./src/systems/registry.ts + 95 modules
var registry = __webpack_require__(93117);
// EXTERNAL MODULE: ./src/time.ts
var time = __webpack_require__(29834);
// EXTERNAL MODULE: ./src/doctor/cron.ts
var cron = __webpack_require__(2771);
// EXTERNAL MODULE: ./src/doctor/schedule.ts
var schedule = __webpack_require__(19698);
// EXTERNAL MODULE: ./src/doctor/workflows.ts
var doctor_workflows = __webpack_require__(43413);
;// CONCATENATED MODULE: ./src/doctor/freshness.ts






/** How long before something ends it is told. */
const AHEAD_MS = 7 * time/* DAY_MS */.sO;
/** In a public repository, GitHub stops schedules after this time without activity (GH-schedule). */
const INACTIVE_MS = 60 * time/* DAY_MS */.sO;
/** Days off, such as a weekend, on which a schedule may start nothing. */
const DAYS_OFF_H = 48;
/**
 * Those of the workflows that sync on their own: by a schedule if there is one that does. Beside one that runs within `hours`, but for days off, one
 * that does not is rare: a monthly check would look overdue all month.
 */
function syncingWorkflows(workflows, { hours, nowMs }) {
    const syncing = workflows.filter(({ jobs }) => jobs.some(({ steps }) => steps.some(doctor_workflows/* maySync */.z)));
    const scheduled = syncing.filter(({ schedule }) => schedule.length > 0);
    const often = scheduled.filter((workflow) => {
        const { shortestGap, longestGap } = (0,cron/* frequencyOf */.yM)((0,schedule/* cronsOf */.B7)(workflow), nowMs);
        return shortestGap !== null && shortestGap <= hours * 60 && longestGap <= (hours + DAYS_OFF_H) * 60;
    });
    const own = scheduled.length > 0 ? scheduled : syncing;
    return own.map((workflow) => ({ ...workflow, isRare: often.length > 0 && !often.includes(workflow) }));
}
/** Judges whether syncs run and end well, and whether something will keep them from it soon. Pure. */
function judgeFreshness(context, words) {
    const { workflows, memory, nowMs } = context;
    const good = workflows.flatMap(({ facts }) => facts.kind === 'known' && facts.value.lastGoodMs !== null ? [facts.value.lastGoodMs] : []);
    const newest = good.length === 0 ? null : Math.max(...good);
    // Runs in which nothing moved may be green: they remember since when.
    const lastGoodMs = newest === null ? null : Math.min(newest, memory?.standsSinceMs ?? nowMs);
    const said = words.freshness;
    const none = workflows.length === 0 ? [alarm('FRESHNESS_UNKNOWN', said.noWorkflow, said.writeWorkflow)] : [];
    return {
        alarms: [
            ...none,
            ...workflows.flatMap((workflow) => judgeWorkflow(workflow, context, words)),
            ...judgeStandstill(context, words),
            ...judgeLogins(lastGoodMs, context, words),
            ...judgeActivity(context, words),
        ],
        lastGoodMs,
    };
}
const alarm = (code, message, hint) => ({ code, message, hint });
function judgeWorkflow({ file, isRare, facts }, { hours, nowMs }, words) {
    const { freshness: said } = words;
    if (facts.kind === 'unknown')
        return [alarm('FRESHNESS_UNKNOWN', said.unknown(file, words.phrase(facts.why)), said.givePermission)];
    const { state, lastGoodMs, createdAtMs } = facts.value;
    if (state !== 'active') {
        const why = state === 'disabled_inactivity' ? said.offByGitHub(file) : said.off(file, state);
        return [alarm('SCHEDULE_OFF', why, said.switchOn)];
    }
    if (isRare || nowMs - (lastGoodMs ?? createdAtMs) < hours * time/* HOUR_MS */.iQ)
        return [];
    const message = lastGoodMs === null
        ? said.neverGood(file)
        : said.notFresh(file, words.count(hours, 'hour'), words.time(lastGoodMs));
    return [alarm('NOT_FRESH', message, said.lookAtRuns)];
}
/** Runs that are green because their alarm was told before, though no flow came to its end. */
function judgeStandstill({ memory, hours, nowMs }, words) {
    const sinceMs = memory?.standsSinceMs ?? null;
    if (sinceMs === null || nowMs - sinceMs < hours * time/* HOUR_MS */.iQ)
        return [];
    const { standstill, lookAtRuns } = words.freshness;
    return [alarm('NOT_FRESH', standstill(words.time(sinceMs)), lookAtRuns)];
}
/** Logins that end soon: on the day that a sync told, or counted from the last run that can have renewed them. */
function judgeLogins(lastGoodMs, { memory, nowMs }, words) {
    const said = words.freshness;
    return (0,registry/* systemNames */.w9)().flatMap((system) => {
        const title = (0,registry/* titleOf */.Gg)(system);
        const day = memory?.logins[system];
        if (day !== undefined) {
            const endsMs = Date.parse(day);
            if (endsMs - nowMs > AHEAD_MS)
                return [];
            const message = endsMs > nowMs ? said.fixedLoginEnds(title, words.date(day)) : said.fixedLoginEnded(title);
            return [alarm('LOGIN_ENDS', message, said.logInAgain)];
        }
        const days = (0,registry/* factsOf */.xS)(system).limits?.tokens.loginDays;
        if (days === undefined || lastGoodMs === null)
            return [];
        const { outages = {}, pausedSinceMs = null } = memory ?? {};
        const renewedMs = Math.min(lastGoodMs, outages[system]?.sinceMs ?? lastGoodMs, pausedSinceMs ?? lastGoodMs);
        const endsMs = renewedMs + days * time/* DAY_MS */.sO;
        if (endsMs - nowMs > AHEAD_MS)
            return [];
        const message = endsMs > nowMs ? said.loginEnds(title, words.date((0,dutch_time/* dutchDay */.nv)(endsMs))) : said.loginEnded(title);
        return [alarm('LOGIN_ENDS', message, said.renewLogin)];
    });
}
/** GitHub stops the schedules of a public repository in which nothing happens, this one's too: it must be told before. */
function judgeActivity({ activity, nowMs }, words) {
    if (activity.kind === 'unknown' || activity.value.isPrivate)
        return [];
    const endsMs = activity.value.pushedAtMs + INACTIVE_MS;
    if (endsMs - nowMs > AHEAD_MS)
        return [];
    const { scheduleEnds, keepActive } = words.freshness;
    return [alarm('SCHEDULE_ENDS', scheduleEnds(words.date((0,dutch_time/* dutchDay */.nv)(endsMs))), keepActive)];
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./src/github/rest.ts
var rest = __webpack_require__(66417);
;// CONCATENATED MODULE: ./src/github/workflow-facts.ts


const workflow_facts_time = iso/* datetime */.w$({ offset: true }).transform((text) => Date.parse(text));
const workflowSchema = schemas/* object */.Ikc({ state: schemas/* string */.YjP(), created_at: workflow_facts_time });
const runsSchema = schemas/* object */.Ikc({ workflow_runs: schemas/* array */.YOg(schemas/* object */.Ikc({ updated_at: workflow_facts_time })) });
const activitySchema = schemas/* object */.Ikc({ private: schemas/* boolean */.zMY(), pushed_at: workflow_facts_time });
/** Asks GitHub's REST API: `GET \u2026/actions/workflows/{file}`, its runs (both need actions: read), and the repository (metadata). */
function readWorkflowFacts({ apiUrl, repository, token }) {
    const ask = async (call, schema) => {
        if (apiUrl === null || repository === '')
            return unknown('the repository is only known in a GitHub run');
        if (token === null)
            return unknown('no github-token was given');
        try {
            const answer = await (0,rest/* openRest */.P8)({ apiUrl, repository, retries: 2, timeoutMs: 20_000 })({ ...call, token });
            const value = answer.status === 200 ? (0,rest/* readAnswer */.JN)(schema, answer) : null;
            return value === null ? unknown(`GitHub answered HTTP ${answer.status}`) : { kind: 'known', value };
        }
        catch (error) {
            return unknown(`GitHub could not be asked (${(0,rest/* whyNot */.OB)(error)})`);
        }
    };
    return {
        async workflow(file, isScheduled) {
            const path = `/actions/workflows/${encodeURIComponent(file.split('/').at(-1) ?? '')}`;
            const workflow = await ask({ path }, workflowSchema);
            if (workflow.kind === 'unknown')
                return workflow;
            const query = { status: 'success', per_page: 1, ...(isScheduled ? { event: 'schedule' } : {}) };
            const runs = await ask({ path: `${path}/runs`, query }, runsSchema);
            if (runs.kind === 'unknown')
                return runs;
            const { state, created_at: createdAtMs } = workflow.value;
            return {
                kind: 'known',
                value: { state, createdAtMs, lastGoodMs: runs.value.workflow_runs[0]?.updated_at ?? null },
            };
        },
        async activity() {
            const repositoryFacts = await ask({ path: '' }, activitySchema);
            if (repositoryFacts.kind === 'unknown')
                return repositoryFacts;
            const { private: isPrivate, pushed_at: pushedAtMs } = repositoryFacts.value;
            return { kind: 'known', value: { isPrivate, pushedAtMs } };
        },
    };
}
const unknown = (why) => ({ kind: 'unknown', why });

// EXTERNAL MODULE: ./src/report/alarm/freshness-report.ts
var freshness_report = __webpack_require__(28046);
// EXTERNAL MODULE: ./src/report/alarm/message.ts
var message = __webpack_require__(38567);
// EXTERNAL MODULE: ./src/report/publish.ts + 3 modules
var publish = __webpack_require__(97307);
// EXTERNAL MODULE: ./src/report/words/words.ts + 3 modules
var words_words = __webpack_require__(62631);
// EXTERNAL MODULE: ./src/state/alarm-memory.ts
var alarm_memory = __webpack_require__(91538);
// EXTERNAL MODULE: ./src/commands/administrations/in-administration.ts
var in_administration = __webpack_require__(64854);
// EXTERNAL MODULE: ./src/commands/session.ts + 1 modules
var session = __webpack_require__(91083);
// EXTERNAL MODULE: ./src/commands/state/open-state.ts + 6 modules
var open_state = __webpack_require__(35417);
// EXTERNAL MODULE: ./src/commands/alarm/keep-alarm.ts + 1 modules
var keep_alarm = __webpack_require__(45493);
// EXTERNAL MODULE: ./src/commands/alarm/notify.ts + 1 modules
var notify = __webpack_require__(40442);
;// CONCATENATED MODULE: ./src/commands/alarm/freshness.ts
















/**
 * Is red if no sync has gone well for too long, or if something will keep syncs from running soon. It calls neither system and saves nothing.
 * Without the state key it knows only what GitHub knows. Returns the exit code.
 */
async function freshness(context) {
    const { inputs, github, environment, clock, warn } = context;
    const settings = (0,config/* loadSettings */.M5)(inputs.mappings, github.workspace);
    const { hours } = settings.freshness;
    const words = (0,words_words/* wordsIn */.H)(inputs.language);
    const read = readWorkflowFacts({ ...github, token: inputs.githubToken });
    const nowMs = clock();
    const used = (0,doctor_workflows/* readWorkflows */.L)(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? '');
    const syncing = syncingWorkflows(used, { hours, nowMs });
    const workflows = await Promise.all(syncing.map(async ({ file, schedule, isRare }) => {
        return { file, isRare, facts: await read.workflow(file, schedule.length > 0) };
    }));
    const activity = await read.activity();
    const kept = await remembered(context, settings);
    const memory = kept && (0,alarm_memory/* noLaterThan */.RV)(nowMs, kept);
    const found = judgeFreshness({ workflows, activity, memory, hours, nowMs }, words);
    await (0,publish/* publishFreshness */.DC)(found, words, environment);
    if (found.alarms.length === 0)
        return 0;
    await (0,notify/* say */.cv)((0,message/* signed */.x8)((0,freshness_report/* freshnessSentence */.lI)(found, words), environment), inputs, warn);
    return 1;
}
/** What the syncs remember, if there is a key to read it; of several companies, the one that has stood still for longest, with the first end of each login. */
async function remembered(context, settings) {
    const { inputs, warn, log } = context;
    if (inputs.stateKey === '' && inputs.planKey === '')
        return null;
    const state = await (0,open_state/* openState */.G)(context);
    const names = inputs.administration === null ? settings.administrations.map(({ name }) => name) : [];
    if (names.length === 0)
        return (0,keep_alarm/* restoreAlarm */.k)({ state, name: (0,session/* stateName */.Vi)((0,in_administration/* inAdministration */.Wy)(inputs, settings)) }, warn);
    // What a workflow of one company says is not about each of several.
    const systems = (0,registry/* bySystem */.Dp)((name) => ({ ...inputs.systems[name], administration: '' }));
    let oldest = null;
    const logins = {};
    for (const administration of names) {
        const own = (0,in_administration/* inAdministration */.Wy)({ ...inputs, systems, administration }, settings);
        const memory = await (0,keep_alarm/* restoreAlarm */.k)({ state, name: (0,session/* stateName */.Vi)(own) }, warn);
        if (memory.standsSinceMs !== null)
            log(`${administration} stands still since ${(0,dutch_time/* dutchTime */.Md)(memory.standsSinceMs)}.`);
        if (oldest === null || standsFrom(memory) < standsFrom(oldest))
            oldest = memory;
        for (const [system, day] of Object.entries(memory.logins)) {
            const first = logins[system];
            if (first === undefined || day < first)
                logins[system] = day;
        }
    }
    // Their tokens are renewed in one place, whatever is paused.
    return oldest === null ? null : { ...oldest, logins, pausedSinceMs: null };
}
const standsFrom = ({ standsSinceMs }) => standsSinceMs ?? Number.POSITIVE_INFINITY;


/***/ })

};
