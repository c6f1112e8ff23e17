#!/usr/bin/env node
'use strict';
// Where the command line starts: in a checkout its sources, in the package its bundle.

var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');
var url = require('url');

var root = path.join(__dirname, '..');
var source = path.join(root, 'src', 'cli.ts');
var bundle = path.join(root, 'dist', 'index.js');
// The Node that `npm ci` brings on Linux (x64), which `npm run` takes.
var brought = path.join(root, 'node_modules', '.bin', 'node');
var own = process.versions.node.split('.').map(Number);
var isOld = own[0] < 24 || (own[0] === 24 && own[1] < 4);

if (isOld && fs.existsSync(source) && fs.existsSync(brought) && !process.env.EXACT_ASPERION_SYNC_WENT_OVER) {
  goOver();
} else {
  require('./needs-node.cjs');
  import(url.pathToFileURL(fs.existsSync(source) ? source : bundle).href);
}

function goOver() {
  // Once: that Node may be too old itself.
  var env = Object.assign({}, process.env, { EXACT_ASPERION_SYNC_WENT_OVER: 'yes' });
  var child = childProcess.spawn(brought, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit', env: env });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => {
    process.on(signal, () => {
      // The terminal tells both of Ctrl-C.
      if (signal !== 'SIGINT') child.kill(signal);
    });
  });
  // It cannot be started.
  child.on('error', () => require('./needs-node.cjs'));
  child.on('exit', (code) => process.exit(code === null ? 1 : code));
}
