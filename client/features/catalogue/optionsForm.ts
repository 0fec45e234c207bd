import * as v from 'valibot'
import type { OptionGroup } from '#shared/catalogue.ts'
import { amountLike, differenceText, parseDifference } from './numbers.ts'

/** How many choices are taken: `one` must be, `maybe` one may be, `any` number may be, or from `least` to `most`. */
export const Many = v.picklist(['one', 'maybe', 'any', 'some'])
export type Many = v.InferOutput<typeof Many>

export const ChoiceDraft = v.object({ id: v.string(), name: v.string(), price: v.string() })
export type ChoiceDraft = v.InferOutput<typeof ChoiceDraft>

/** A question as it is being typed. */
export const GroupDraft = v.object({
  id: v.string(),
  name: v.string(),
  many: Many,
  least: v.number(),
  most: v.number(),
  choices: v.array(ChoiceDraft),
})
export type GroupDraft = v.InferOutput<typeof GroupDraft>

export const mostGroups = 10
export const mostChoices = 40
const mostTaken = 20

export function groupDraftsOf(options: readonly OptionGroup[], currency: string): GroupDraft[] {
  return options.map(({ id, name, least, most, choices }) => ({
    id,
    name,
    many: manyOf(least, most, choices.length),
    least,
    most,
    choices: choices.map((choice) => ({ ...choice, price: differenceText(choice.price, currency) })),
  }))
}

function manyOf(least: number, most: number, size: number): Many {
  if (least === 1 && most === 1) return 'one'
  if (least === 0 && most === 1) return 'maybe'
  return least === 0 && most >= Math.min(size, mostTaken) ? 'any' : 'some'
}

export function emptyGroup(newId: () => string): GroupDraft {
  return { id: newId(), name: '', many: 'one', least: 1, most: 2, choices: [emptyChoice(newId())] }
}

export function emptyChoice(id: string): ChoiceDraft {
  return { id, name: '', price: '' }
}

/**
 * What was typed as questions, and a sentence for each field that needs another look: by "options.<group>.name",
 * "options.<group>" and "options.<choice>.name" or ".price". A choice nobody typed anything of is left out.
 */
export function readOptions(
  drafts: readonly GroupDraft[],
  currency: string,
): { options: OptionGroup[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const options = drafts.map((group): OptionGroup => {
    const typed = group.choices.filter(({ name, price }) => name.trim() || price.trim())
    const choices = typed.map((choice) => {
      const [name, price] = [choice.name.trim(), parseDifference(choice.price, currency)]
      if (!name) errors[`options.${choice.id}.name`] = 'Give the choice a name.'
      else if (name.length > 60) errors[`options.${choice.id}.name`] = 'A choice has at most 60 letters.'
      if (price === null)
        errors[`options.${choice.id}.price`] =
          `Give an amount such as ${amountLike(currency)}, or −${amountLike(currency)}.`
      return { id: choice.id, name, price: price ?? 0 }
    })
    const [least, most] = boundsOf(group, choices.length)
    const name = group.name.trim()
    if (!name) errors[`options.${group.id}.name`] = 'Say what is asked, such as Milk.'
    else if (name.length > 60) errors[`options.${group.id}.name`] = 'A question has at most 60 letters.'
    if (choices.length === 0) errors[`options.${group.id}`] = 'Give at least one choice.'
    else if (least > choices.length) errors[`options.${group.id}`] = `Give at least ${least} choices.`
    else if (least > most) errors[`options.${group.id}`] = 'The least cannot be more than the most.'
    return { id: group.id, name, least, most, choices }
  })
  return { options, errors }
}

function boundsOf({ many, least, most }: GroupDraft, size: number): [number, number] {
  if (many === 'one') return [1, 1]
  if (many === 'maybe') return [0, 1]
  if (many === 'any') return [0, Math.max(1, Math.min(size, mostTaken))]
  return [least, most]
}
