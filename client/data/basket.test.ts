import { afterEach, expect, it } from 'vitest'
import { keepBasket, keptBasket } from './basket.ts'
import { Database } from './db.ts'
import { outsideWith } from './testing.ts'

const db = new Database('basket', outsideWith())
afterEach(() => db.forget('basket'))

it('keeps the latest form of the basket, in whatever order its forms come', async () => {
  expect(await keptBasket(db)).toBeNull()
  await Promise.all([
    keepBasket(db, { turn: 1, text: 'a loaf' }),
    keepBasket(db, { turn: 3, text: 'a loaf, two buns' }),
    keepBasket(db, { turn: 2, text: 'a loaf, one bun' }),
  ])
  expect(await keptBasket(db)).toEqual({ turn: 3, text: 'a loaf, two buns' })
})
