import { onScopeDispose, readonly, ref } from 'vue'

/** Whether the page is being put on paper: then all of it has to be drawn, not only what is in sight. */
export function usePrinting() {
  const isPrinting = ref(false)
  const begin = () => (isPrinting.value = true)
  const end = () => (isPrinting.value = false)
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  onScopeDispose(() => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  })
  return readonly(isPrinting)
}
