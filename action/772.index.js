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

// EXTERNAL MODULE: ./src/config/config.ts + 27 modules
var config = __webpack_require__(45692);
// EXTERNAL MODULE: ./src/http/dutch-time.ts
var dutch_time = __webpack_require__(99194);
// EXTERNAL MODULE: ./src/systems/registry.ts + 94 modules
var registry = __webpack_require__(22839);
// EXTERNAL MODULE: ./src/time.ts
var time = __webpack_require__(29834);
// EXTERNAL MODULE: ./src/doctor/workflows.ts
var doctor_workflows = __webpack_require__(43413);
;// CONCATENATED MODULE: ./src/doctor/freshness.ts




/** How long before something ends it is told. */
const AHEAD_MS = 7 * time/* DAY_MS */.sO;
/** In a public repository, GitHub stops schedules after this time without activity (GH-schedule). */
const INACTIVE_MS = 60 * time/* DAY_MS */.sO;
/** Those of the workflows that sync on their own: by a schedule if there is one that does. */
function syncingWorkflows(workflows) {
    const syncing = workflows.filter(({ jobs }) => jobs.some(({ steps }) => steps.some(doctor_workflows/* maySync */.z)));
    const scheduled = syncing.filter(({ schedule }) => schedule.length > 0);
    return scheduled.length > 0 ? scheduled : syncing;
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
function judgeWorkflow({ file, facts }, { hours, nowMs }, words) {
    const { freshness: said } = words;
    if (facts.kind === 'unknown')
        return [alarm('FRESHNESS_UNKNOWN', said.unknown(file, words.phrase(facts.why)), said.givePermission)];
    const { state, lastGoodMs, createdAtMs } = facts.value;
    if (state !== 'active') {
        const why = state === 'disabled_inactivity' ? said.offByGitHub(file) : said.off(file, state);
        return [alarm('SCHEDULE_OFF', why, said.switchOn)];
    }
    if (nowMs - (lastGoodMs ?? createdAtMs) < hours * time/* HOUR_MS */.iQ)
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
// EXTERNAL MODULE: ./src/report/publish.ts + 2 modules
var publish = __webpack_require__(76984);
// EXTERNAL MODULE: ./src/report/words/words.ts + 3 modules
var words_words = __webpack_require__(62631);
// EXTERNAL MODULE: ./src/state/alarm-memory.ts
var alarm_memory = __webpack_require__(91538);
// EXTERNAL MODULE: ./src/commands/administrations/in-administration.ts
var in_administration = __webpack_require__(64854);
// EXTERNAL MODULE: ./src/commands/session.ts + 5 modules
var session = __webpack_require__(40406);
// EXTERNAL MODULE: ./src/commands/state/open-state.ts + 6 modules
var open_state = __webpack_require__(93346);
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
    const syncing = syncingWorkflows((0,doctor_workflows/* readWorkflows */.L)(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? ''));
    const workflows = await Promise.all(syncing.map(async ({ file, schedule }) => ({ file, facts: await read.workflow(file, schedule.length > 0) })));
    const activity = await read.activity();
    const nowMs = clock();
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


/***/ }),

/***/ 43413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readWorkflows),
/* harmony export */   z: () => (/* binding */ maySync)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _config_input_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74523);
/* harmony import */ var _config_yaml_yaml_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12573);
/* harmony import */ var _errors_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12600);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(75060);
/* harmony import */ var _systems_registry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22839);
/* harmony import */ var _systems_system_inputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(32783);








const FOLDER = '.github/workflows';
/** The minutes after which GitHub ends a job that says nothing (GH-job-time). */
const JOB_MINUTES = 360;
/** True for a step that syncs, or may do so: an expression can choose the mode. */
const maySync = ({ mode }) => mode === null || mode === 'sync' || mode.includes('${{');
/**
 * The workflows of a workspace that use this action: by its repository `action` (owner/name) where the runner tells, by
 * its name, or by its inputs. Invalid YAML is left to GitHub.
 */
function readWorkflows(workspace, action) {
    return workflowFiles(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(workspace, FOLDER)).flatMap((name) => {
        const file = `${FOLDER}/${name}`;
        try {
            return workflowIn((0,_config_yaml_yaml_source_js__WEBPACK_IMPORTED_MODULE_3__/* .readYaml */ .g)(file, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(workspace, file), 'utf8'), 'settings'), action);
        }
        catch (error) {
            if (error instanceof _errors_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ConfigErrors */ .mS)
                return [];
            throw error;
        }
    });
}
function workflowFiles(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder)
            .filter((name) => /\.ya?ml$/.test(name))
            .sort();
    }
    catch {
        // A workspace without workflows is on a laptop, or tries the action out.
        return [];
    }
}
function workflowIn(source, action) {
    const { value, file, at } = source;
    if (!(0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(value) || !(0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(value.jobs))
        return [];
    const entries = Object.entries(value.jobs).filter((entry) => (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(entry[1]));
    const jobs = entries.flatMap(([name, job]) => {
        const called = isCalled(job, action) ? calledJob(name, job, at) : null;
        if (called !== null)
            return [called];
        const steps = Array.isArray(job.steps) ? job.steps : [];
        const own = steps.flatMap((step, position) => {
            const used = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(step) ? actionStep(step, action) : null;
            return used === null ? [] : [{ ...used, at: at(['jobs', name, 'steps', position, 'uses']) }];
        });
        if (own.length === 0)
            return [];
        const { environment, concurrency } = job;
        const named = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(environment) ? environment.name : environment;
        return [
            {
                name,
                environment: textOf(named),
                hasConcurrency: concurrency !== undefined,
                timeout: {
                    minutes: minutesOf(job['timeout-minutes'], JOB_MINUTES),
                    at: at(['jobs', name, 'timeout-minutes'], 'key'),
                },
                steps: own,
                at: at(['jobs', name], 'key'),
            },
        ];
    });
    if (jobs.length === 0)
        return [];
    return [
        {
            file,
            schedule: scheduleIn(source),
            hasConcurrency: value.concurrency !== undefined,
            jobs,
            runners: entries.map(([, job]) => JSON.stringify(job['runs-on'] ?? (isCalled(job, action) ? CALLED.runner : ''))),
        },
    ];
}
/** What the workflow that comes with the action, `.github/workflows/sync.yml`, says where its inputs say nothing. */
const CALLED = {
    uses: /^(.+)\/\.github\/workflows\/sync\.yml@/,
    runner: 'ubuntu-24.04',
    environment: 'sync',
    timeoutMinutes: 30,
    mode: `\${{ vars.SYNC_MODE || 'plan' }}`,
    secret: (name) => `\${{ secrets.${name} }}`,
};
const isCalled = (job, action) => isOurs(CALLED.uses.exec(textOf(job.uses) ?? '')?.[1] ?? '', action);
/** True for the repository of this action: the one that the runner names, or any of its name. */
const isOurs = (repository, action) => (repository !== '' && repository === action) || /(^|\/)exact-asperion-sync$/.test(repository);
/** A job that calls that workflow, as if it had its steps. */
function calledJob(name, job, at) {
    const inputs = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(job.with) ? job.with : {};
    const step = {
        mode: textOf(inputs.mode) ?? CALLED.mode,
        flows: textOf(inputs.flows),
        stateStore: null,
        stateKey: CALLED.secret('SYNC_STATE_KEY'),
        refreshTokens: (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_6__/* .bySystem */ .Dp)((system) => CALLED.secret((0,_systems_system_inputs_js__WEBPACK_IMPORTED_MODULE_7__/* .gitHubName */ .Z)((0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_6__/* .factsOf */ .xS)(system).inputs.refreshToken?.name ?? ''))),
        timeLimit: timeLimitIn(inputs),
        at: at(['jobs', name, 'uses']),
    };
    const environment = textOf(inputs.environment) ?? CALLED.environment;
    const timeout = {
        minutes: minutesOf(inputs['timeout-minutes'], CALLED.timeoutMinutes),
        at: at(['jobs', name, 'with', 'timeout-minutes'], 'key'),
    };
    return { name, environment, hasConcurrency: true, timeout, steps: [step], at: at(['jobs', name], 'key') };
}
function scheduleIn({ value, at }) {
    const on = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(value) ? value.on : undefined;
    const lines = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(on) && Array.isArray(on.schedule) ? on.schedule : [];
    return lines.flatMap((line, position) => {
        const cron = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(line) ? textOf(line.cron) : null;
        return cron === null ? [] : [{ cron, at: at(['on', 'schedule', position, 'cron']) }];
    });
}
/** Inputs that no other action has: two of them show that it is this one. */
const OWN_INPUTS = (0,_config_input_names_js__WEBPACK_IMPORTED_MODULE_2__/* .inputsFor */ .pz)('administration').map(({ name }) => name);
function actionStep(step, action) {
    const uses = textOf(step.uses);
    if (uses === null)
        return null;
    const inputs = (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(step.with) ? step.with : {};
    const [repository = ''] = uses.split('@');
    if (!isOurs(repository, action) && OWN_INPUTS.filter((name) => inputs[name] !== undefined).length < 2)
        return null;
    return {
        mode: textOf(inputs.mode),
        flows: textOf(inputs.flows),
        stateStore: textOf(inputs['state-store']),
        stateKey: textOf(inputs['state-key']),
        refreshTokens: (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_6__/* .bySystem */ .Dp)((name) => textOf(inputs[(0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_6__/* .factsOf */ .xS)(name).inputs.refreshToken?.name ?? ''])),
        timeLimit: timeLimitIn(inputs),
    };
}
function textOf(value) {
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
const timeLimitIn = (inputs) => minutesOf(inputs[_config_input_names_js__WEBPACK_IMPORTED_MODULE_2__/* .INPUTS */ .mc.timeLimit], Number(_config_input_names_js__WEBPACK_IMPORTED_MODULE_2__/* .INPUT_DEFAULTS */ .WJ[_config_input_names_js__WEBPACK_IMPORTED_MODULE_2__/* .INPUTS */ .mc.timeLimit]));
/** Minutes as they are written, `25` or `25m`; `unsaid` if nothing is, null for an expression. */
function minutesOf(value, unsaid) {
    if (value === undefined || value === null || value === '')
        return unsaid;
    const minutes = Number(String(value).replace(/m$/, ''));
    return Number.isFinite(minutes) ? minutes : null;
}


/***/ })

};
