import { describe, expect, it } from 'vitest'
import type { Product } from '#shared/rows.ts'
import { catalogueOf } from './catalogue.ts'
import { find, withCode } from './search.ts'

let last = 0
function product(name: string, more: Partial<Product> = {}): Product {
  last += 1
  const plain = { price: 100, taxRate: 0, emoji: '', color: '', barcode: '', tracked: true, threshold: 0 }
  const id = `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`
  return { ...plain, id, name, sku: `SKU-${last}`, category: '', active: true, stamps: {}, ...more }
}

const catalogue = catalogueOf([
  product('Tea', { category: 'Drinks', barcode: '5012345678900' }),
  product('Crème brûlée', { category: 'Sweet' }),
  product('Butter croissant', { category: 'Pastries', sku: 'BC-12', barcodes: ['4006381333931'] }),
  product('Bread & butter pudding', { category: 'Sweet' }),
  product('Old thing', { active: false, category: 'Attic', sku: 'OLD-1' }),
])
const names = (text: string, category: string | null = null) =>
  find(catalogue, text, category).map(({ name }) => name)

describe('variants', () => {
  const bag = product('Tote bag', { category: 'Bags' })
  const [small, large] = ['Small', 'Large'].map((variant) =>
    product('Tote bag', { category: 'Bags', variantOf: bag.id, variant, barcode: `500${variant}` }),
  )
  const old = product('Old bag', { active: false })
  const lone = product('Old bag', { variantOf: old.id, variant: 'Red', category: 'Bags' })
  if (!small || !large) throw new Error('two variants')
  const bags = catalogueOf([large, lone, bag, old, small])
  const found = (text: string) => find(bags, text, null)

  it('stand behind their parent on the shelf, or by themselves where that is not on sale', () => {
    expect(bags.shelf).toEqual([lone, bag])
    expect(bags.variants.get(bag.id)).toEqual([large, small])
  })

  it('are found where their parent is not, and by their code', () => {
    expect(found('tote')).toEqual([bag])
    expect(found('large')).toEqual([large])
    expect(found('tote large')).toEqual([large])
    expect(withCode(bags, '500small')).toBe(small)
  })
})

describe('a catalogue that changes', () => {
  it('is the same as one made anew, whatever was renamed, added, taken off sale or deleted', () => {
    const rows = new Map(Array.from({ length: 50 }, (_, n) => product(`Jar ${n}`)).map((it) => [it.id, it]))
    let now = catalogueOf(rows.values())
    const ids = [...rows.keys()]
    const rename = (index: number, fields: Partial<Product>) => {
      const row = rows.get(ids[index] ?? '')
      if (row) rows.set(row.id, { ...row, ...fields })
    }
    const changes = [
      () => rename(3, { name: 'Aubergine' }),
      () => rename(7, { active: false }),
      () => rename(7, { active: true, price: 3 }),
      () => rename(9, { variantOf: ids[3] ?? '', variant: 'Small' }),
      () => rows.delete(ids[12] ?? ''),
      () => [product('Zest'), product('Jar 10')].forEach((it) => rows.set(it.id, it)),
    ]
    for (const change of changes) {
      change()
      now = catalogueOf(rows.values(), now)
      expect(now).toEqual(catalogueOf(rows.values()))
    }
    expect(now.shelf[0]?.name).toBe('Aubergine')
  })

  it('sorts numbers by size', () => {
    expect(catalogueOf([product('Jar 10'), product('Jar 2')]).items.map((it) => it.product.name)).toEqual([
      'Jar 2',
      'Jar 10',
    ])
  })
})

describe('searching the catalogue', () => {
  it('shows everything on sale, by name, and its categories in that order', () => {
    expect(names('')).toEqual(['Bread & butter pudding', 'Butter croissant', 'Crème brûlée', 'Tea'])
    expect(catalogue.categories).toEqual(['Sweet', 'Pastries', 'Drinks'])
  })

  it.each([
    ['creme', ['Crème brûlée']],
    ['BRÛL', ['Crème brûlée']],
    ['butt', ['Bread & butter pudding', 'Butter croissant']],
    ['butt pud', ['Bread & butter pudding']],
    ['utter', []],
    ['bc-1', ['Butter croissant']],
    ['12', ['Butter croissant']],
    ['50123', ['Tea']],
    ['old', []],
    ['& b', ['Bread & butter pudding']],
  ])('finds by the beginnings of words: %s', (text, found) => {
    expect(names(text)).toEqual(found)
  })

  it('finds words that begin with any sign', () => {
    const shop = catalogueOf([product('茶 & 🍵 – 0%'), product('100 beans')])
    const found = (text: string) => find(shop, text, null).map(({ name }) => name)
    for (const text of ['茶', '🍵 0%', '–', '& 茶']) expect(found(text)).toEqual(['茶 & 🍵 – 0%'])
    expect(found('10 b')).toEqual(['100 beans'])
  })

  it('keeps to a category', () => {
    expect(names('butter', 'Sweet')).toEqual(['Bread & butter pudding'])
  })

  it('knows a code only when it is whole, and never that of something not on sale', () => {
    expect(withCode(catalogue, '5012345678900')?.name).toBe('Tea')
    expect(withCode(catalogue, 'bc-12')?.name).toBe('Butter croissant')
    expect(withCode(catalogue, '501234567890')).toBeNull()
    expect(withCode(catalogue, 'OLD-1')).toBeNull()
    expect(withCode(catalogue, '')).toBeNull()
  })

  it('knows a UPC by its 12 digits and by the 13 that begin with 0', () => {
    const [short, long] = [
      product('A', { barcode: '036000291452' }),
      product('B', { barcode: '0012345678905' }),
    ]
    const shop = catalogueOf([short, long])
    expect(
      ['036000291452', '0036000291452', '012345678905', '0012345678905', '36000291452'].map(
        (code) => withCode(shop, code)?.name,
      ),
    ).toEqual(['A', 'A', 'B', 'B', undefined])
  })

  it('gives a code to the product whose barcode it is, before one whose unit it is', () => {
    const [first, second] = [product('A', { sku: '777' }), product('B', { barcode: '777' })]
    expect(withCode(catalogueOf([first, second]), '777')).toBe(second)
  })

  it('finds every product that fits among 20,000', () => {
    const many = catalogueOf(
      Array.from({ length: 20_000 }, (_, n) => product(`Thing number ${n}`, { sku: `X${n}` })),
    )
    expect(find(many, 'numb 1999', null).length).toBe(11)
  })
})
