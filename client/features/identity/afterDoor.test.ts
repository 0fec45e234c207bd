import { expect, it } from 'vitest'
import { afterDoor } from './afterDoor.ts'

it.each([
  ['/orders?status=ready', '/orders?status=ready'],
  ['//elsewhere.example/', '/sell'],
  ['/\\elsewhere.example/', '/sell'],
  ['https://elsewhere.example/', '/sell'],
  [undefined, '/sell'],
  [['/orders', '/stock'], '/sell'],
])('leads from %j to %s', (to, path) => {
  expect(afterDoor(to)).toBe(path)
})
