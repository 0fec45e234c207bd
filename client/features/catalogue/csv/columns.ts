import { type Allergen, type Allergens, allergens, byPresence, type Presence } from '#shared/allergens.ts'
import { barcodesOf, mostBarcodes } from '#shared/catalogue.ts'
import { parseMoney } from '#shared/money.ts'
import { mostMinor } from '#shared/schema.ts'
import { fold } from '#shared/fold.ts'
import { allergenNames, presenceWords } from '../allergenWords.ts'
import { moneyText, parsePercent, parseWhole, percentText } from '../numbers.ts'
import type { Whole } from '../whole.ts'
import { optionsText, readOptionsText } from './optionsText.ts'

/** What a column has to know besides its cell. */
export interface Around {
  currency: string
  newId: () => string
  /** The SKU of a product. */
  skuOf: (id: string) => string
  /** Whatever has this SKU, in the file or the catalogue; `isVariant`: of something else. */
  withSku: (sku: string) => { id: string; isVariant: boolean } | undefined
}

export interface Column {
  name: string
  /** Other headings under which people have it. */
  also: readonly string[]
  write(whole: Whole, around: Around): string
  /** What the cell says, or a sentence that says what to do about it. A cell that is empty is asked only where `clears`. */
  read(cell: string, before: Whole, around: Around): Partial<Whole> | string
  clears?: true
}

/** The columns of a product file, in the order in which they are written. */
export const columns: readonly Column[] = [
  text('sku', 'sku', 64, ['stock keeping unit', 'article', 'article number', 'code']),
  text('name', 'name', 120, ['product', 'title', 'product name']),
  { ...text('category', 'category', 60, ['group', 'product group']), clears: true },
  money('price', ['sales price', 'unit price'], (price) => ({ price })),
  money('cost', ['cost price', 'purchase price'], (cost) => ({ cost })),
  {
    name: 'tax_rate',
    also: ['tax', 'vat', 'vat rate', 'tax rate %'],
    write: ({ taxRate }) => percentText(taxRate),
    read(cell) {
      const taxRate = parsePercent(cell.replace(/\s*%$/, ''))
      return taxRate === null ? 'Write a rate from 0 to 100, such as 20 or 5.5.' : { taxRate }
    },
  },
  { ...text('unit', 'unit', 20, []), clears: true },
  {
    name: 'barcode',
    also: ['barcodes', 'ean', 'gtin', 'upc'],
    clears: true,
    write: (whole) => barcodesOf(whole).join(' | '),
    read(cell) {
      const [barcode = '', ...barcodes] = [
        ...new Set(cell.split(/[,;|\n]+/).map((code) => code.trim())),
      ].filter(Boolean)
      if (barcodes.length > mostBarcodes) return `There is room for ${mostBarcodes + 1} barcodes.`
      if ([barcode, ...barcodes].some((code) => code.length > 64))
        return 'A barcode has at most 64 characters.'
      // What a spreadsheet makes of thirteen digits has lost some of them.
      if (/^\d([.,]\d+)?E\+\d+$/i.test(barcode))
        return 'The spreadsheet has shortened this barcode. Make the column a text column there and type it again.'
      return { barcode, barcodes }
    },
  },
  {
    name: 'threshold',
    also: ['low at', 'minimum', 'reorder level'],
    write: ({ threshold }) => String(threshold),
    read(cell) {
      const threshold = parseWhole(cell)
      return threshold === null ? 'Write a whole number of zero or more, such as 5.' : { threshold }
    },
  },
  yesOrNo('tracked', 'tracked', ['keep stock', 'track stock']),
  yesOrNo('active', 'active', ['on sale', 'enabled']),
  { ...text('emoji', 'emoji', 16, []), clears: true },
  {
    name: 'color',
    also: ['colour'],
    clears: true,
    write: ({ color }) => color,
    read(cell) {
      const color = cell.toLowerCase()
      return /^(#[0-9a-f]{6})?$/.test(color)
        ? { color }
        : 'Write a colour as # and six digits, such as #c98a3b.'
    },
  },
  yesOrNo('open_price', 'openPrice', ['ask for the price']),
  yesOrNo('scarce', 'scarce', []),
  {
    name: 'variant_of',
    also: ['parent', 'parent sku'],
    clears: true,
    write: ({ variantOf }, { skuOf }) => (variantOf ? skuOf(variantOf) : ''),
    read(cell, { sku }, { withSku }) {
      if (!cell) return { variantOf: '' }
      const parent = fold(cell) === fold(sku) ? undefined : withSku(cell)
      if (!parent)
        return `No other product has the SKU “${cell}”. Write the SKU of the one it is a variant of.`
      if (parent.isVariant)
        return `“${cell}” is itself a variant. Write the SKU of the product that both belong to.`
      return { variantOf: parent.id }
    },
  },
  { ...text('variant', 'variant', 60, ['variant name']), clears: true },
  {
    name: 'allergens',
    also: ['allergies', 'contains'],
    write: (whole) => allergensText(whole.allergens),
    read(cell) {
      const said = readAllergens(cell)
      return typeof said === 'string' ? said : { allergens: said }
    },
  },
  {
    name: 'options',
    also: ['questions', 'modifiers'],
    clears: true,
    write: ({ options }, { currency }) => optionsText(options, currency),
    read(cell, before, { currency, newId }) {
      const reading = readOptionsText(cell, before.options, currency, newId)
      return reading.ok ? { options: reading.options } : reading.text
    },
  },
]

type Texts = 'sku' | 'name' | 'category' | 'unit' | 'emoji' | 'variant'

function text(name: string, field: Texts, most: number, also: readonly string[]): Column {
  return {
    name,
    also,
    write: (whole) => whole[field],
    read: (cell) =>
      cell.length > most
        ? `This has ${cell.length} characters, and there is room for ${most}. Write it shorter.`
        : { [field]: cell },
  }
}

function money(name: string, also: readonly string[], take: (minor: number) => Partial<Whole>): Column {
  return {
    name,
    also,
    write(whole, { currency }) {
      const minor = name === 'price' ? whole.price : whole.cost
      return minor === null ? '' : moneyText(minor, currency)
    },
    read(cell, _, { currency }) {
      const minor = parseMoney(plainAmount(cell), currency)
      if (minor === null || minor > mostMinor)
        return `Write an amount such as ${moneyText(350, currency)}, without a sign.`
      return take(minor)
    },
  }
}

/** "£1,234.50" as "1234.50": without a currency's sign, and without what groups thousands. */
function plainAmount(cell: string): string {
  const bare = cell.replace(/^\p{Sc}\s*|\s*\p{Sc}$|[\s']/gu, '')
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(bare)) return bare.replaceAll(',', '')
  return /^\d{1,3}(\.\d{3})+,\d+$/.test(bare) ? bare.replaceAll('.', '') : bare
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'si', 'wahr', 'vrai'])
const no = new Set(['no', 'n', 'false', '0', '-', 'nein', 'non', 'falsch', 'faux'])

function yesOrNo(
  name: string,
  field: 'tracked' | 'active' | 'openPrice' | 'scarce',
  also: readonly string[],
): Column {
  return {
    name,
    also,
    write: (whole) => (whole[field] ? 'yes' : 'no'),
    read(cell) {
      const word = fold(cell)
      if (yes.has(word)) return { [field]: true }
      return no.has(word) ? { [field]: false } : 'Write yes or no.'
    },
  }
}

function allergensText(known: Allergens): string {
  const { unknown: _, ...said } = byPresence(known)
  const presences: Exclude<Presence, 'unknown'>[] = ['contains', 'may', 'free']
  return presences
    .flatMap((presence) => said[presence].map((allergen) => `${allergen}: ${presenceWords[presence]}`))
    .join('; ')
}

const allergenBy = new Map<string, Allergen>(
  allergens.flatMap((allergen) => [
    [fold(allergen), allergen],
    [fold(allergenNames[allergen]), allergen],
  ]),
)
const presenceBy = new Map<string, Presence>([
  ['contains', 'contains'],
  ['yes', 'contains'],
  ['may contain', 'may'],
  ['may', 'may'],
  ['traces', 'may'],
  ['free', 'free'],
  ['no', 'free'],
  ['unknown', 'unknown'],
])

/** What a cell says of all fourteen: whatever it does not name is unknown. */
function readAllergens(cell: string): Allergens | string {
  const said: Allergens = {}
  for (const allergen of allergens) said[allergen] = 'unknown'
  for (const part of cell.split(';').filter((one) => one.trim())) {
    const [name = '', word = ''] = part.split(':').map((one) => fold(one))
    const [allergen, presence] = [allergenBy.get(name), presenceBy.get(word)]
    if (!allergen) return `“${part.trim()}” names none of the fourteen allergens: ${allergens.join(', ')}.`
    if (!presence) return `Write “${allergen}: contains”, “${allergen}: may contain” or “${allergen}: free”.`
    said[allergen] = presence
  }
  return said
}
