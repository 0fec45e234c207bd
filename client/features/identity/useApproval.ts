import { shallowRef } from 'vue'
import type { Approval } from '#shared/approval.ts'
import { may } from '#shared/role.ts'
import { useTill } from '../app/useTill.ts'

interface Asked {
  reason: string
  answer: (approval: Approval | null) => void
}

/** What is being asked of a manager just now; the sheet in the frame shows it. */
const asked = shallowRef<Asked | null>(null)

export function useApproval() {
  const { person } = useTill()

  /**
   * A manager's word for one action: that of whoever is on the till, if they manage, else that of one who stands by and
   * types their PIN. Null when nobody would. `reason` says what for: "20 % off Sourdough".
   */
  async function approve(reason: string): Promise<Approval | null> {
    const grant = person.value
    if (grant && may(grant.role, 'order.approve')) return { by: grant.person, grant: grant.id }
    answer(null)
    return new Promise((resolve) => (asked.value = { reason, answer: resolve }))
  }

  function answer(approval: Approval | null) {
    asked.value?.answer(approval)
    asked.value = null
  }

  return { asked, approve, answer }
}
