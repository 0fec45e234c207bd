import { liveQuery } from 'dexie'
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue'

/**
 * What `query` finds, again after every write that could change it. Where the query depends on something reactive,
 * `on` names it: `useLive(() => orderById(db, props.id), null, () => props.id)`.
 */
export function useLive<T>(
  query: () => Promise<T>,
  initial: T,
  on: () => unknown = () => null,
): ShallowRef<T> {
  const found = shallowRef(initial)
  let stop = () => {}
  const start = () => {
    stop()
    const subscription = liveQuery(query).subscribe({
      next: (value) => {
        found.value = value
      },
      // Where the page's own handler for surprises sees it.
      error: (error: unknown) => globalThis.reportError(error),
    })
    stop = () => subscription.unsubscribe()
  }
  watch(on, start, { immediate: true })
  onScopeDispose(() => stop())
  return found
}
