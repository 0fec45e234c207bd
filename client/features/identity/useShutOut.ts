import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useLive } from '../../data/live.ts'
import { useTill } from '../app/useTill.ts'

/** Whether this tablet is shut out, by which of its doors one stands: it turns to the other as soon as that changes. */
export function useShutOut(door: '/sign-in' | '/shut-out') {
  const { till, courier } = useTill()
  const [route, router] = [useRoute(), useRouter()]
  const since = useLive(() => till.shutOut(), undefined)
  const right = computed(() => (since.value === null ? '/sign-in' : '/shut-out'))

  watch(
    () => since.value !== undefined && right.value !== door && route.query['with'] !== 'password',
    (isWrong) => isWrong && void router.replace({ path: right.value, query: route.query }),
  )
  return { ask: () => courier.now() }
}
