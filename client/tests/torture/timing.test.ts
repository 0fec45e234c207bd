import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { expect, test } from 'vitest'

const measure = fileURLToPath(new URL('processes/timing/measure.ts', import.meta.url))
const Areas = v.record(v.string(), v.number())
const Measured = v.object({ honest: Areas, planted: Areas })

test('It takes as long for a name that nobody has, and is seen not to where somebody returns early', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [measure, '20'])
  const { honest, planted } = v.parse(v.pipe(v.string(), v.parseJson(), Measured), stdout)
  // Twenty of each are few: five times their standard error. The long run is `npm run torture -- timing`.
  for (const [pair, area] of Object.entries(honest)) {
    expect(area, pair).toBeGreaterThan(0.05)
    expect(area, pair).toBeLessThan(0.95)
  }
  expect(planted.unknown).toBeLessThan(0.2)
})
