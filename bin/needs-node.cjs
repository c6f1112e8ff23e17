'use strict';
// Ends with one sentence if this Node is too old. In words that old Nodes understand, and read before anything else is:
// by the command line's first file, and with `node -r` by the scripts of package.json.

var fs = require('fs');
var path = require('path');

// A checkout runs its TypeScript as it is; the package is built for older Nodes, down to what its HTTP client demands.
var isCheckout = fs.existsSync(path.join(__dirname, '..', 'src', 'cli.ts'));
var needed = isCheckout ? [24, 4] : [22, 19];
var own = process.versions.node.split('.').map(Number);

if (own[0] < needed[0] || (own[0] === needed[0] && own[1] < needed[1])) {
  console.error(
    (isCheckout ? 'A checkout of exact-asperion-sync' : 'exact-asperion-sync') +
      ' needs Node ' +
      needed.join('.') +
      ' or newer, and this is Node ' +
      process.versions.node +
      ': ' +
      (isCheckout
        ? 'install it from https://nodejs.org, or on Linux (x64) run `npm ci`, which brings it for `npm run`.'
        : 'install a newer one from https://nodejs.org.'),
  );
  process.exit(1);
}
