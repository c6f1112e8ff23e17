export const id = 698;
export const ids = [698];
export const modules = {

/***/ 2771:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ parseCron),
/* harmony export */   yM: () => (/* binding */ frequencyOf)
/* harmony export */ });
/* unused harmony export minutesOn */
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29834);

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** Reads a POSIX cron line of five fields as GitHub takes it: lists, ranges, steps, English names. Null for any other text. */
function parseCron(text) {
    const fields = text.trim().split(/\s+/);
    if (fields.length !== 5)
        return null;
    const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
    const minutes = parseField(minute, 0, 59, []);
    const hours = parseField(hour, 0, 23, []);
    const days = parseField(day, 1, 31, []);
    const months = parseField(month, 1, 12, MONTHS);
    const weekdays = parseField(weekday, 0, 7, WEEKDAYS);
    if (minutes === null || hours === null || days === null || months === null || weekdays === null)
        return null;
    return {
        minutes,
        hours,
        days,
        months,
        weekdays: new Set([...weekdays].map((one) => one % 7)),
        anyDay: day === '*',
        anyWeekday: weekday === '*',
    };
}
function parseField(text, least, most, names) {
    const values = new Set();
    for (const part of text.split(',')) {
        const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
        if (match === null)
            return null;
        const [, from, to, step] = match;
        const first = from === undefined ? least : numberOf(from, least, names);
        const last = to !== undefined ? numberOf(to, least, names) : from === undefined || step !== undefined ? most : first;
        const stride = step === undefined ? 1 : Number(step);
        if (first === null || last === null || first < least || last > most || first > last || stride < 1)
            return null;
        for (let value = first; value <= last; value += stride)
            values.add(value);
    }
    return values;
}
function numberOf(text, least, names) {
    if (/^\d+$/.test(text))
        return Number(text);
    const position = names.indexOf(text.toUpperCase());
    return position < 0 ? null : position + least;
}
/** The minutes of a day at which a line fires, in order. When both day fields are given, one of them is enough (POSIX). */
function minutesOn(cron, date) {
    if (!cron.months.has(date.getUTCMonth() + 1))
        return [];
    const onDay = cron.days.has(date.getUTCDate());
    const onWeekday = cron.weekdays.has(date.getUTCDay());
    const fits = cron.anyDay || cron.anyWeekday ? onDay && onWeekday : onDay || onWeekday;
    if (!fits)
        return [];
    const minutes = [...cron.hours].flatMap((hour) => [...cron.minutes].map((minute) => hour * 60 + minute));
    return minutes.sort((left, right) => left - right);
}
const YEAR_DAYS = 365;
/** Counts the runs of a year from `startMs` on, day by day; changes of the clock are left out. */
function frequencyOf(crons, startMs) {
    let perDay = 0;
    let total = 0;
    let shortestGap = null;
    let longestGap = 0;
    let last = null;
    for (let day = 0; day < YEAR_DAYS; day += 1) {
        const date = new Date(startMs + day * _time_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY_MS */ .sO);
        const minutes = crons.flatMap((cron) => minutesOn(cron, date)).sort((left, right) => left - right);
        perDay = Math.max(perDay, minutes.length);
        total += minutes.length;
        for (const minute of minutes) {
            const now = day * 1440 + minute;
            if (last !== null && (shortestGap === null || now - last < shortestGap))
                shortestGap = now - last;
            longestGap = Math.max(longestGap, now - (last ?? 0));
            last = now;
        }
    }
    longestGap = Math.max(longestGap, YEAR_DAYS * 1440 - (last ?? 0));
    return { perDay, perMonth: Math.round(total / 12), shortestGap, longestGap };
}


/***/ }),

/***/ 78414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Xd: () => (/* binding */ thrownFindings),
/* harmony export */   f$: () => (/* binding */ isWall),
/* harmony export */   lb: () => (/* binding */ notChecked),
/* harmony export */   ok: () => (/* binding */ ok),
/* harmony export */   z3: () => (/* binding */ error)
/* harmony export */ });
/* harmony import */ var _errors_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12600);
/* harmony import */ var _report_describe_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(262);


/** It is as it should be. */
const ok = (check, says) => ({ check, level: 'ok', says });
/** It works now but will fail later, or costs more than needed. */
function warning(check, says, fix, at) {
    return { check, level: 'warning', says, fix, ...(at === undefined ? {} : { at }) };
}
/** A sync would fail. */
function error(check, says, fix, at) {
    return { check, level: 'error', says, fix, ...(at === undefined ? {} : { at }) };
}
/** It could not be checked; `says` explains why. */
const notChecked = (check, says) => ({ check, level: 'not-checked', says });
/** Codes that do not mean a fault: it is only the wrong time or place to ask. */
const NOT_NOW = new Set([
    'ABORTED',
    'DAY_BUDGET',
    'ERROR_BUDGET',
    'NO_REFRESH_HERE',
    'TOKEN_TOO_EARLY',
]);
/**
 * What was thrown during a check, as findings. `failing` = the level of a system that does not answer:
 * an error if that was the check, else not checked.
 */
function thrownFindings(check, thrown, failing) {
    return (0,_report_describe_error_js__WEBPACK_IMPORTED_MODULE_1__/* .errorsIn */ .R4)(thrown).map(({ code, message, hint, at }) => {
        const says = /[.!?]$/.test(message) ? message : `${message}.`;
        const isTransient = thrown instanceof _errors_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_ && failing === 'not-checked';
        if (isTransient || NOT_NOW.has(code))
            return notChecked(check, hint === null ? says : `${says} ${hint}`);
        return error(check, says, hint ?? 'Read the log.', at);
    });
}
/** True if any further question would meet the same refusal. */
const isWall = (thrown) => thrown instanceof _errors_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_ || (thrown instanceof _errors_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AccessError */ .Zz && thrown.code !== 'READ_REFUSED');
/** Does some work and turns what it throws into findings. An unknown error counts as one of the check. */
async function attempt(check, work) {
    try {
        return { result: await work(), findings: [] };
    }
    catch (thrown) {
        return { result: null, findings: thrownFindings(check, thrown, 'error') };
    }
}


/***/ }),

/***/ 19698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ cronsOf),
/* harmony export */   No: () => (/* binding */ judgeSchedule)
/* harmony export */ });
/* unused harmony export idleCalls */
/* harmony import */ var _systems_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93117);
/* harmony import */ var _cron_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2771);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78414);
/* harmony import */ var _workflows_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43413);




/** GitHub starts a workflow every five minutes at most (GH-schedule). */
const SHORTEST_GAP_MIN = 5;
/** Free minutes a month for a private repository: GitHub Free, and Pro or Team. */
const INCLUDED_MINUTES = { free: 2000, paid: 3000 };
/** Judges how often the workflows run the action. Pure. */
function judgeSchedule(context) {
    const scheduled = context.workflows.filter(({ schedule }) => schedule.length > 0);
    if (scheduled.length === 0) {
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .notChecked */ .lb)('schedule', 'No workflow in .github/workflows runs this action on a schedule.')];
    }
    // One that only watches calls no system, but it takes minutes.
    const working = scheduled.filter(({ jobs }) => jobs.some(({ steps }) => steps.some(({ mode }) => mode !== 'freshness')));
    const lines = scheduled.flatMap(({ schedule }) => schedule);
    const unreadable = lines.filter(({ cron }) => (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCron */ .E$)(cron) === null);
    return [
        ...unreadable.map(({ cron, at }) => {
            const fix = 'Write five fields, such as "17,47 6-22 * * 1-6".';
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .error */ .z3)('schedule', `GitHub does not take "${cron}" as a schedule.`, fix, at);
        }),
        ...judgeGaps(scheduled),
        ...judgeCalls(working, context),
        ...judgeTokens(working, context),
        ...judgeConcurrency(working),
        ...judgeMinutes(scheduled, context),
    ];
}
/** When a workflow starts by itself; lines that GitHub does not take are left out. */
function cronsOf({ schedule }) {
    return schedule.flatMap(({ cron }) => (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCron */ .E$)(cron) ?? []);
}
function judgeGaps(workflows) {
    return workflows.flatMap(({ schedule }) => schedule.flatMap(({ cron, at }) => {
        const parsed = (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCron */ .E$)(cron);
        const gap = parsed === null ? null : (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .frequencyOf */ .yM)([parsed], 0).shortestGap;
        if (gap === null || gap >= SHORTEST_GAP_MIN)
            return [];
        const says = `The schedule asks for a run every ${gap} min; GitHub starts one every ${SHORTEST_GAP_MIN} at most.`;
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warning */ .$e)('schedule', says, 'Write "*/5" or more minutes.', at)];
    }));
}
/** Calls to a system of a run in which nothing changed. */
function idleCalls(system, programs, flows) {
    const wanted = flows === null || flows.includes('${{') ? null : flows.split(/[,\n]/).map((name) => name.trim());
    const running = programs.filter(({ name, enabled }) => (wanted === null ? enabled : wanted.includes(name)));
    return running.reduce((calls, { source, fields }) => {
        if (source.system !== system)
            return calls;
        return calls + ((0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .factsOf */ .xS)(system).limits?.idleCalls(source.spec, fields) ?? 0);
    }, 0);
}
const syncSteps = ({ jobs }) => jobs.flatMap(({ steps }) => steps).filter(_workflows_js__WEBPACK_IMPORTED_MODULE_3__/* .maySync */ .z);
function judgeCalls(workflows, context) {
    const { programs, callsPerDay } = context;
    if (programs.length === 0) {
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .notChecked */ .lb)('schedule', 'The calls of a day cannot be counted until the mappings are right.')];
    }
    return (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .systemNames */ .w9)().flatMap((system) => {
        const limit = callsPerDay[system];
        return limit === null ? [] : [judgeCallsTo(system, limit, workflows, context)];
    });
}
function judgeCallsTo(system, limit, workflows, { programs, nowMs }) {
    let runs = 0;
    let calls = 0;
    for (const workflow of workflows) {
        const { perDay } = (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .frequencyOf */ .yM)(cronsOf(workflow), nowMs);
        const steps = syncSteps(workflow);
        if (steps.length > 0)
            runs += perDay;
        calls += perDay * steps.reduce((sum, { flows }) => sum + idleCalls(system, programs, flows), 0);
    }
    const says = `${runs} runs a day make ${calls} calls to ${(0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .titleOf */ .Gg)(system)} when nothing changes, of ${limit} a day`;
    const at = workflows[0]?.schedule[0]?.at;
    const fix = 'Run less often, or fewer flows.';
    if (calls > limit)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .error */ .z3)('schedule', `${says}: runs that find no changes already use up the day's calls.`, fix, at);
    if (calls > limit / 2)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warning */ .$e)('schedule', `${says}: little is left for work.`, fix, at);
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__.ok)('schedule', `${says}.`);
}
/** One authorisation has one chain of tokens, and the chain is in one state. */
function judgeTokens(workflows, context) {
    const limited = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .systemNames */ .w9)().flatMap((system) => {
        const tokens = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .factsOf */ .xS)(system).limits?.tokens;
        return tokens === undefined ? [] : [{ system, tokens }];
    });
    const findings = [
        ...limited.flatMap(({ system, tokens }) => sharedTokens(system, tokens, workflows)),
        ...lostStates(workflows),
    ];
    return findings.length > 0 ? findings : limited.map(({ tokens }) => renewals(tokens, workflows, context));
}
const stepsOf = (workflows) => workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps));
function sharedTokens(system, { earliestRenewalS }, workflows) {
    // A step without one takes the access token that another job hands on, or calls no system.
    const renewing = stepsOf(workflows).filter(({ refreshTokens }) => refreshTokens[system] !== null);
    const byToken = Map.groupBy(renewing, ({ refreshTokens }) => refreshTokens[system]);
    return [...byToken.values()].flatMap((own) => {
        const states = new Set(own.map(({ stateStore, stateKey }) => `${stateStore ?? 'cache'} ${stateKey}`));
        const last = own.at(-1);
        if (states.size < 2 || last === undefined)
            return [];
        const says = `${own.length} steps share one authorisation of ${(0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .titleOf */ .Gg)(system)} but keep their state apart: each would renew what another has used up, or within ${earliestRenewalS} s of it.`;
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .error */ .z3)('schedule', says, 'Give them the same state-store and state-key, or an authorisation each.', last.at),
        ];
    });
}
function lostStates(workflows) {
    return stepsOf(workflows).flatMap(({ stateStore, at }) => {
        if (stateStore?.startsWith('file:') !== true)
            return [];
        const hosted = workflows.some(({ runners, file }) => file === at.file && runners.some((one) => !isSelfHosted(one)));
        if (!hosted)
            return [];
        const says = `The state is kept in ${stateStore}, which is gone with a GitHub-hosted runner, and with it the only valid refresh token.`;
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warning */ .$e)('schedule', says, 'Leave state-store out: the Actions cache outlives the runner.', at)];
    });
}
function renewals({ earliestRenewalS, perDay: tokensPerDay }, workflows, { nowMs }) {
    const { perDay, shortestGap } = (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .frequencyOf */ .yM)(workflows.flatMap(cronsOf), nowMs);
    const renewed = Math.min(perDay, Math.floor(86_400 / earliestRenewalS));
    const gap = shortestGap === null ? '' : `, runs come ${shortestGap} min apart at least`;
    const saved = shortestGap !== null && shortestGap * 60 < earliestRenewalS
        ? `, so a run within ${earliestRenewalS} s of a renewal goes on with the saved token`
        : '';
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__.ok)('schedule', `At most ${renewed} of ${tokensPerDay} token renewals a day are used${gap}${saved}.`);
}
/** False for a step that neither opens the progress nor calls a system, such as the summary of all companies. */
const worksOnState = ({ mode }) => mode === null || !['desk', 'freshness', 'merge', 'validate'].includes(mode);
function judgeConcurrency(workflows) {
    return workflows.flatMap((workflow) => workflow.hasConcurrency
        ? []
        : workflow.jobs
            .filter((job) => !job.hasConcurrency && job.steps.some(worksOnState))
            .map((job) => {
            const says = `Two runs of the job ${job.name} may overlap, and would work on one cursor and one token.`;
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .error */ .z3)('schedule', says, 'Add concurrency: { group: exact-asperion-sync, queue: max }.', job.at);
        }));
}
/** Minutes that one minute on a runner counts for; self-hosted ones are not counted. */
function weightOf(runner) {
    if (isSelfHosted(runner))
        return 0;
    if (/macos/i.test(runner))
        return 10;
    return /windows/i.test(runner) ? 2 : 1;
}
const isSelfHosted = (runner) => /self-hosted/i.test(runner);
function judgeMinutes(workflows, context) {
    const { isPrivate, nowMs, companies } = context;
    if (isPrivate === false)
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__.ok)('minutes', 'A public repository pays no minutes.')];
    const weigh = (runners) => runners.reduce((sum, runner) => sum + weightOf(runner), 0);
    const minutes = workflows.reduce((sum, workflow) => {
        const weight = weigh(workflow.runners) + (companies - 1) * weigh(workflow.shardRunners);
        return sum + (0,_cron_js__WEBPACK_IMPORTED_MODULE_1__/* .frequencyOf */ .yM)(cronsOf(workflow), nowMs).perMonth * weight;
    }, 0);
    const { free, paid } = INCLUDED_MINUTES;
    const says = `The schedule takes about ${minutes} minutes a month, each job rounded up to a whole one`;
    const at = workflows[0]?.schedule[0]?.at;
    const whether = isPrivate === null ? ' if this repository is private' : '';
    if (minutes <= free)
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__.ok)('minutes', `${says}; GitHub Free includes ${free}.`)];
    const fix = `Run less often, use your own runner, or pay for the rest${whether}.`;
    if (minutes <= paid) {
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warning */ .$e)('minutes', `${says}: more than the ${free} of GitHub Free, less than the ${paid} of Pro and Team.`, fix, at),
        ];
    }
    return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warning */ .$e)('minutes', `${says}: more than the ${paid} that GitHub Pro and Team include.`, fix, at)];
}


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
/* harmony import */ var _systems_registry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(93117);
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
    const runnerOf = (job) => JSON.stringify(job['runs-on'] ?? (isCalled(job, action) ? CALLED.runner : ''));
    return [
        {
            file,
            schedule: scheduleIn(source),
            hasConcurrency: value.concurrency !== undefined,
            jobs,
            runners: entries.map(([, job]) => runnerOf(job)),
            shardRunners: entries.flatMap(([, job]) => (hasShards(job) ? [runnerOf(job)] : [])),
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
/** True for a job of which an expression says the matrix. */
const hasShards = ({ strategy }) => (0,_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(strategy) && textOf(strategy.matrix) !== null;
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
