import { expect, it } from 'vitest'
import { leaveTrace, type Trace, traceLeft } from './trace.ts'

const trace: Trace = {
  ...{ letter: 'B', name: 'Blue tablet', locationId: 'x', place: 'Leith Saturday', currency: 'GBP' },
  ...{ last: 'B-0415', sent: 412, waiting: { orders: 3, amount: 2_150, others: 0 }, contactAt: 5 },
}

function places(kept: Record<string, string> = {}, cookie = '') {
  const document = { cookie }
  const storage = () => ({
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  })
  return { kept, document, storage }
}

it('finds what the tablet noted last', () => {
  const here = places()
  expect(traceLeft(here)).toBeNull()
  leaveTrace(trace, here)
  leaveTrace({ ...trace, sent: 413 }, here)
  expect(traceLeft(here)).toEqual({ letter: 'B', trace: { ...trace, sent: 413 } })
})

it('still knows the letter where all but a cookie is gone', () => {
  const here = places()
  leaveTrace(trace, here)
  const cookie = here.document.cookie.split(';')[0] ?? ''
  expect(traceLeft(places({}, `other=1; ${cookie}`))).toEqual({ letter: 'B', trace: null })
})

it.each(['', '{', '{"letter":"B"}', 'null'])('takes %j for no note', (text) => {
  expect(traceLeft(places({ 'awning-tablet': text }))).toBeNull()
  expect(traceLeft(places({ 'awning-tablet': text }, 'awning-tablet=<b>'))).toBeNull()
})

it('goes on where the browser keeps nothing', () => {
  const refuses = () => {
    throw new DOMException('no', 'SecurityError')
  }
  const here = { ...places(), storage: refuses }
  leaveTrace(trace, here)
  expect(traceLeft({ ...here, document: { cookie: '' } })).toBeNull()
})
