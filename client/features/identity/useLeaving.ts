import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { useToasts } from '../../ui/toasts.ts'

const isLeaving = ref(false)

/** From a page to the door, once nobody is on the till any more. */
export function useLeaving() {
  const router = useRouter()
  const { clear } = useToasts()

  async function leave(act: () => Promise<void>, query: { to?: string; who?: string } = {}) {
    if (isLeaving.value) return
    isLeaving.value = true
    try {
      await act()
      // What was said to one person is not for the next, nor theirs to undo.
      clear()
      await router.push({ path: '/sign-in', query })
    } finally {
      isLeaving.value = false
    }
  }

  return { isLeaving, leave }
}
