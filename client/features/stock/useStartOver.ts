import { shallowRef, watch, type WatchSource } from 'vue'

/**
 * Clears what was typed, and takes that back while it is the same that is typed into. The undo is in the sheet itself:
 * what lies outside of it cannot be reached while it is open.
 */
export function useStartOver(clear: () => () => void, typedInto: WatchSource[]) {
  const undo = shallowRef<() => void>()
  watch(typedInto, () => (undo.value = undefined))

  return {
    undo,
    startOver: () => (undo.value = clear()),
    takeBack() {
      undo.value?.()
      undo.value = undefined
    },
  }
}
