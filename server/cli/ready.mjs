// Makes a fresh machine ready: the packages, the pinned Node and, with --browser, a Chromium.
// Plain JavaScript without packages, for it is the one file that the machine's own, perhaps old, Node runs.
import { spawnSync } from 'child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs'
import { tmpdir } from 'os'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { findChromium } from './chromium.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const nodeName = process.platform === 'win32' ? 'node.exe' : 'node'
const pinnedNode = join(root, 'node_modules', 'node', 'bin', nodeName)

process.chdir(root)
makeSureOfPackages()
makeSureOfPinnedNode()
if (process.argv.includes('--browser')) makeSureOfBrowser()

function makeSureOfPackages() {
  if (isInstalled()) return
  say('Installing the packages (once, about half a minute)')
  const borrowed = isOld(process.versions.node) ? borrowNode() : undefined
  // What is built and tested needs the development packages, whatever NODE_ENV says.
  const code = npm(['ci', '--include=dev', '--loglevel=error'], borrowed && borrowed.node)
  if (borrowed) rmSync(borrowed.folder, { recursive: true, force: true })
  if (code !== 0) stop('The packages did not install: see what npm says above.')
}

function isOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < 22 || (major === 22 && minor < 14)
}

/** Under an old Node npm leaves out, without a word, the native parts of packages that want a newer one. */
function borrowNode() {
  const folder = mkdtempSync(join(tmpdir(), 'awning-node-'))
  const { version } = packagesIn('package-lock.json')['node_modules/node']
  const about = { private: true, dependencies: { node: version }, allowScripts: { node: true } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about))
  npm(['install', '--prefix', folder, '--no-package-lock', '--loglevel=error'])
  const node = join(folder, 'node_modules', 'node', 'bin', nodeName)
  return { folder, node: runs(node) ? node : undefined }
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
    run('apt-get', ['install', '-y', 'chromium'])
  }
  if (!findChromium())
    run(pinnedNode, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
  if (!findChromium()) stop('No Chromium was found. Install one, or set CHROMIUM to its path.')
}

function isDebianRoot() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid() === 0
}

/** The npm that runs this script, or the one on the PATH. */
function npm(words, node) {
  const own = process.env.npm_execpath || ''
  return /npm-cli\.c?js$/.test(own) ? run(node || process.execPath, [own].concat(words)) : run('npm', words)
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
