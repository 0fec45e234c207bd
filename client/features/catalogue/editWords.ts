import type { ProductEdit } from '#shared/api.ts'
import { allergens, presenceOf } from '#shared/allergens.ts'
import { plainProduct, type ProductFields } from '#shared/catalogue.ts'
import type { Changes } from '#shared/merge.ts'
import { allergenNames, presenceWords } from './allergenWords.ts'
import { percentText } from './numbers.ts'

type Fields = Changes<ProductFields>

interface Outside {
  money(minor: number): string
  placeOf(locationId: string): string
}

/** What an edit changed, a sentence for each thing: "Price from £2.50 to £2.80". */
export function changesOf({ before, after, isNew }: ProductEdit, outside: Outside): string[] {
  if (isNew) return changed(plainProduct, after, outside, (name, _, now) => `${name} ${now}`)
  return changed(before, after, outside, (name, was, now) =>
    was === null ? `${name} set to ${now}` : `${name} from ${was} to ${now}`,
  )
}

type Telling = (name: string, was: string | null, now: string) => string

function changed(before: Fields, after: Fields, outside: Outside, tell: Telling): string[] {
  const plain = plainFields.flatMap(({ name, text }) => {
    const was = text(before, outside)
    const now = text(after, outside)
    return now === null || now === was ? [] : [tell(name, was, now)]
  })
  return [...plain, ...contents(before, after, tell), ...lowAt(before, after, outside, tell)]
}

/** What is in it, each allergen that something was said of. */
function contents(before: Fields, after: Fields, tell: Telling): string[] {
  return allergens
    .filter((one) => after.allergens?.[one] && after.allergens[one] !== presenceOf(before.allergens, one))
    .map((one) => {
      const was = presenceWords[presenceOf(before.allergens, one)]
      return tell(allergenNames[one], was, presenceWords[presenceOf(after.allergens, one)])
    })
}

function lowAt(before: Fields, after: Fields, { placeOf }: Outside, tell: Telling): string[] {
  const text = (low: number | null | undefined) => (typeof low === 'number' ? String(low) : 'as elsewhere')
  return Object.entries(after.thresholds ?? {})
    .filter(([place, low]) => low !== (before.thresholds?.[place] ?? null))
    .map(([place, low]) => tell(`Low at ${placeOf(place)}`, text(before.thresholds?.[place]), text(low)))
}

interface Words {
  name: string
  /** Null where nothing was said. */
  text(fields: Fields, outside: Outside): string | null
}

const words = (name: string, of: (fields: Fields) => string | undefined): Words => ({
  name,
  text(fields) {
    const said = of(fields)
    return said === undefined ? null : said === '' ? 'nothing' : `“${said}”`
  },
})
const amount = (name: string, of: (fields: Fields) => number | null | undefined): Words => ({
  name,
  text(fields, { money }) {
    const minor = of(fields)
    return minor === undefined ? null : minor === null ? 'not known' : money(minor)
  },
})
const yesNo = (name: string, of: (fields: Fields) => boolean | undefined): Words => ({
  name,
  text(fields) {
    const said = of(fields)
    return said === undefined ? null : said ? 'yes' : 'no'
  },
})

/** In the order in which they matter. */
const plainFields: Words[] = [
  words('Name', ({ name }) => name),
  words('Variant', ({ variant }) => variant),
  amount('Price', ({ price }) => price),
  amount('Cost', ({ cost }) => cost),
  { name: 'Tax', text: ({ taxRate }) => (taxRate === undefined ? null : `${percentText(taxRate)} %`) },
  yesNo('On sale', ({ active }) => active),
  words('Category', ({ category }) => category),
  words('Unit', ({ unit }) => unit),
  yesNo('Price asked for', ({ openPrice }) => openPrice),
  { name: 'Questions', text: ({ options }, { money }) => (options ? questionsText(options, money) : null) },
  yesNo('Stock kept', ({ tracked }) => tracked),
  { name: 'Low at', text: ({ threshold }) => (threshold === undefined ? null : String(threshold)) },
  yesNo('Scarce', ({ scarce }) => scarce),
  words('SKU', ({ sku }) => sku),
  words('Barcode', ({ barcode }) => barcode),
  words('More barcodes', ({ barcodes }) => barcodes?.join(', ')),
  words('Emoji', ({ emoji }) => emoji),
  words('Colour', ({ color }) => color),
  { name: 'Picture', text: ({ picture }) => (picture === undefined ? null : pictureText(picture)) },
]

function questionsText(
  options: NonNullable<ProductFields['options']>,
  money: (minor: number) => string,
): string {
  if (options.length === 0) return 'none'
  return options
    .map(({ name, choices }) => {
      const all = choices.map(({ name: choice, price }) =>
        price === 0 ? choice : `${choice} ${money(price)}`,
      )
      return `${name} (${all.join(', ')})`
    })
    .join(', ')
}

/** A picture's name is its hash: four letters of it tell two apart. */
function pictureText(hash: string): string {
  return hash === '' ? 'none' : `picture ${hash.slice(0, 4)}`
}
