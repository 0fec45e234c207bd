import { onMounted, onUnmounted, ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate, useRouter } from 'vue-router'
import type { RouteLocationNormalized } from 'vue-router'

/** Asks before something that was typed is lost: on closing, on the way to another page, on a reload. */
export function useLeaveGuard(isDirty: () => boolean, isStaying: (to: RouteLocationNormalized) => boolean) {
  const router = useRouter()
  const isAsking = ref(false)
  let goal: string | null = null
  let isFree = false

  function mayGo(to: RouteLocationNormalized): boolean {
    if (isFree || !isDirty() || isStaying(to)) return true
    goal = to.fullPath
    isAsking.value = true
    return false
  }

  async function leave() {
    isAsking.value = false
    if (goal !== null) await freely(() => router.push(goal ?? '/'))
    goal = null
  }

  /** Goes there without asking, for after a save. */
  async function freely(go: () => Promise<unknown>) {
    isFree = true
    try {
      await go()
    } finally {
      isFree = false
    }
  }

  function warn(event: BeforeUnloadEvent) {
    if (isDirty()) event.preventDefault()
  }

  onBeforeRouteUpdate(mayGo)
  onBeforeRouteLeave(mayGo)
  onMounted(() => window.addEventListener('beforeunload', warn))
  onUnmounted(() => window.removeEventListener('beforeunload', warn))

  return { isAsking, leave, freely }
}
