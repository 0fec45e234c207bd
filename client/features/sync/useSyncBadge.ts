import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useLive } from '../../data/live.ts'
import { type Filling, fillingOf, waiting as waitingIn } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { badgeOf } from './badge.ts'

const tick = 15_000

/** How things stand between this tablet and the server, for the badge in the frame. */
export function useSyncBadge() {
  const { till, courier, money } = useTill()
  const waiting = useLive(() => waitingIn(till.db), { orders: 0, amount: 0, others: 0, oldestAt: null })
  const status = useCourierStatus()
  const filling = useLive<Filling>(() => fillingOf(till.db), 'whole')
  const now = useNow()
  const badge = computed(() => badgeOf(status.value, waiting.value, now.value, money, filling.value))
  return { badge, waiting, status, filling, now, sendNow: () => courier.now() }
}

function useCourierStatus() {
  const { courier } = useTill()
  const status = shallowRef(courier.status())
  onScopeDispose(courier.subscribe((next) => (status.value = next)))
  return status
}

/** The device's clock, coarse: ages are told in minutes. */
function useNow() {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), tick)
  onScopeDispose(() => clearInterval(timer))
  return now
}
