import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { EditsAnswer, ProductEdit } from '#shared/api.ts'
import { waitingEdits } from '../../data/edits.ts'
import { useLive } from '../../data/live.ts'
import { useTill } from '../app/useTill.ts'

const problems: Partial<Record<string, string>> & { otherwise: string } = {
  unreachable:
    'Who edited it is on the server, and it cannot be reached just now. It is shown once there is a signal.',
  'not-permitted': 'The server shows edits to managers only.',
  otherwise: 'The server could not say just now who edited it.',
}

/** Who changed what of a product: what waits here, and what the server's journal says. Nothing for who may not edit. */
export function useEdits(product: () => string) {
  const { till, may } = useTill()
  const maySee = may('product.save')
  const taken = shallowRef<readonly ProductEdit[]>([])
  const before = shallowRef<EditsAnswer['before']>(null)
  const problem = shallowRef('')
  const isAsking = shallowRef(false)
  const waiting = useLive(
    () => (maySee ? waitingEdits(till.db, product()) : Promise.resolve([])),
    [],
    product,
  )

  async function ask(stand: EditsAnswer['before']) {
    if (!maySee || product() === '') return
    const asked = product()
    isAsking.value = true
    const answer = await till.editsOf(asked, stand)
    if (asked !== product()) return
    isAsking.value = false
    problem.value = answer.ok ? '' : (problems[answer.code] ?? problems.otherwise)
    if (!answer.ok) return
    taken.value = stand ? [...taken.value, ...answer.value.edits] : answer.value.edits
    before.value = answer.value.before
  }

  const again = () => void ask(null)
  // What waited and has been sent is on the server's list from now on.
  watch([product, () => waiting.value.length], again, { immediate: true })
  globalThis.addEventListener('online', again)
  onScopeDispose(() => globalThis.removeEventListener('online', again))

  return {
    maySee,
    waiting: computed(() => new Set(waiting.value.map(({ id }) => id))),
    edits: computed(() => {
      const known = new Set(taken.value.map(({ id }) => id))
      return [...waiting.value.filter(({ id }) => !known.has(id)), ...taken.value]
    }),
    hasMore: computed(() => before.value !== null),
    more: () => void ask(before.value),
    problem,
    isAsking,
  }
}
