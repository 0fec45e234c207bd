import * as v from 'valibot'
import { define } from '../define.ts'
import { Contact } from '../order.ts'
import { Id } from '../schema.ts'

/**
 * A customer asked for the receipt by e-mail: to the address they left with the order, or to another. It goes out once
 * the server hears of it.
 */
export const orderMail = define({
  name: 'order.mail',
  v: 1,
  kind: 'fact',
  permission: 'order.mail',
  args: v.strictObject({ orderId: Id, contact: v.exactOptional(Contact) }),
  needs: (args) => ({ rows: [['order', args.orderId]] }),
  rule({ orderId, contact }, meta, draft) {
    const order = draft.get('order', orderId)
    const hasAddress = contact?.email ?? order?.customer?.contact?.email ?? false
    if (order && !hasAddress) return { ok: true, flags: ['dangling'] }
    const wish = { id: meta.id, orderId, sealed: contact?.sealed ?? null }
    return { ok: true, flags: order ? [] : ['dangling'], wish }
  },
})
