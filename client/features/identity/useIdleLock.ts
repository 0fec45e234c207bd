import { onMounted, onUnmounted } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '../../data/live.ts'
import { isDialogOpen } from '../../ui/keys.ts'
import { useTill } from '../app/useTill.ts'
import { openTouches } from './idle.ts'
import { useKnown } from './useKnown.ts'
import { useLeaving } from './useLeaving.ts'

const touches = ['pointerdown', 'keydown'] as const
const look = 5_000

/**
 * Takes whoever has gone away off the till, where that is wished for. Never somebody who could not come back without a
 * network, and never in the middle of a charge or of something typed.
 */
export function useIdleLock(now: () => number = () => Date.now()) {
  const { till, person } = useTill()
  const { known } = useKnown()
  const { leave } = useLeaving()
  const route = useRoute()
  const minutes = useLive(async () => (await till.db.read('lockAfter')).lockAfter ?? 0, 0)
  const { touch, rest } = openTouches(now)
  let timer: ReturnType<typeof setInterval> | undefined

  async function check() {
    if (minutes.value === 0 || rest() < minutes.value * 60_000 || isInTheMiddle()) return
    const who = person.value?.person
    if (who === undefined || !known.value?.some((one) => one.person === who && !one.isLocked)) return
    await leave(till.leave, { to: route.fullPath, who })
  }

  const isInTheMiddle = () => route.query['view'] === 'charge' || isDialogOpen()

  onMounted(() => {
    for (const kind of touches) window.addEventListener(kind, touch, { capture: true, passive: true })
    timer = setInterval(() => void check(), look)
  })
  onUnmounted(() => {
    for (const kind of touches) window.removeEventListener(kind, touch, { capture: true })
    clearInterval(timer)
  })
}
