import { computed } from 'vue'
import { useTill } from '../app/useTill.ts'

/** The till session this tablet sells into. Orders, payments and refunds carry `sessionId` where there is one. */
export function useTillSession() {
  const { drawer } = useTill()
  return {
    session: computed(() => drawer.value),
    sessionId: computed(() => drawer.value?.id ?? null),
    /** To be spread into a command's arguments: `{ ...tag.value }`. */
    tag: computed(() => (drawer.value ? { sessionId: drawer.value.id } : {})),
  }
}
