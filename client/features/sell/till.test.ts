import { describe, expect, it } from 'vitest'
import { shelfOf, tileOf } from './shelf.ts'
import { bun, tea } from './testing.ts'

describe('what is on the shelf', () => {
  it.each([
    [{ tracked: true, threshold: 3 }, 14, 0, '14'],
    [{ tracked: true, threshold: 3 }, 14, 11, '3 left'],
    [{ tracked: true, threshold: 3 }, 14, 14, 'sold out'],
    [{ tracked: true, threshold: 3 }, -2, 0, 'sold out'],
    [{ tracked: false, threshold: 3 }, 14, 0, undefined],
  ])('says of %j at %i with %i in the basket: %s', (product, quantity, inBasket, text) => {
    expect(shelfOf(product, { quantity }, inBasket)?.text).toBe(text)
  })

  it('says nothing where nothing was ever counted, received or sold', () => {
    expect(shelfOf({ tracked: true, threshold: 0 }, undefined, 0)).toBeNull()
  })
})

describe('a tile', () => {
  const large = { ...bun, variantOf: tea.id, price: 350 }
  const levels = new Map([[tea.id, { quantity: 9 }]])
  const drawn = (product: typeof tea, variants: (typeof tea)[], units: [string, number][] = []) =>
    tileOf(product, variants, (id) => levels.get(id), new Map(units))

  it('has the price of the product, or the lowest of its variants', () => {
    expect(drawn(tea, []).price).toEqual({ from: 210, differs: false })
    expect(drawn(tea, [large, { ...tea, id: 'a' }]).price).toEqual({ from: 210, differs: true })
    expect(drawn({ ...tea, openPrice: true }, []).price).toBeNull()
  })

  it('counts its variants together, those in the basket and those that are left', () => {
    levels.set(large.id, { quantity: 4 }).set('a', { quantity: 3 })
    const variants = [large, { ...tea, id: 'a' }, { ...tea, id: 'b', tracked: false }]
    const tile = drawn(tea, variants, [
      [large.id, 2],
      ['b', 5],
    ])
    expect([tile.inBasket, tile.shelf?.text]).toEqual([7, '5'])
  })
})
