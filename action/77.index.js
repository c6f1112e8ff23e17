export const id = 77;
export const ids = [77];
export const modules = {

/***/ 19077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   shards: () => (/* binding */ shards)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _config_config_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5757);
/* harmony import */ var _config_schema_administrations_schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60415);
/* harmony import */ var _config_schema_settings_schema_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45719);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19556);
/* harmony import */ var _github_workflow_commands_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95513);
/* harmony import */ var _order_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(5395);
/* harmony import */ var _report_output_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(93952);
/* harmony import */ var _state_progress_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6498);
/* harmony import */ var _systems_registry_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(93117);
/* harmony import */ var _connect_systems_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(11600);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5880);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(91083);
/* harmony import */ var _hand_on_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(71450);
/* harmony import */ var _in_administration_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(64854);
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
 * The first job of a workflow for several companies: renews the tokens in this one place, hands the access tokens on, and prints the matrix of the jobs that
 * sync, one for each company. Returns the exit code. Throws ConfigErrors, StateError.
 */
async function shards(context) {
    (0,_session_js__WEBPACK_IMPORTED_MODULE_11__/* .assertOnDefaultBranch */ .$g)(context);
    const { inputs, github, log } = context;
    const settings = (0,_config_config_js__WEBPACK_IMPORTED_MODULE_1__/* .loadSettings */ .M5)(inputs.mappings, github.workspace);
    const entries = inOrder((0,_in_administration_js__WEBPACK_IMPORTED_MODULE_13__/* .askedFor */ .GZ)(inputs, settings), github.runId);
    const state = await (0,_session_js__WEBPACK_IMPORTED_MODULE_11__/* .openWritableState */ .gY)(context);
    await handOnTokens(context, settings, state);
    const include = entries.map((entry) => shardOf(entry, settings));
    for (const { administration, calls } of include)
        log(`${administration}: ${saidCalls(calls)}`);
    _github_workflow_commands_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutput */ .uH(_report_output_names_js__WEBPACK_IMPORTED_MODULE_6__/* .OUTPUTS */ .p.shards, JSON.stringify({ include }));
    await state.prune();
    return 0;
}
/** Another order in each run: those that come last may find that the shared token has ended. */
const inOrder = (entries, runId) => {
    const place = ({ name }) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${runId} ${name}`).digest('hex');
    return [...entries].sort((left, right) => (0,_order_js__WEBPACK_IMPORTED_MODULE_14__/* .ascending */ .V)(place(left), place(right)));
};
async function handOnTokens(context, settings, state) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const network = __addDisposableResource(env_1, (0,_network_js__WEBPACK_IMPORTED_MODULE_10__/* .openNetwork */ .X)(context, settings, { state, progress: (0,_state_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .emptyProgress */ .bt)() }), true);
        const { transport } = network;
        const chaining = { ...context, transport, state, mayRefresh: (0,_github_context_js__WEBPACK_IMPORTED_MODULE_4__/* .isOnDefaultBranch */ .v)(context.github) };
        const chains = new Map();
        (0,_connect_systems_js__WEBPACK_IMPORTED_MODULE_9__/* .connectionsOf */ .V1)({
            ...chaining,
            settings,
            chainOf(system, source) {
                const chain = (0,_connect_systems_js__WEBPACK_IMPORTED_MODULE_9__/* .tokenChainOf */ .Y_)(chaining, system, source);
                chains.set(system, chain);
                return chain;
            },
        });
        for (const [system, chain] of chains)
            await (0,_hand_on_js__WEBPACK_IMPORTED_MODULE_12__/* .handOnToken */ .W)(context, state, system, chain);
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
function shardOf(entry, settings) {
    const calls = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_8__/* .systemNames */ .w9)().flatMap((system) => {
        const { limits } = (0,_systems_registry_js__WEBPACK_IMPORTED_MODULE_8__/* .factsOf */ .xS)(system);
        if (limits === undefined)
            return [];
        const own = (0,_config_schema_settings_schema_js__WEBPACK_IMPORTED_MODULE_3__/* .settingsOf */ .f5)(settings, system);
        const id = (0,_config_schema_administrations_schema_js__WEBPACK_IMPORTED_MODULE_2__/* .idIn */ .DG)(entry, system);
        const share = limits.share(own, (0,_config_schema_administrations_schema_js__WEBPACK_IMPORTED_MODULE_2__/* .sharingOf */ .gI)(settings.administrations, system, id));
        return [[system, Math.min(limits.callsPerDay(own, null, id), share)]];
    });
    return { administration: entry.name, calls: Object.fromEntries(calls) };
}
const saidCalls = (calls) => Object.entries(calls)
    .map(([system, number]) => `at most ${number} calls a day to ${system}`)
    .join(', ');


/***/ })

};
