import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { bugs } from './planted/bugs.ts'

const Found = v.object({ bug: v.string(), with: v.nullable(v.string()), without: v.nullable(v.string()) })
const found = new Map<string, v.InferOutput<typeof Found>>()
const main = fileURLToPath(new URL('planted/main.ts', import.meta.url))

beforeAll(async () => {
  const play = (part: string) => promisify(execFile)(process.execPath, [main, '', part])
  for (const { stdout } of await Promise.all([play('0/2'), play('1/2')]))
    for (const line of stdout.trim().split('\n')) {
      const one = v.parse(v.pipe(v.string(), v.parseJson(), Found), line)
      found.set(one.bug, one)
    }
}, 600_000)

test.each(bugs)('It finds out whoever $name', ({ name, killedBy }) => {
  expect(found.get(name)).toMatchObject({ without: null, with: expect.stringContaining(killedBy) })
})

test('It has a name for at least twenty-two mistakes', () => {
  expect(bugs.length).toBeGreaterThanOrEqual(22)
})
