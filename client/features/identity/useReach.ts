import { onMounted, onScopeDispose, ref } from 'vue'
import { useTill } from '../app/useTill.ts'

const again = 5_000

/** Whether the server answers, asked again every few seconds while it does not. */
export function useReach() {
  const { till } = useTill()
  const isAway = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  async function look() {
    clearTimeout(timer)
    const health = await till.api.health()
    isAway.value = !health.ok
    if (isAway.value && !isOver) timer = setTimeout(look, again)
  }

  onMounted(look)
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })
  return { isAway, look }
}
