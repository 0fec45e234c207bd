import { onMounted, onUnmounted } from 'vue'
import { isTyping } from './keys.ts'

/** Hears Ctrl and Z, or Cmd and Z, outside of fields, which have an undo of their own. */
export function useUndoKey(undo: () => boolean) {
  function hear(event: KeyboardEvent) {
    const isMeant = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
    if (isMeant && !isTyping(event.target) && undo()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', hear))
  onUnmounted(() => window.removeEventListener('keydown', hear))
}
