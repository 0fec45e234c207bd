// Makes a fresh machine ready: the packages, the pinned Node and, with --browser, a Chromium.
// Plain JavaScript without packages, for it is the one file that the machine's own, perhaps old, Node runs.
import { spawnSync } from 'child_process'
import { existsSync, readFileSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { findChromium } from './chromium.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

process.chdir(root)
makeSureOfPackages()
makeSureOfPinnedNode()
if (process.argv.includes('--browser')) makeSureOfBrowser()

function makeSureOfPackages() {
  if (isInstalled()) return
  say('Installing the packages (once, about half a minute)')
  // What is built and tested needs the development packages, whatever NODE_ENV says; an old Node is no reason for forty warnings.
  const code = npm(['ci', '--include=dev', '--loglevel=error'])
  if (code !== 0) stop('The packages did not install: see what npm says above.')
}

function isInstalled() {
  const wanted = packagesIn('package-lock.json')
  const found = packagesIn(join('node_modules', '.package-lock.json'))
  if (!wanted || !found) return false
  const isAsWanted = (path) => wanted[path] && wanted[path].version === found[path].version
  // An optional package may be one for another kind of machine.
  const isThere = (path) => found[path] || wanted[path].optional || wanted[path].devOptional
  return Object.keys(found).every(isAsWanted) && Object.keys(wanted).filter(Boolean).every(isThere)
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

function makeSureOfPinnedNode() {
  if (runs(pinnedNode)) return
  say('Fetching the pinned Node')
  npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error'])
  if (!runs(pinnedNode)) {
    stop(
      'The pinned Node did not install: npm has to be allowed to run the install script of the package "node".',
    )
  }
}

function makeSureOfBrowser() {
  if (findChromium()) return
  say('Installing Chromium for the browser tests (once)')
  if (isDebianRoot()) {
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  }
  if (!findChromium())
    run(pinnedNode, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
  if (!findChromium()) stop('No Chromium was found. Install one, or set CHROMIUM to its path.')
}

function isDebianRoot() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid() === 0
}

/** The npm that runs this script, or the one on the PATH. */
function npm(words) {
  const own = process.env.npm_execpath
  return own ? run(process.execPath, [own].concat(words)) : run('npm', words)
}

function run(program, words) {
  const env = Object.assign({}, process.env, { DEBIAN_FRONTEND: 'noninteractive' })
  return spawnSync(program, words, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status
}

function runs(program) {
  return spawnSync(program, ['--version']).status === 0
}

function say(sentence) {
  console.log(`\n${sentence} …\n`)
}

function stop(sentence) {
  console.error(`\n${sentence}`)
  process.exit(1)
}
