export const id = 677;
export const ids = [677];
export const modules = {

/***/ 42058:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openIssueDesk: () => (/* binding */ openIssueDesk)
});

// EXTERNAL MODULE: ./src/config/checkout.ts
var checkout = __webpack_require__(54020);
// EXTERNAL MODULE: ./src/config/company/administrations.ts
var company_administrations = __webpack_require__(83581);
// EXTERNAL MODULE: ./src/desk/owner.ts
var desk_owner = __webpack_require__(29570);
// EXTERNAL MODULE: ./src/desk/plan-issues.ts + 2 modules
var plan_issues = __webpack_require__(42946);
// EXTERNAL MODULE: ./src/report/run/causes.ts
var causes = __webpack_require__(99974);
// EXTERNAL MODULE: ./src/sync/run/dead-letters.ts
var dead_letters = __webpack_require__(61459);
// EXTERNAL MODULE: ./src/desk/issue-marks.ts
var issue_marks = __webpack_require__(52605);
;// CONCATENATED MODULE: ./src/desk/retries.ts



/**
 * Makes the dead letters due whose boxes *retry* are ticked, in the flows of this run; `progress` is changed in place. Returns the keys of the boxes
 * that were acted on, by the issue's number.
 */
function retryTicked(issues, progress, { selected, nowMs }) {
    const acted = new Map();
    for (const { number, body, mark } of issues) {
        const ticked = (0,issue_marks/* readBoxes */.a5)(body).filter(({ what, isTicked }) => isTicked && what.startsWith('retry'));
        const ready = ticked.filter(({ what, flow }) => what === 'retry-all' ? mark.flows.every((one) => selected.has(one)) : selected.has(flow));
        if (ready.length === 0)
            continue;
        acted.set(number, new Set(ready.map(issue_marks/* keyOfBox */.Ey)));
        const isAll = ready.some(({ what }) => what === 'retry-all');
        const asked = new Set(ready.map(({ flow, reference }) => `${flow}\n${reference}`));
        for (const flow of mark.flows.filter((one) => selected.has(one))) {
            for (const letter of Object.values(progress.flows[flow]?.deadLetters ?? {})) {
                const isAsked = asked.has(`${flow}\n${letter.reference}`) || (isAll && (0,causes/* causeId */.Pf)(letter) === mark.id);
                if (isAsked && !(0,dead_letters/* isTransient */.dg)(letter))
                    letter.nextAtMs = Math.min(letter.nextAtMs, nowMs);
            }
        }
    }
    return acted;
}

// EXTERNAL MODULE: ./src/github/calls.ts
var calls = __webpack_require__(34342);
// EXTERNAL MODULE: ./src/github/issues.ts
var github_issues = __webpack_require__(65039);
// EXTERNAL MODULE: ./src/report/reader.ts
var report_reader = __webpack_require__(30591);
;// CONCATENATED MODULE: ./src/commands/desk/carry-out.ts


/**
 * Carries actions out one after the other, until the run is cancelled. One that fails for itself alone is a warning; throws GitHubFault if the others would fail as well.
 */
async function carryOut(actions, hands) {
    const { isFirst, signal, warn } = hands;
    // GitHub drops labels that a token may not set. Without its label no later run would find an issue, and each would open another.
    if (isFirst && actions.some(({ kind }) => kind === 'open'))
        await ensureLabels(hands);
    for (const action of actions) {
        if (signal.aborted)
            return;
        try {
            await carryOutOne(action, hands);
        }
        catch (error) {
            if (!(error instanceof calls/* GitHubFault */.Q) || error.isGeneral)
                throw error;
            const which = action.kind === 'open' ? 'An issue' : `Issue ${action.number}`;
            warn(`${which} could not be brought up to date: ${error.message}. The next run tries again.`);
        }
    }
}
async function ensureLabels({ issues, owner, words }) {
    for (const label of (0,desk_owner/* labelsOf */.PC)(owner))
        await issues.ensureLabel(label, label === desk_owner/* LABEL */.d_ ? words.label : words.labelOfOne(label));
}
async function carryOutOne(action, hands) {
    const { issues, words, run } = hands;
    switch (action.kind) {
        case 'open':
            return carry_out_open(action, hands);
        case 'update':
            return issues.change(action.number, { body: action.body });
        case 'reopen':
            return issues.change(action.number, { body: action.body, state: 'open' });
        case 'close':
            // The sentence after the deed: if it fails, it is not said again in every run.
            await issues.change(action.number, { state: 'closed' });
            return issues.comment(action.number, words.gone(run));
    }
}
async function carry_out_open({ title, body }, hands) {
    const { issues, owner, settings, warn } = hands;
    const { assignees } = settings;
    const labels = [...(0,desk_owner/* labelsOf */.PC)(owner), ...settings.labels];
    try {
        await issues.create({ title, body, labels, assignees });
    }
    catch (error) {
        if (!(error instanceof calls/* GitHubFault */.Q) || error.status !== 422 || assignees.length === 0)
            throw error;
        await issues.create({ title, body, labels, assignees: [] });
        warn(`An issue was opened for nobody: GitHub does not assign it to ${assignees.join(', ')}. Correct desk.assignees in settings.yml: each needs access to the repository.`);
    }
}

;// CONCATENATED MODULE: ./src/commands/desk/issue-desk.ts









/** See `IssueDesk`; `connections` are for what a missing row may be. Null if settings.yml does not ask for issues, or if this is no run on GitHub. */
function openIssueDesk(context, { settings, tables }, connections) {
    const { inputs, github, clock, environment, signal, warn, log } = context;
    const { apiUrl, repository, runId } = github;
    const { githubToken: token, language } = inputs;
    if (!settings.desk.issues || apiUrl === null || repository === '' || token === null)
        return null;
    const owner = ownerOf(inputs, settings);
    const issues = (0,github_issues/* openIssues */.D)((0,calls/* openCalls */.u)({ apiUrl, repository, token }));
    const own = async (state) => (0,plan_issues/* deskIssues */.YT)(await issues.list((0,desk_owner/* labelsOf */.PC)(owner), state), owner);
    const softly = async (work) => {
        try {
            await work();
        }
        catch (error) {
            isGivenUp = true;
            const [why, advice] = error instanceof calls/* GitHubFault */.Q
                ? [error.message, adviceFor(error)]
                : [`a fault of this program (${error.name})`, 'Please report it.'];
            warn(`The issues could not be brought up to date: ${why}. ${advice}`);
        }
    };
    let isGivenUp = false;
    let seen = [];
    let acted = { boxes: new Map(), atMs: 0 };
    return {
        takeRetries: (progress, selected) => softly(async () => {
            seen = await own('open');
            // With chosen records, no others are tried.
            if (inputs.records !== null)
                return;
            const nowMs = clock();
            acted = { boxes: retryTicked(seen, progress, { selected, nowMs }), atMs: nowMs };
            const boxes = [...acted.boxes.values()].reduce((sum, keys) => sum + keys.size, 0);
            if (boxes > 0)
                log(`Issues ask to try records again: ${boxes} ticked boxes in ${acted.boxes.size} issues.`);
        }),
        tell: (report, enabled, isKept) => softly(async () => {
            if (isGivenUp || signal.aborted || !isKept)
                return;
            const causes = (0,plan_issues/* causesForDesk */.BM)(report);
            if (seen.length === 0 && causes.length === 0)
                return;
            // This may take a while, so before the issues are read.
            const candidates = await candidatesFor((0,plan_issues/* untold */.r_)(causes, seen), connections, tables, context);
            // Once more: people may have ticked boxes while the flows ran.
            const open = await own('open');
            const isTold = (0,plan_issues/* untold */.r_)(causes, open).length === 0;
            const closed = isTold ? [] : await own('closed');
            const reader = (0,report_reader/* readerOf */.T)(language, environment, (0,checkout/* checkoutOf */.o5)(inputs.mappings, github.workspace));
            const isWhole = inputs.records === null;
            const plan = { report, owner, enabled, isWhole, acted, reader, candidates };
            const words = reader.words.desk;
            const run = `${environment.GITHUB_SERVER_URL}/${repository}/actions/runs/${runId}`;
            const isFirst = open.length + closed.length === 0;
            const hands = { issues, owner, settings: settings.desk, words, run, isFirst, signal, warn };
            await carryOut((0,plan_issues/* planIssues */.ef)(plan, open, closed), hands);
        }),
    };
}
/** Whose issues a run reads and writes: of several companies, those of the one that it is about. */
function ownerOf({ mappings, administration }, { administrations }) {
    const names = administrations.map(({ name }) => name);
    return { mappings: (0,desk_owner/* folderOf */.yS)(mappings), company: (0,company_administrations/* oneOfSeveral */.Cr)(names, administration) };
}
/** What missing rows may be; what this needs is loaded only for a row that nobody knows. */
async function candidatesFor(causes, connections, tables, context) {
    if (connections === null || !causes.some(({ code }) => code === 'UNMAPPED_KEY'))
        return new Map();
    const { findCandidates } = await __webpack_require__.e(/* import() */ 163).then(__webpack_require__.bind(__webpack_require__, 96163));
    return findCandidates(causes, connections, tables, context);
}
const adviceFor = ({ isRefused, isForeign, status }) => {
    if (isForeign)
        return 'Remove the input github-token from the workflow: by default it is the token of the run.';
    if (status === 410)
        return 'Switch issues on in the settings of the repository, or remove desk from settings.yml.';
    if (isRefused)
        return 'Give the job the permission issues: write, or remove desk from settings.yml.';
    return 'The next run tries again.';
};


/***/ })

};
