import { computed, shallowRef, watch } from 'vue'
import type { OrdersStand } from '#shared/api.ts'
import type { OrderFilter } from '#shared/finding.ts'
import { windowStart } from '#shared/scope.ts'
import { useTill } from '../app/useTill.ts'
import { type Digest, digestOf } from './finder.ts'
import { lookingProblems } from './refusals.ts'

const aDay = 86_400_000
/** The server gives an answer up before it takes long; so many of them are asked for by one tap. */
const mostAnswers = 10

/** Orders that this tablet holds no more, looked for on the server behind those that it has. */
export function useFurther(filter: () => OrderFilter, isHere: (id: string) => boolean) {
  const { till } = useTill()
  const found = shallowRef<readonly Digest[]>([])
  const before = shallowRef<OrdersStand | null | undefined>()
  const isLooking = shallowRef(false)
  const reached = shallowRef<number | null>(null)
  const problem = shallowRef('')
  let turn = 0

  watch(
    () => JSON.stringify(filter()),
    () => {
      turn += 1
      found.value = []
      before.value = undefined
      reached.value = null
      problem.value = ''
      isLooking.value = false
    },
  )

  async function look() {
    const mine = (turn += 1)
    isLooking.value = true
    problem.value = ''
    // What is younger is here: a tablet keeps so many days whole.
    let stand = before.value ?? { at: windowStart(Date.now()) + aDay, row: 0 }
    for (let asked = 0; asked < mostAnswers; asked += 1) {
      const answer = await till.lookBack({ filter: filter(), before: stand })
      if (mine !== turn) return
      if (!answer.ok) {
        problem.value = lookingProblems[answer.code] ?? lookingProblems.otherwise
        break
      }
      const news = answer.value.orders.filter(({ id }) => !isHere(id)).map(digestOf)
      found.value = [...found.value, ...news]
      before.value = answer.value.before
      reached.value = answer.value.reached
      if (news.length > 0 || answer.value.before === null) break
      stand = answer.value.before
    }
    isLooking.value = false
  }

  return {
    found,
    reached,
    isLooking,
    problem,
    /** Whether the server has been asked, and has no more. */
    isOver: computed(() => before.value === null),
    look,
  }
}
