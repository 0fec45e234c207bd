import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { rowSchemas } from './rows.ts'
import { nameOf, shape } from './shape.ts'

const product = v.object({ id: v.string(), price: v.pipe(v.number(), v.minValue(0)) })

describe('the shape of rows', () => {
  it('is the same for the same fields, whatever their bounds', () => {
    expect(shape()).toBe(nameOf({ ...rowSchemas }))
    expect(nameOf({ product })).toBe(nameOf({ product: v.object({ id: v.string(), price: v.number() }) }))
  })

  it.each<[string, object]>([
    ['a table', { product, tax: v.object({ id: v.string() }) }],
    ['a field', { product: v.object({ ...product.entries, note: v.string() }) }],
    [
      'a field that may be left out',
      { product: v.object({ ...product.entries, note: v.exactOptional(v.string()) }) },
    ],
    ['a choice', { product: v.object({ ...product.entries, price: v.picklist([1, 2]) }) }],
    ['a field deep inside', { product, order: v.object({ lines: v.array(v.object({ note: v.string() })) }) }],
  ])('is another with %s more', (_, schemas) => {
    const base = { product, order: v.object({ lines: v.array(v.object({})) }) }
    const bare = 'order' in schemas ? base : { product }
    expect(nameOf(schemas)).not.toBe(nameOf(bare))
  })
})
