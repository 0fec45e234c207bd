import { shallowRef } from 'vue'
import type { Approval } from '#shared/approval.ts'
import { may } from '#shared/role.ts'
import type { Allowed } from '#shared/seal.ts'
import { useTill } from '../app/useTill.ts'

interface Asked {
  reason: string
  allowed: Allowed | undefined
  answer: (approval: Approval | null) => void
}

/** What is being asked of a manager just now; the sheet in the frame shows it. */
const asked = shallowRef<Asked | null>(null)

export function useApproval() {
  const { till, person } = useTill()

  /**
   * A manager's word for one action: that of whoever is on the till, if they manage, else that of one who stands by and
   * types their PIN. Null when nobody would. `reason` says what for: "20 % off Sourdough"; `allowed` is the command that
   * will carry it.
   */
  async function approve(reason: string, allowed?: Allowed): Promise<Approval | null> {
    if (person.value && may(person.value.role, 'order.approve')) {
      const vouched = await till.pins.vouchHere(allowed)
      if (vouched.ok) return vouched.approval
    }
    answer(null)
    return new Promise((resolve) => (asked.value = { reason, allowed, answer: resolve }))
  }

  function answer(approval: Approval | null) {
    asked.value?.answer(approval)
    asked.value = null
  }

  return { asked, approve, answer }
}
