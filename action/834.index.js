export const id = 834;
export const ids = [834];
export const modules = {

/***/ 57834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   merge: () => (/* binding */ merge)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(92857);
/* harmony import */ var _config_checkout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54020);
/* harmony import */ var _config_config_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76104);
/* harmony import */ var _report_merge_merged_page_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(62893);
/* harmony import */ var _report_publish_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68071);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(311);
/* harmony import */ var _in_administration_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64854);










/** What is needed of a report to know whose it is; the rest is as this action wrote it in a job of the same run. */
const reportSchema = zod__WEBPACK_IMPORTED_MODULE_8__/* .looseObject */ ._H3({
    administration: zod__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(),
    finishedAt: zod__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(),
    flows: zod__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_8__/* .looseObject */ ._H3({})),
    calls: zod__WEBPACK_IMPORTED_MODULE_8__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig()),
});
/**
 * The last job of a workflow for several companies: makes one summary of the reports of their jobs. It is red only if a report is missing: each job is red
 * itself for what went wrong in it, and one mail is enough. Calls neither system and opens no state. Returns the exit code. Throws ConfigErrors.
 */
async function merge({ inputs, github, environment }) {
    const settings = (0,_config_config_js__WEBPACK_IMPORTED_MODULE_4__/* .loadSettings */ .M5)(inputs.mappings, github.workspace);
    const reports = readReports(node_path__WEBPACK_IMPORTED_MODULE_2___default().resolve(github.workspace, inputs.reports));
    const administrations = (0,_in_administration_js__WEBPACK_IMPORTED_MODULE_7__/* .askedFor */ .GZ)(inputs, settings).map(({ name }) => ({ name, report: reports.get(name) ?? null }));
    const merged = { version: _version_js__WEBPACK_IMPORTED_MODULE_9__/* .VERSION */ .x, administrations };
    const checkout = (0,_config_checkout_js__WEBPACK_IMPORTED_MODULE_3__/* .checkoutOf */ .o5)(inputs.mappings, github.workspace);
    await (0,_report_publish_js__WEBPACK_IMPORTED_MODULE_6__/* .publishMerged */ .EB)(merged, { ...inputs, folder: github.temporaryFolder ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), environment, checkout });
    return (0,_report_merge_merged_page_js__WEBPACK_IMPORTED_MODULE_5__/* .missingIn */ .EH)(merged).length === 0 ? 0 : 1;
}
/** The reports in a folder and those below it, by company; of several of one company, as after a re-run, the newest. */
function readReports(folder) {
    const found = filesIn(folder)
        .flatMap((file) => reportIn(file) ?? [])
        .sort((left, right) => (left.finishedAt < right.finishedAt ? -1 : 1));
    return new Map(found.map((report) => [report.administration ?? '', report]));
}
/** None if there is no such folder: no job left a report. */
function filesIn(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name === _report_publish_js__WEBPACK_IMPORTED_MODULE_6__/* .REPORT_FILE */ .Uq)
            .map((entry) => node_path__WEBPACK_IMPORTED_MODULE_2___default().join(entry.parentPath, entry.name));
    }
    catch {
        return [];
    }
}
/** Null for a file that a job could not write to its end: its company has no report then. */
function reportIn(file) {
    try {
        const report = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8'));
        return reportSchema.safeParse(report).success ? report : null;
    }
    catch {
        return null;
    }
}


/***/ })

};
