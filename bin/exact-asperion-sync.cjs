#!/usr/bin/env node
'use strict';
// Where the command line starts: in a checkout its sources, in the package its bundle.

require('./needs-node.cjs');

var fs = require('fs');
var path = require('path');
var url = require('url');

var source = path.join(__dirname, '..', 'src', 'cli.ts');
var bundle = path.join(__dirname, '..', 'dist', 'index.js');
import(url.pathToFileURL(fs.existsSync(source) ? source : bundle).href);
