import { expect, it } from 'vitest'
import { makingOf } from './making.ts'
import { order } from './testing.ts'

it('It puts together what is wanted for one time, the soonest first, and only what is being made', () => {
  const now = Date.UTC(2026, 10, 26, 12, 0)
  const [soon, tomorrow] = [now + 3_600_000, now + 86_400_000]
  const asked = [
    order({ status: 'processing', promisedAt: tomorrow }),
    order({ status: 'processing' }),
    order({ status: 'ready', promisedAt: soon }),
    order({ status: 'processing', promisedAt: soon }),
    order({ status: 'processing', promisedAt: soon }),
  ]
  const [late, plain, , first, second] = asked.map(({ id }) => id)
  const made = makingOf(asked, now, 'Europe/London')
  expect(made.map(({ label, orders }) => [label, ...orders.map(({ id }) => id)])).toEqual([
    ['All', late, plain, first, second],
    ['As soon as it can be', plain],
    ['13:00', first, second],
    ['Tomorrow, 12:00', late],
  ])
})
