import type { ProductEdit } from '#shared/api.ts'
import { effectiveAt } from '#shared/envelope.ts'
import { ProductWish } from '#shared/product.ts'
import * as v from 'valibot'
import type { Database } from './db.ts'
import { keyOf } from './db.ts'
import { entriesNamed } from './entryQueries.ts'

/** Edits of a product that were made on this tablet and wait to be sent, the latest first. */
export async function waitingEdits(db: Database, productId: string): Promise<ProductEdit[]> {
  const entries = await entriesNamed(db, 'product.save')
  const copy = await db.base.get(keyOf('product', productId))
  let before = v.parse(Fields, copy?.row ?? {})
  return entries
    .flatMap(({ command }): ProductEdit[] => {
      const wish = v.safeParse(ProductWish, command.args)
      if (!wish.success || wish.output.id !== productId) return []
      const { fields: after, isNew } = wish.output
      const said = Object.entries(before).filter(([field]) => field in after)
      before = { ...before, ...after }
      return [
        {
          ...{ id: command.id, at: effectiveAt(command), actorId: command.actor, deviceId: command.device },
          ...{ isNew, isImported: false, before: v.parse(Fields, Object.fromEntries(said)), after },
        },
      ]
    })
    .reverse()
}

const Fields = v.partial(v.object(ProductWish.entries.fields.entries))
