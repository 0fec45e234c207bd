import * as v from 'valibot'
import { mayBecomeCardNumber } from '#shared/cardNumbers.ts'
import { Id, Text } from '#shared/schema.ts'

/** A sheet over the till in which something is typed, or chosen. */
const TypingSheet = v.picklist(['line', 'discount', 'pick'])

/** What is typed in it. `of` names the line or the product it is about, in the basket of that id. */
export const Typed = v.object({
  sheet: TypingSheet,
  basketId: Id,
  of: Text(80),
  fields: v.record(Text(20), Text(4_000)),
})
export type Typed = v.InferOutput<typeof Typed>

export type Fields = Readonly<Record<string, string>>

/** What may become a card's number is not written down before it is whole, and then masked. */
export function unlessCard(text: string): string {
  return mayBecomeCardNumber(text) ? '' : text
}
