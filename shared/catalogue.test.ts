import { describe, expect, it } from 'vitest'
import { priceWith, questionsOf, titleOf } from './catalogue.ts'

const group = (name: string) => ({ id: name, name, least: 0, most: 1, choices: [] })

describe('a product', () => {
  it('costs what its choices make of its price, and never less than nothing', () => {
    expect(priceWith(250, [{ price: 40 }, { price: -10 }])).toBe(280)
    expect(priceWith(250, [{ price: -300 }])).toBe(0)
  })

  it('asks its own questions, and where it has none those of the product it is a variant of', () => {
    const parent = { price: 1, options: [group('Milk')] }
    expect(questionsOf({ price: 2 }, parent)).toEqual(parent.options)
    expect(questionsOf({ price: 2, options: [] }, parent)).toEqual(parent.options)
    expect(questionsOf({ price: 2, options: [group('Size')] }, parent)).toEqual([group('Size')])
    expect(questionsOf({ price: 2 })).toEqual([])
  })

  it('has a title that tells variants apart, and fits', () => {
    expect(titleOf({ name: 'Tote bag', variant: 'Large' })).toBe('Tote bag, Large')
    expect(titleOf({ name: 'Large tote bag', variant: 'large' })).toBe('Large tote bag')
    expect(titleOf({ name: 'Tote bag' })).toBe('Tote bag')
    expect(titleOf({ name: 'x'.repeat(120), variant: 'Large' })).toHaveLength(120)
  })
})
