import type { EditsAnswer, EditsStand, ProductEdit } from '#shared/api.ts'
import type { ProductFields } from '#shared/catalogue.ts'
import { effectiveAt, Envelope } from '#shared/envelope.ts'
import type { Changes } from '#shared/merge.ts'
import { ProductWish } from '#shared/product.ts'
import * as v from 'valibot'
import type { KeptEdit } from '../store/edits.ts'
import type { Store } from '../store/store.ts'
import { inTime } from './suspect.ts'

const onePage = 50
/** What stood before an edit is looked for among so many; a product that was edited more often has forgotten its first prices. */
const mostRead = 2_000

const Raw = v.pipe(v.string(), v.parseJson(), Envelope)
const Many = v.object({ products: v.array(ProductWish) })

/** Notes which products a command that was taken edited. */
export function noteEdits({ edits }: Pick<Store, 'edits'>, envelope: Envelope, receivedAt: number): void {
  const { id, device, seq } = envelope
  const at = effectiveAt(inTime(envelope, receivedAt))
  for (const wish of wishesIn(envelope)) edits.note({ productId: wish.id, at, id, device, seq })
}

/** What was changed of a product, by whom and from what, in the order in which it counts: the latest first. */
export function editsOf(
  { edits }: Pick<Store, 'edits'>,
  productId: string,
  before: EditsStand | null,
): EditsAnswer {
  const all = edits.of(productId, before, mostRead)
  let said: Changes<ProductFields> = {}
  const told = all.toReversed().map((kept) => {
    const edit = editIn(kept, productId, said)
    said = after(said, edit.after)
    return edit
  })
  const page = told.toReversed().slice(0, onePage)
  const last = page.at(-1)
  return { edits: page, before: last && all.length > page.length ? { at: last.at, id: last.id } : null }
}

function editIn(
  { at, id, device, raw }: KeptEdit,
  productId: string,
  said: Changes<ProductFields>,
): ProductEdit {
  const envelope = v.parse(Raw, raw)
  const wishes = wishesIn(envelope).filter((wish) => wish.id === productId)
  const fields = wishes.reduce<Changes<ProductFields>>((all, wish) => after(all, wish.fields), {})
  return {
    ...{ at, id, deviceId: device, actorId: envelope.actor },
    isNew: Object.keys(said).length === 0 && wishes.some(({ isNew }) => isNew),
    isImported: envelope.name === 'product.import',
    before: v.parse(Fields, Object.fromEntries(Object.entries(said).filter(([field]) => field in fields))),
    after: v.parse(Fields, fields),
  }
}

const Fields = ProductWish.entries.fields

/** Allergens and thresholds are said part by part. */
function after(said: Changes<ProductFields>, fields: Changes<ProductFields>): Changes<ProductFields> {
  return {
    ...said,
    ...fields,
    ...(fields.allergens ? { allergens: { ...said.allergens, ...fields.allergens } } : {}),
    ...(fields.thresholds ? { thresholds: { ...said.thresholds, ...fields.thresholds } } : {}),
  }
}

function wishesIn({ name, args }: Envelope): ProductWish[] {
  if (name === 'product.save') return v.is(ProductWish, args) ? [args] : []
  if (name !== 'product.import') return []
  return v.is(Many, args) ? args.products : []
}
