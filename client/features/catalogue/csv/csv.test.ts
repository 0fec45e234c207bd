import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { allergens, Presence } from '#shared/allergens.ts'
import { plainProduct, type ProductFields } from '#shared/catalogue.ts'
import { ProductWish } from '#shared/product.ts'
import type { Product } from '#shared/rows.ts'
import { wholeOf } from '../whole.ts'
import { guarded, unguarded } from '#shared/formula.ts'
import { readSheet } from './readFile.ts'
import { slicesOf } from './slices.ts'
import { after, idOf, means, planOf, product } from './testing.ts'
import { productsFile } from './writeFile.ts'

const sentences = (remarks: readonly { row: number; column: string; text: string }[]) =>
  remarks.map(({ row, column, text }) => `${row} ${column}: ${text}`)

describe('a product file', () => {
  it('makes products of the plainest columns', async () => {
    const plan = await planOf('sku,name,category,price\ncoffee,Coffee,Drinks,2.60\nbread,Bread,Bread,3.20\n')
    expect(plan).toMatchObject({ remarks: [], unchanged: 0, leftOut: 0 })
    expect(plan.wanted.map(({ wish }) => wish.fields)).toEqual([
      { sku: 'coffee', name: 'Coffee', category: 'Drinks', price: 260 },
      { sku: 'bread', name: 'Bread', category: 'Bread', price: 320 },
    ])
    expect(after(plan)).toMatchObject([{ tracked: true, active: true }, {}])
  })

  it('takes every column there is, and a variant beside its parent in any order', async () => {
    const head =
      'sku;name;category;price;cost;tax_rate;unit;barcode;threshold;tracked;active;emoji;color;open_price;scarce;variant_of;variant;allergens;options'
    const large = 'tote-l;Tote bag;Bags;12,00;;20;;;;yes;yes;;;no;no;tote;Large;;'
    const tote =
      'tote;Tote bag;Bags;£8,50;2,10;20 %;bag;"501|502";3;ja;yes;👜;#B9CFD6;no;yes;;;"gluten: contains; Nuts: may contain";"Milk (0-1): Oat +0,40 | Soy"'
    const plan = await planOf(`${head}\r\n${large}\r\n${tote}\r\n`)
    expect(sentences(plan.remarks)).toEqual([])
    const [second, first] = after(plan)
    expect(first).toMatchObject({
      ...{
        price: 850,
        cost: 210,
        taxRate: 2_000,
        unit: 'bag',
        barcode: '501',
        barcodes: ['502'],
        threshold: 3,
      },
      ...{ emoji: '👜', color: '#b9cfd6', scarce: true },
      allergens: { gluten: 'contains', nuts: 'may' },
      options: [
        {
          ...{ name: 'Milk', least: 0, most: 1 },
          choices: [
            { name: 'Oat', price: 40 },
            { name: 'Soy', price: 0 },
          ],
        },
      ],
    })
    expect(second).toMatchObject({ variantOf: first?.id, variant: 'Large', price: 1_200 })
    for (const { wish } of plan.wanted) expect(v.is(ProductWish, wish)).toBe(true)
  })

  it('reads what Windows wrote, and what says how it was written', async () => {
    const text = 'sku,name,price\nc,Crème brûlée £,3\n'
    const names = async (bytes: Uint8Array) => after(await planOf(bytes)).map(({ name }) => name)
    const windows = Uint8Array.from(text, (sign) => sign.charCodeAt(0))
    const utf16 = new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (sign) => sign.charCodeAt(0)).buffer)
    expect(await names(windows)).toEqual(['Crème brûlée £'])
    expect(await names(utf16)).toEqual(['Crème brûlée £'])
    expect(await names(new TextEncoder().encode(`\uFEFF${text}`))).toEqual(['Crème brûlée £'])
  })

  it('says of each bad row what to do, and takes the rest', async () => {
    const plan = await planOf(
      [
        'SKU,Name,Price,VAT,Tracked,Colour of box,variant_of,variant,allergens',
        'a,Apple,cheap,,,,,,',
        'b,Bread,3,200,perhaps,,,,',
        'c,,3,,,,,,',
        'd,Dates,,,,,,,',
        'ok,Oatcakes,3.50,20,no,red,,,',
        'ok,Oatcakes again,3,,,,,,',
        'e,Elder,3,,,,nobody,Large,',
        'f,Fig,3,,,,ok,,',
        'g,Grapes,3,,,,,,gluten: lots',
        'h,Ham,3,,,,,,cheese: contains',
        'i,Ices,3,,,,,,,,,extra',
        '',
      ].join('\n'),
    )
    expect(plan.wanted.map(({ title }) => title)).toEqual(['Oatcakes'])
    expect(plan.leftOut).toBe(10)
    expect(sentences(plan.remarks)).toEqual([
      expect.stringMatching(/^1 Colour of box: Awning has no column of this name, so it is left out/),
      '2 Price: Write an amount such as 3.50, without a sign.',
      '3 VAT: Write a rate from 0 to 100, such as 20 or 5.5.',
      '3 Tracked: Write yes or no.',
      '4 name: A new product needs a name. Write one, or take the row out.',
      '5 price: A new product needs a price. Write one, or yes under open_price.',
      '7 sku: Row 6 has this SKU already. Give each product one of its own.',
      '8 variant_of: No other product has the SKU “nobody”. Write the SKU of the one it is a variant of.',
      '9 variant: Write what tells this variant apart, such as Large.',
      '10 allergens: Write “gluten: contains”, “gluten: may contain” or “gluten: free”.',
      expect.stringMatching(/^11 allergens: “cheese: contains” names none of the fourteen/),
      expect.stringMatching(/^12 : This row has more cells than there are headings/),
    ])
  })

  it('refuses what is no product file with a sentence', async () => {
    const textOf = async (bytes: Uint8Array) => {
      const reading = await readSheet(bytes, means.breathe)
      return reading.ok ? null : reading.text
    }
    expect(await textOf(new Uint8Array([0x50, 0x4b, 3, 4]))).toMatch(/Save as/)
    expect(await textOf(new Uint8Array([1, 0, 2, 0]))).toMatch(/not a text file/)
    expect(await textOf(new TextEncoder().encode('sku,name\n'))).toMatch(/no products/)
    const plan = await planOf('one,two\n1,2\n3,4\n')
    expect(plan).toMatchObject({ wanted: [], leftOut: 2 })
    expect(plan.remarks[0]?.text).toMatch(/first line has to name the columns/)
  })

  it('leaves alone what is as it was, and what has no cell', async () => {
    const bread = product({ name: 'Bread', sku: 'bread', price: 320, emoji: '🍞', threshold: 4 })
    const plan = await planOf('sku,name,price,threshold\nBREAD,,3.20,\n', [bread])
    expect(plan.wanted.map(({ wish }) => wish.fields)).toEqual([{ sku: 'BREAD' }])
    expect(await planOf('sku,price\nbread,3.20\n', [bread])).toMatchObject({ wanted: [], unchanged: 1 })
    const raised = await planOf('sku,price\nbread,3.40\n', [bread])
    expect(raised.wanted).toMatchObject([
      { columns: ['price'], wish: { isNew: false, fields: { price: 340 } } },
    ])
  })

  it('finds what has no SKU by its name, so that taking a file twice makes nothing twice', async () => {
    const text = 'name,price\nBrown bread,3.20\nTea,2\n'
    const plan = await planOf(text)
    const made = after(plan)
    expect(made.map(({ sku }) => sku)).toEqual(['BROWN-BREAD', 'TEA'])
    expect(await planOf(text, made)).toMatchObject({ wanted: [], unchanged: 2 })
  })

  it('warns of a barcode that two products would share', async () => {
    const jam = product({ name: 'Jam', sku: 'jam', barcode: '501', price: 1 })
    const plan = await planOf('sku,name,price,barcode\nhoney,Honey,5,501\n', [jam])
    expect(plan.wanted).toHaveLength(1)
    expect(plan.remarks).toMatchObject([{ kind: 'note', row: 2, column: 'barcode' }])
    expect(plan.remarks[0]?.text).toMatch(/^Jam has this barcode as well/)
  })
})

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.constantFrom(
    '=1+1',
    '+44',
    '-5',
    '@SUM(A1)',
    "'=x",
    '\tTab',
    'a;b',
    'a,b',
    'say "hi"',
    'two\nlines',
    ' wide ',
    "''@",
  ),
)
const named = word.map((text) => `${text}x`.toWellFormed())
const choice = fc.record({
  name: fc.oneof(named, fc.constant('Extra +5')),
  price: fc.integer({ min: -900, max: 900 }),
})
const questions = fc.array(
  fc.record({ name: named, choices: fc.array(choice, { minLength: 1, maxLength: 3 }), least: fc.nat(1) }),
  { maxLength: 2 },
)
const fields = fc.record({
  name: named,
  category: word,
  price: fc.nat(100_000),
  taxRate: fc.nat(10_000),
  cost: fc.option(fc.nat(100_000)),
  unit: word.map((text) => text.slice(0, 20).toWellFormed()),
  emoji: fc.constantFrom('', '🍞', '=x'),
  color: fc.constantFrom('', '#c98a3b'),
  barcode: fc.constantFrom('', '5012345678900', '=1', '-1'),
  tracked: fc.boolean(),
  active: fc.boolean(),
  openPrice: fc.boolean(),
  scarce: fc.boolean(),
  threshold: fc.nat(50),
  allergens: fc.dictionary(fc.constantFrom(...allergens), fc.constantFrom(...Presence.options)),
  options: questions,
})

/** A catalogue with whatever people type, of which each third one is a variant of the one before. */
const catalogue = fc.array(fields, { minLength: 1, maxLength: 6 }).map((drawn) =>
  drawn.map(({ options, category, ...rest }, index): Product => {
    const asked = options.map((group, at) => ({
      ...{
        id: idOf(9_000 + at),
        name: group.name,
        least: Math.min(group.least, group.choices.length),
        most: 2,
      },
      choices: group.choices.map((one, place) => ({ ...one, id: idOf(9_100 + place) })),
    }))
    const own: ProductFields = { ...plainProduct, ...rest, category: category.toWellFormed(), options: asked }
    const variant = index % 3 === 1 ? { variantOf: idOf(index), variant: 'Large' } : {}
    return { ...own, ...variant, id: idOf(index + 1), sku: `${index % 2 ? '=' : ''}S${index}`, stamps: {} }
  }),
)

describe('an exported file', () => {
  it('comes back as it was: its own import finds nothing to change', async () => {
    await fc.assert(
      fc.asyncProperty(catalogue, async (products) => {
        const plan = await planOf(productsFile(products, 'GBP'), products)
        expect(sentences(plan.remarks.filter(({ kind }) => kind === 'mistake'))).toEqual([])
        expect(plan).toMatchObject({ wanted: [], unchanged: products.length })
      }),
      { numRuns: 300 },
    )
  })

  it('makes the same products on a tablet that has none of them', async () => {
    const trimmed = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? part.trim() : part))
    const bare = ({ options, variantOf, ...whole }: ReturnType<typeof wholeOf>) =>
      trimmed({
        ...whole,
        isVariant: Boolean(variantOf),
        options: options.map(({ name, least, most, choices }) => ({
          ...{ name, least, most },
          choices: choices.map(({ name: called, price }) => ({ name: called, price })),
        })),
      })
    await fc.assert(
      fc.asyncProperty(catalogue, async (products) => {
        const priced = products.map((one) => ({ ...one, price: one.price + 1 }))
        const made = after(await planOf(productsFile(priced, 'GBP')))
        expect(made.map((one) => bare(wholeOf(one)))).toEqual(priced.map((one) => bare(wholeOf(one))))
      }),
      { numRuns: 200 },
    )
  })

  it('has no cell that a spreadsheet would run', () => {
    const file = productsFile(
      [product({ name: '=HYPERLINK("http://x")', sku: '+1', category: '@x', unit: '\tx' })],
      'GBP',
    )
    const cells = file.split('\r\n')[1]?.match(/"(?:[^"]|"")*"/g) ?? []
    expect(cells).toHaveLength(19)
    for (const cell of cells) expect(cell).not.toMatch(/^"\s*[=+\-@\t\r]/)
    fc.assert(
      fc.property(fc.oneof(word, fc.string()), (text) => {
        expect(guarded(text)).not.toMatch(/^\s*[=+\-@\t\r]/)
        expect(unguarded(guarded(text))).toBe(text)
      }),
    )
  })
})

it('parts wishes so that each fits a command and a request', () => {
  const wish = (index: number, size: number): ProductWish => ({
    ...{ id: idOf(index), isNew: true },
    fields: { name: 'n'.repeat(size) },
  })
  const many = Array.from({ length: 450 }, (_, index) => wish(index, 10))
  expect([...slicesOf(many)].map(({ length }) => length)).toEqual([200, 200, 50])
  const large = Array.from({ length: 30 }, (_, index) => wish(index, 50_000))
  expect([...slicesOf(large)].flat()).toEqual(large)
  for (const slice of slicesOf(large)) expect(JSON.stringify(slice).length).toBeLessThan(140_000)
  expect([...slicesOf([])]).toEqual([])
})
