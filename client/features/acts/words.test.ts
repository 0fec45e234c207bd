import { expect, test } from 'vitest'
import type { ToldAct } from '#shared/acts.ts'
import { actsFile } from './actsFile.ts'
import { changesIn, titleOf } from './words.ts'

const outside = {
  money: (minor: number) => `£${(minor / 100).toFixed(2)}`,
  placeOf: () => 'the stall',
}
const act = (change: Partial<ToldAct>): ToldAct => ({
  ...{ id: 1, at: 1_800_000_000_000, actorId: null, deviceId: null, name: 'person.change', subject: 'Dora' },
  ...{ before: {}, after: {} },
  ...change,
})

test('It says of each field what it was and what it is', () => {
  const change = act({
    before: { role: 'employee', email: '' },
    after: { role: 'manager', email: 'd…@x.org' },
  })
  expect(changesIn(change, outside)).toEqual(['Role from employee to manager', 'E-mail: d…@x.org'])
})

test('It says prices as money', () => {
  const change = act({
    name: 'product.save',
    subject: 'Bread',
    before: { price: 250 },
    after: { price: 260 },
  })
  expect([titleOf(change), ...changesIn(change, outside)]).toEqual([
    'Changed Bread',
    'Price from £2.50 to £2.60',
  ])
})

test.each([
  [{ after: { active: false } }, 'Disabled Dora'],
  [{ after: { active: true } }, 'Enabled Dora again'],
  [{ name: 'registration.decide', after: { state: 'rejected' } }, 'Turned Dora down'],
  [{ name: 'device.revoke', after: { active: false } }, 'Shut out the tablet Dora'],
  [{ name: 'device.revoke', after: { active: true } }, 'Let the tablet Dora in again'],
  [{ name: 'something.new' }, 'something.new Dora'],
])('It calls %j "%s"', (change, title) => {
  expect(titleOf(act(change))).toBe(title)
})

test('It writes no cell that a spreadsheet would run', () => {
  const names = { who: () => '=HYPERLINK("http://evil.example")', tablet: () => '@A', moment: () => '-1' }
  const file = actsFile([act({ subject: '+cmd', after: { name: '=1+1' } })], names)
  const cells = [...file.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell)
  expect(cells).toContain("'=1+1")
  expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
})
