import { computed } from 'vue'
import { isOver, limitOf, type Reduction, reductionOf } from '#shared/discount.ts'
import type { Approval } from '#shared/approval.ts'
import { useTill } from '../app/useTill.ts'
import type { Allowed } from '#shared/seal.ts'
import { type BasketLine, priceOfLine } from './basket.ts'
import { percent } from '#shared/percent.ts'
import type { OpenBasket } from './useBasket.ts'

export interface Change {
  quantity: number
  note: string
  discount: Reduction | null
}

export type Approve = (reason: string, allowed: Allowed) => Promise<Approval | null>

/** Discounts and who may give them: over the limit of whoever is on the till, a manager has to allow it. */
export function useDiscounts(basket: OpenBasket, approve: Approve) {
  const { person, business, money } = useTill()
  const limit = computed(() => limitOf(person.value?.role, business.value?.employeeDiscount))

  /** Changes a line; false where a manager was needed and would not, and then nothing is changed. */
  async function keepLine(line: BasketLine, { quantity, note, discount }: Change): Promise<boolean> {
    const price = priceOfLine(line)
    const isMore = quantity > line.quantity
    const allowed = await allow(
      line.name,
      price * quantity,
      discount,
      isMore ? null : (line.discount ?? null),
    )
    if (!allowed.ok) return false
    basket.setLineNote(line.key, note)
    basket.setQuantity(line.key, quantity)
    basket.reduce(line.key, discount, allowed.approval)
    return true
  }

  async function keepOrder(discount: Reduction | null): Promise<boolean> {
    const allowed = await allow('the order', basket.subtotal.value, discount, basket.discount.value)
    if (allowed.ok) basket.reduce(null, discount, allowed.approval)
    return allowed.ok
  }

  /** What was allowed before is not asked about again, unless it now is more, or too much of a smaller sum. */
  async function allow(what: string, sum: number, discount: Reduction | null, before: Reduction | null) {
    const isTooMuch = discount && isOver(limit.value, sum, reductionOf(sum, discount))
    if (!isTooMuch || (isSame(discount, before) && !basket.needsApproval(limit.value)))
      return { ok: true, approval: null }
    const approval = await approve(`${saidOf(discount)} off ${what}`, thisOrder())
    return { ok: approval !== null, approval }
  }

  /** Before charging: a line that was made smaller, or another person on the till, may ask for a manager after all. */
  async function isAllowed(): Promise<boolean> {
    if (!basket.needsApproval(limit.value)) return true
    const approval = await approve('the discounts on this order', thisOrder())
    if (approval) basket.approve(approval)
    return approval !== null
  }

  function thisOrder(): Allowed {
    return { name: 'order.place', id: basket.id() }
  }

  function saidOf({ kind, value }: Reduction): string {
    return kind === 'percent' ? percent(value) : money(value)
  }

  return { limit, keepLine, keepOrder, isAllowed }
}

function isSame(one: Reduction, other: Reduction | null): boolean {
  return one.kind === other?.kind && one.value === other.value
}
