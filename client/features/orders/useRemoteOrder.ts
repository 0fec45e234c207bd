import { onScopeDispose, shallowRef, watch } from 'vue'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import type { Held } from '../../data/orders.ts'
import { useTill } from '../app/useTill.ts'
import { lookingProblems } from './refusals.ts'

/** Asks the server for an order that this tablet does not hold, and again when it can be reached. */
export function useRemoteOrder(id: () => string, held: () => Held | null) {
  const { till } = useTill()
  const remote = shallowRef<WholeOrder | null>(null)
  const problem = shallowRef('')
  const isAsking = shallowRef(false)
  const isMissing = () => held()?.order === null

  async function ask() {
    const asked = id()
    if (!isMissing() || remote.value) return
    isAsking.value = true
    const answer = await till.fetchOrder(asked)
    if (asked !== id()) return
    isAsking.value = false
    if (answer.ok) remote.value = answer.value
    problem.value = answer.ok ? '' : (lookingProblems[answer.code] ?? lookingProblems.otherwise)
  }

  watch(
    [id, isMissing],
    ([now], [before]) => {
      if (now !== before) remote.value = null
      void ask()
    },
    { immediate: true },
  )
  const again = () => void ask()
  globalThis.addEventListener('online', again)
  onScopeDispose(() => globalThis.removeEventListener('online', again))
  return { remote, problem, isAsking }
}
