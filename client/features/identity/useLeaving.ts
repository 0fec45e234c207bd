import { ref } from 'vue'
import { useRouter } from 'vue-router'

const isLeaving = ref(false)

/** From a page to the door, once nobody is on the till any more. */
export function useLeaving() {
  const router = useRouter()

  async function leave(act: () => Promise<void>, query: { to?: string; who?: string } = {}) {
    if (isLeaving.value) return
    isLeaving.value = true
    try {
      await act()
      await router.push({ path: '/sign-in', query })
    } finally {
      isLeaving.value = false
    }
  }

  return { isLeaving, leave }
}
