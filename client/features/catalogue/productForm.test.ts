import { describe, expect, it } from 'vitest'
import { plainProduct } from '#shared/catalogue.ts'
import { draftOf, emptyDraft, type ProductDraft, readProduct, skuFrom } from './productForm.ts'
import { changesBetween, productChanges, wholeOf } from './whole.ts'

const bread = {
  ...plainProduct,
  name: 'Bread',
  sku: 'BREAD',
  category: 'Baked',
  price: 390,
  taxRate: 550,
  threshold: 5,
}
const typed = (changes: Partial<ProductDraft>, currency = 'GBP') =>
  readProduct({ ...draftOf(bread, currency), ...changes }, currency, [{ sku: 'BUN', barcode: '5000' }], bread)
const errorsOf = (changes: Partial<ProductDraft>, currency?: string) => {
  const reading = typed(changes, currency)
  return reading.ok ? {} : reading.errors
}

describe('a product form', () => {
  it('gives back what it was opened with, in any currency', () => {
    for (const currency of ['GBP', 'JPY', 'KWD'])
      expect(typed({}, currency)).toEqual({ ok: true, fields: wholeOf(bread) })
  })

  it('sends only what was changed', () => {
    const reading = typed({ price: '4,20', name: ' Bread ' })
    expect(reading.ok && changesBetween(wholeOf(bread), reading.fields)).toEqual({ price: 420 })
    const other = typed({ active: false, taxRate: '20' })
    expect(other.ok && changesBetween(wholeOf(bread), other.fields)).toEqual({
      active: false,
      taxRate: 2_000,
    })
    expect(changesBetween(bread, { ...bread })).toEqual({})
  })

  it('reads prices as the currency writes them', () => {
    expect(typed({ price: '4.2' })).toMatchObject({ fields: { price: 420 } })
    expect(typed({ price: '420' }, 'JPY')).toMatchObject({ fields: { price: 420 } })
    for (const price of ['', '-1', '4.205', '£4', '1e3', '4.2.0'])
      expect(errorsOf({ price })).toHaveProperty('price')
    expect(errorsOf({ price: '4.2' }, 'JPY')).toHaveProperty('price')
  })

  it('has a sentence for each field that needs another look, all at once', () => {
    const errors = errorsOf({
      name: ' ',
      price: 'x',
      taxRate: '101',
      threshold: '1.5',
      sku: 'bun',
      barcode: '5000',
    })
    expect(Object.keys(errors).sort()).toEqual(['barcode', 'name', 'price', 'sku', 'taxRate', 'threshold'])
    for (const sentence of Object.values(errors)) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it('says which product has a barcode already, whichever of its barcodes it is', () => {
    const jam = { name: 'Jam', sku: 'JAM', barcode: '1', barcodes: ['2', '3'] }
    const withCodes = (barcode: string, barcodes: string) =>
      readProduct({ ...draftOf(bread, 'GBP'), barcode, barcodes }, 'GBP', [jam], bread)
    expect(withCodes('4', '5, 5,6')).toMatchObject({ fields: { barcode: '4', barcodes: ['5', '6'] } })
    expect(withCodes('', '5, 6')).toMatchObject({ fields: { barcode: '5', barcodes: ['6'] } })
    expect(withCodes('3', '')).toMatchObject({ errors: { barcode: 'Jam has the barcode 3.' } })
    expect(withCodes('4', '2')).toMatchObject({ errors: { barcodes: 'Jam has the barcode 2.' } })
  })

  it('sends of allergens and of thresholds by location only the ones that were changed', () => {
    const [stall, van] = ['01900000-0000-7000-8000-000000000004', '01900000-0000-7000-8000-000000000005']
    const before = {
      ...bread,
      allergens: { gluten: 'contains', nuts: 'may' } as const,
      thresholds: { [stall]: 3, [van]: 2 },
    }
    const opened = draftOf(before, 'GBP')
    const after = {
      ...opened,
      allergens: { ...opened.allergens, nuts: 'unknown', milk: 'free' } as const,
      thresholds: { [stall]: '', [van]: '2' },
    }
    const reading = readProduct(after, 'GBP', [], before)
    expect(reading.ok && productChanges(wholeOf(before), reading.fields)).toEqual({
      allergens: { nuts: 'unknown', milk: 'free' },
      thresholds: { [stall]: null },
    })
    expect(readProduct({ ...opened, thresholds: { [stall]: 'x' } }, 'GBP', [], before)).toHaveProperty([
      'errors',
      `thresholds.${stall}`,
    ])
  })

  it('knows a cost, or that nobody knows one', () => {
    expect(typed({ cost: '1.20' })).toMatchObject({ fields: { cost: 120 } })
    expect(typed({ cost: ' ' })).toMatchObject({ fields: { cost: null } })
    expect(errorsOf({ cost: 'x', unit: 'u'.repeat(21) })).toMatchObject({
      cost: expect.any(String) as string,
      unit: expect.any(String) as string,
    })
  })

  it('lets a code stay that two products already share', () => {
    const reading = readProduct(draftOf(bread, 'GBP'), 'GBP', [{ sku: 'BREAD', barcode: '' }], bread)
    expect(reading.ok).toBe(true)
  })

  it('opens a new product without a price, so that none is sold for nothing by mistake', () => {
    const draft = { ...emptyDraft(plainProduct, 'GBP'), name: 'Tea' }
    expect(readProduct(draft, 'GBP', [])).toMatchObject({
      ok: false,
      errors: { price: expect.any(String) as string },
    })
    expect(readProduct({ ...draft, price: '0' }, 'GBP', [])).toMatchObject({
      fields: { price: 0, sku: 'TEA' },
    })
  })

  it('takes no price where it is asked for at the till', () => {
    expect(typed({ price: '', openPrice: true })).toMatchObject({ fields: { price: 0, openPrice: true } })
    expect(errorsOf({ price: 'x', openPrice: true })).toHaveProperty('price')
  })

  it('wants to know what tells a variant apart, and makes its SKU of it', () => {
    const parent = '01900000-0000-7000-8000-000000000001'
    const draft = { ...emptyDraft(plainProduct, 'GBP'), name: 'Tote bag', price: '8', variantOf: parent }
    expect(readProduct(draft, 'GBP', [])).toMatchObject({ errors: { variant: expect.any(String) as string } })
    expect(readProduct({ ...draft, variant: ' Large ' }, 'GBP', [])).toMatchObject({
      fields: { variantOf: parent, variant: 'Large', sku: 'TOTE-BAG-LARGE' },
    })
  })

  it('makes a SKU of the name that nothing else has', () => {
    expect(skuFrom('Crème brûlée, small', new Set())).toBe('CREME-BRULEE-SMALL')
    expect(skuFrom('Tea', new Set(['TEA', 'TEA-2']))).toBe('TEA-3')
    expect(skuFrom('🍞', new Set())).toBe('PRODUCT')
  })
})
