import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import { useToasts } from './toasts.ts'

/* Where messages come to lie: in the sheet or dialog on top, so that they neither hide behind it nor cover its buttons. */

interface Place {
  id: number
  element: HTMLElement | string
}

const page: Place = { id: 0, element: 'body' }
const places = shallowRef<readonly Place[]>([])
let last = 0

/** The one that lies on top of the others. */
export const landing = computed(() => places.value.at(-1) ?? page)

/** What opens needs its room: words from before it do not come along. */
export function useLanding(place: () => HTMLElement | null) {
  const id = ++last
  const { settle } = useToasts()
  onMounted(() => {
    settle()
    const element = place()
    if (element) places.value = [...places.value, { id, element }]
  })
  onBeforeUnmount(() => (places.value = places.value.filter((other) => other.id !== id)))
}
