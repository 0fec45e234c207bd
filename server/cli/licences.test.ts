import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/* What people get from us, on the server or in their browser, may be given on, in a product that is sold too. */

const root = join(import.meta.dirname, '..', '..')
const free = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
])
/** Fonts may be given on under a licence of their own, which allows all but selling them alone. */
const fonts = 'OFL-1.1'

interface Part {
  name: string
  license: string
  dependencies: string[]
}

function partAt(folder: string): Part {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    license?: string
    dependencies?: Record<string, string>
    optionalDependencies?: Record<string, string>
  }
  return {
    name: about.name,
    license: about.license ?? 'none',
    dependencies: Object.keys({ ...about.dependencies, ...about.optionalDependencies }),
  }
}

/** A part as Node finds it from a folder: beside it, or further up. */
function found(name: string, from: string): string | null {
  const here = join(from, 'node_modules', name)
  if (existsSync(join(here, 'package.json'))) return here
  return from === root || from.length <= root.length ? null : found(name, join(from, '..'))
}

/** All that a folder needs, and what that needs. */
function needed(names: readonly string[], from: string, all = new Map<string, Part>()): Map<string, Part> {
  for (const name of names) {
    const folder = found(name, from)
    if (folder === null || all.has(folder)) continue
    const part = partAt(folder)
    all.set(folder, part)
    needed(part.dependencies, folder, all)
  }
  return all
}

/** What the sources of the client import by name: the bundle is made of that. */
function bundled(): string[] {
  const sources = execFileSync(
    'git',
    ['ls-files', 'client/*.ts', 'client/*.vue', 'client/*.css', 'shared/*.ts'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  const names = sources
    .trim()
    .split('\n')
    .filter((file) => !/\.test\.ts$|^client\/(tests|e2e)\/|vite\.config/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /(?:from |import |import\()'((?:@[\w-]+\/)?[\w-]+)/g,
      ),
    ])
    .map(([, name = '']) => name)
  return [...new Set(names)].filter((name) => found(name, root) !== null)
}

test('It ships nothing whose licence does not let it', () => {
  const server = needed(partAt(root).dependencies, root)
  const client = needed(bundled(), root)
  expect(server.size).toBeGreaterThan(10)
  expect([...client.values()].map(({ name }) => name)).toEqual(
    expect.arrayContaining(['vue', 'dexie', 'reka-ui', 'apexcharts', 'workbox-precaching', 'zxing-wasm']),
  )
  const odd = [...server, ...client]
    .filter(
      ([, { license }]) =>
        !license
          .replaceAll(/[()]/g, '')
          .split(/ OR /)
          .some((one) => free.has(one)),
    )
    .filter(([, { license, name }]) => license !== fonts || !name.startsWith('@fontsource'))
  expect(odd.map(([, { name, license }]) => `${name}: ${license}`)).toEqual([])
})
