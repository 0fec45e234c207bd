import { onScopeDispose, readonly, ref } from 'vue'

/** Whether there is room for more than the most needed: a tablet, not a phone. */
export function useWide(query: MediaQueryList = matchMedia('(min-width: 48em)')) {
  const isWide = ref(query.matches)
  const look = () => (isWide.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return readonly(isWide)
}
