import { computed, onMounted, onScopeDispose, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { checkNumber, joinAddress } from '#shared/joining.ts'
import { useLive } from '../../data/live.ts'
import { useToasts } from '../../ui/toasts.ts'
import { askToPersist } from '../app/storage.ts'
import { useTill } from '../app/useTill.ts'
import { traceLeft } from './trace.ts'

const pause = 2_500

/** Asks to be made a tablet from another one: shows a code, and looks again and again what became of it. */
export function useJoin() {
  const { till, courier } = useTill()
  const { show } = useToasts()
  const [route, router] = [useRoute(), useRouter()]
  const state = ref<'asking' | 'waiting' | 'refused' | 'over'>('asking')
  const refusal = ref('')
  const isAway = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  const join = useLive(async () => (await till.db.read('join')).join ?? null, null)
  const shown = computed(() => {
    if (!join.value || state.value !== 'waiting') return null
    const { code, publicKey } = join.value
    return { code, number: checkNumber(publicKey), address: joinAddress(location.origin, code) }
  })

  async function ask(isAnew: boolean) {
    clearTimeout(timer)
    state.value = 'asking'
    refusal.value = ''
    const left = traceLeft()
    const wish = { name: left?.trace?.name ?? '', ...(left ? { replaces: left.letter } : {}) }
    const asked = await till.askToJoin(wish, isAnew)
    isAway.value = !asked.ok && asked.code === 'unreachable'
    if (!asked.ok && !isAway.value) refusal.value = asked.sentence
    if (asked.ok) await look()
    else if (isAway.value) again(() => ask(isAnew))
  }

  async function look() {
    const wasShown = state.value === 'waiting'
    const found = await till.lookAtJoin()
    isAway.value = !found.ok && found.code === 'unreachable'
    const now = found.ok ? found.state : 'waiting'
    if (now === 'confirmed') return welcome()
    // One that was over before anybody saw it is nobody's news.
    if (now === 'over' && !wasShown) return ask(true)
    state.value = now
    if (now === 'waiting') again(look)
  }

  function again(act: () => Promise<void>) {
    if (!isOver) timer = setTimeout(() => void act(), pause)
  }

  async function welcome() {
    courier.now()
    void askToPersist()
    const device = await till.device()
    show(
      `This is ${device?.name ?? 'a tablet'} now, tablet ${device?.letter ?? ''}. Sign in to sell on it.`,
      {
        tone: 'good',
        seconds: 12,
      },
    )
    await router.push({ path: '/sign-in', query: route.query })
  }

  onMounted(() => ask(false))
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })
  return { state, shown, refusal, isAway, another: () => ask(true) }
}
