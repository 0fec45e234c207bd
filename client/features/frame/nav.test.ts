import { expect, it } from 'vitest'
import { currentOf } from './nav.ts'

const items = ['/', '/orders', '/orders/board', '/stock'].map((to) => ({ to, label: to, icon: () => null }))

it.each([
  ['/', '/'],
  ['/orders', '/orders'],
  ['/orders/B-0142', '/orders'],
  ['/orders/board', '/orders/board'],
  ['/stock-taking', '/'],
])('says that %s lies at %s', (path, to) => {
  expect(currentOf(items, path)?.to).toBe(to)
})

it('lies nowhere when no item is above', () => {
  expect(currentOf(items.slice(1), '/manage')).toBeUndefined()
})
