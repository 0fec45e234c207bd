import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')
const sources = ['client', 'shared', 'public', 'package.json']

/** Builds the app unless what lies in dist/ is newer than everything it is made of. */
export function makeSureOfBuild(): void {
  const built = join(root, 'dist', 'sw.js')
  if (existsSync(built) && statSync(built).mtimeMs >= newest(sources.map((name) => join(root, name)))) return
  build({ npm_package_version: versionOf(join(root, 'package.json')) })
}

/** Builds the app as another version, into another folder. */
export function buildVersion(version: string, folder: string): void {
  build({ npm_package_version: version }, ['--outDir', folder, '--emptyOutDir'])
}

function build(settings: Record<string, string>, words: string[] = []): void {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production', ...settings }
  const all = [vite, 'build', '--config', 'client/vite.config.ts', '--logLevel', 'error', ...words]
  const { status, stderr } = spawnSync(process.execPath, all, { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The app did not build. ${stderr}`)
}

function versionOf(file: string): string {
  const about = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return about.version
}

function newest(paths: string[]): number {
  return paths.reduce((latest, path) => Math.max(latest, newestIn(path)), 0)
}

function newestIn(path: string): number {
  const about = statSync(path)
  if (!about.isDirectory()) return isBuiltIn(path) ? about.mtimeMs : 0
  if (/\/client\/(e2e|tests)$/.test(path)) return 0
  return newest(readdirSync(path).map((name) => join(path, name)))
}

function isBuiltIn(path: string): boolean {
  return !/\.(test\.ts|md)$|tsconfig[^/]*\.json$/.test(path)
}
