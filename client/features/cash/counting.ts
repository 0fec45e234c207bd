import { amountIn, type Coins, denominationsOf } from '#shared/denominations.ts'
import { parseMoney } from '#shared/money.ts'
import { mostMinor } from '#shared/schema.ts'
import { amountLike, parseWhole } from '../catalogue/numbers.ts'

/** By notes and coins, or as one sum that somebody added up. */
export type Way = 'coins' | 'total'

export type Counted =
  | { ok: true; counted: number; coins: Coins[] }
  /** `isBlank`: nothing was typed yet, which is no mistake. */
  | { ok: false; isBlank: boolean; sentence: string }

/** Where the field of a note or coin is in a form. */
export const coinField = (value: number) => `coin.${value}`

/** What was typed of a drawer's cash, in minor units. */
export function countOf(way: Way, currency: string, read: (field: string) => string): Counted {
  return way === 'total' ? totalOf(currency, read) : coinsOf(currency, read)
}

/** How many of a note or coin were typed; an empty box is none, null is no number. */
export function sizeOf(text: string): number | null {
  return text.trim() === '' ? 0 : parseWhole(text)
}

function totalOf(currency: string, read: (field: string) => string): Counted {
  const text = read('total').trim()
  if (text === '') return blank('Enter what is in the drawer, or 0 where it is empty.')
  const counted = parseMoney(text, currency)
  return counted === null || counted > mostMinor
    ? wrong(`This is not an amount: enter it like ${amountLike(currency)}, without the sign.`)
    : { ok: true, counted, coins: [] }
}

function coinsOf(currency: string, read: (field: string) => string): Counted {
  const { notes, coins } = denominationsOf(currency) ?? { notes: [], coins: [] }
  const values = [...notes, ...coins]
  const texts = values.map((value) => read(coinField(value)).trim())
  const rest = read('rest').trim()
  if (rest === '' && texts.every((text) => text === ''))
    return blank('Enter how many there are of each. For an empty drawer, enter 0 anywhere.')
  const found = values.map((value, index) => ({ value, size: sizeOf(texts[index] ?? '') }))
  if (found.some(({ size }) => size === null)) return wrong('One of the boxes is not a whole number.')
  const more = rest === '' ? 0 : parseMoney(rest, currency)
  if (more === null) return wrong(`“Anything else” is not an amount: enter it like ${amountLike(currency)}.`)
  const counted = found.flatMap(({ value, size }) => (size ? [{ value, size }] : []))
  const sum = amountIn(counted) + more
  return sum > mostMinor
    ? wrong('That is more than a drawer can hold.')
    : { ok: true, counted: sum, coins: counted }
}

function blank(sentence: string): Counted {
  return { ok: false, isBlank: true, sentence }
}

function wrong(sentence: string): Counted {
  return { ok: false, isBlank: false, sentence }
}
