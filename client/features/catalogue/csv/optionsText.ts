import type { OptionGroup } from '#shared/catalogue.ts'
import { amountLike, moneyText, parseDifference } from '../numbers.ts'

/*
 * Questions in one cell: "Milk (1-1): Cow | Oat +0.40; Extras (0-3): Shot +0.60". A backslash stands before a sign that
 * belongs to a name.
 */

export type OptionsReading = { ok: true; options: OptionGroup[] } | { ok: false; text: string }

const boundsAt = /\s*\((\d{1,2})\s*[-–]\s*(\d{1,2})\)$/
const priceAt = /\s([+−-]\s?\d+(?:[.,]\d+)?)$/

export function optionsText(options: readonly OptionGroup[], currency: string): string {
  return options
    .map(({ name, least, most, choices }) => {
      const offered = choices.map((choice) => choiceText(choice, currency)).join(' | ')
      return `${escaped(name)} (${least}-${most}): ${offered}`
    })
    .join('; ')
}

function choiceText({ name, price }: OptionGroup['choices'][number], currency: string): string {
  if (price === 0 && !priceAt.test(name)) return escaped(name)
  return `${escaped(name)} ${price < 0 ? '-' : '+'}${moneyText(Math.abs(price), currency)}`
}

/** Groups and choices that are there already, by their names, keep their ids. */
export function readOptionsText(
  text: string,
  before: readonly OptionGroup[],
  currency: string,
  newId: () => string,
): OptionsReading {
  const options: OptionGroup[] = []
  for (const part of split(text, ';').filter(isSaid)) {
    const [head = '', ...rest] = split(part, ':')
    const offered = rest.join(':')
    const known = before.find(({ name }) => name === nameIn(head.replace(boundsAt, '')))
    const group = groupOf(head, offered, known, currency, newId)
    if (typeof group === 'string') return { ok: false, text: group }
    options.push(group)
  }
  if (options.length > 10) return { ok: false, text: 'A product asks at most 10 questions.' }
  return { ok: true, options }
}

function groupOf(
  head: string,
  offered: string,
  known: OptionGroup | undefined,
  currency: string,
  newId: () => string,
): OptionGroup | string {
  const [, least = '1', most = '1'] = boundsAt.exec(head.trim()) ?? []
  const name = nameIn(head.trim().replace(boundsAt, ''))
  const choices: OptionGroup['choices'] = []
  for (const part of split(offered, '|').filter(isSaid)) {
    const [, priced] = priceAt.exec(part.trim()) ?? []
    const choice = nameIn(part.trim().replace(priceAt, ''))
    const price = priced === undefined ? 0 : parseDifference(priced, currency)
    if (price === null)
      return `“${priced}” is no amount. Write a difference such as +${amountLike(currency)} after the choice.`
    if (!choice || choice.length > 60) return `A choice of “${name}” has from 1 to 60 letters.`
    choices.push({
      id: known?.choices.find((one) => one.name === choice)?.id ?? newId(),
      name: choice,
      price,
    })
  }
  const [low, high] = [Number(least), Number(most)]
  if (!name || name.length > 60 || choices.length === 0 || choices.length > 40)
    return `Write questions as “Milk (1-1): Cow | Oat +${amountLike(currency)}”, with a semicolon between two of them.`
  if (low > high || low > choices.length || high < 1 || high > 20)
    return `“${name}” asks for ${low} to ${high} of ${choices.length}: give it as many choices as it asks for.`
  return { id: known?.id ?? newId(), name, least: low, most: high, choices }
}

/** Cuts at each sign that has no backslash before it; backslashes stay. */
function split(text: string, sign: string): string[] {
  const parts = ['']
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at)
    const isEscape = one === '\\' && at + 1 < text.length
    if (one === sign) parts.push('')
    else parts.push((parts.pop() ?? '') + (isEscape ? text.slice(at, at + 2) : one))
    if (isEscape) at += 1
  }
  return parts
}

function escaped(name: string): string {
  return name.replace(/[\\;:|]/g, '\\$&')
}

function nameIn(text: string): string {
  return text.trim().replace(/\\(.)/g, '$1')
}

function isSaid(part: string): boolean {
  return part.trim() !== ''
}
