/** The arrows of the house. Beside them lint says its sentences in the editor; here every path is resolved. */
const tests = String.raw`\.test\.ts$|^client/(tests|e2e)/`

const arrow = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    arrow('no-circle', 'Nothing knows itself by a detour', {}, { circular: true }),
    // What ends in ?url is a file that Vite finds, or the build fails.
    arrow(
      'nothing-unknown',
      'Every import is found',
      {},
      { couldNotResolve: true, pathNot: String.raw`\?url$` },
    ),
    arrow(
      'listed',
      'A package is listed in package.json',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),

    arrow(
      'shared-alone',
      'shared stands on itself, valibot and @noble/hashes',
      { path: '^shared/', pathNot: tests },
      { pathNot: ['^shared/', '^node_modules/(valibot|@noble/hashes)/'] },
    ),
    arrow(
      'client-never-server',
      'A tablet knows the server by its answers only',
      { path: '^client/', pathNot: tests },
      { path: '^server/' },
    ),
    arrow(
      'server-never-client',
      'The server knows tablets by what they send only',
      { path: '^server/', pathNot: '^server/bench/' },
      { path: '^client/' },
    ),
    arrow(
      'tests-see-all',
      'Nothing is built on the tests',
      { pathNot: ['^client/(tests|e2e)/', '^vitest'] },
      { path: ['^client/(tests|e2e)/', String.raw`\.test\.ts$`] },
    ),

    arrow(
      'server-runs-unbuilt',
      'The server runs unbuilt: what it imports is a dependency, not a devDependency',
      { path: '^(server|shared)/', pathNot: [tests, '^server/(bench|tests)/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),

    arrow(
      'store-knows-sql',
      'store knows SQL, not the rules',
      { path: '^server/store/' },
      { path: '^server/(domain|http|cli)/' },
    ),
    arrow(
      'domain-knows-rules',
      'domain knows the rules, not the web',
      { path: '^server/domain/' },
      { path: '^server/(http|cli|mail)/' },
    ),
    arrow(
      'http-asks-domain',
      'http asks domain; from store it may only know types',
      { path: '^server/http/', pathNot: tests },
      { path: '^server/store/', dependencyTypesNot: ['type-only'] },
    ),
    arrow(
      'http-knows-no-command',
      'http is started by a command, and does not know which',
      { path: '^server/http/', pathNot: tests },
      { path: '^server/cli/' },
    ),

    arrow(
      'data-knows-no-screen',
      'data knows no screen',
      { path: '^client/data/' },
      { path: ['^client/(ui|features|pages)/', String.raw`\.vue$`] },
    ),
    arrow(
      'ui-knows-no-trade',
      'ui knows no words of the trade',
      { path: '^client/ui/' },
      { path: '^client/(data|features|pages)/' },
    ),
    arrow(
      'feature-knows-no-page',
      'a feature does not know the page it stands on',
      { path: '^client/features/' },
      { path: '^client/pages/' },
    ),
    arrow(
      'rooms-know-no-entry',
      'The rooms do not know the door they are entered by',
      { path: '^client/(data|ui|features|pages)/', pathNot: tests },
      { path: '^client/[^/]+$' },
    ),

    arrow(
      'web-in-http',
      'only http knows the web',
      { path: '^(server|client|shared)/', pathNot: ['^server/(http|cli)/', tests] },
      { path: '^node_modules/(hono|@hono)/' },
    ),
    arrow(
      'sql-in-store',
      'only store knows SQL',
      { path: '^server/', pathNot: ['^server/store/', tests, '^server/bench/'] },
      { path: '^node_modules/better-sqlite3/' },
    ),
    arrow(
      'indexeddb-in-data',
      'only data touches IndexedDB',
      { path: '^client/', pathNot: ['^client/data/', tests] },
      { path: '^node_modules/dexie/' },
    ),
    arrow(
      'one-seam-for-lucia',
      'lucia stays behind one file',
      { pathNot: '^server/domain/sessions\\.ts$' },
      { path: '^node_modules/lucia/' },
    ),
    arrow(
      'one-seam-for-nodemailer',
      'nodemailer stays behind one file',
      { pathNot: '^server/mail/smtp\\.ts$' },
      { path: '^node_modules/nodemailer/' },
    ),
    arrow(
      'one-drawer-of-charts',
      'charts are drawn by one component',
      { pathNot: '^client/ui/Chart\\.vue$' },
      { path: '^node_modules/apexcharts/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}
