import { expect, test, vi } from 'vitest'
import { faults, notYet } from './simulate/faults.ts'
import { kept } from './simulate/kept.ts'
import { simulate } from './simulate/run.ts'

/** Many times what they take on a machine that does nothing else. */
vi.setConfig({ testTimeout: 240_000 })

test('It plays the same market again from the same seed, to the last id', async () => {
  const plan = { seed: 7, tablets: 2, days: 2 }
  const [once, again] = [await simulate(plan), await simulate(plan)]
  expect(once.saved).toBeGreaterThan(20)
  expect(again).toEqual(once)
  expect((await simulate({ ...plan, seed: 8 })).trace).not.toBe(once.trace)
})

test.each([101, 102, 103])(
  'It keeps every promise in a market of three tablets and five days, seed %i',
  async (seed) => {
    const { broken, saved, fired } = await simulate({ seed, tablets: 3, days: 5, mostFaults: 6 })
    expect(broken).toBeNull()
    expect(saved).toBeGreaterThan(100)
    expect(Object.keys(fired).length).toBeGreaterThan(20)
  },
)

test.each(kept)('It keeps every promise where $about', async ({ about: _about, ...plan }) => {
  expect(await simulate(plan)).toMatchObject({ broken: null })
})

test('It knows of no fault that the engine does not cope with', () => {
  expect(notYet).toEqual({})
  expect(faults.size).toBeGreaterThanOrEqual(30)
})
