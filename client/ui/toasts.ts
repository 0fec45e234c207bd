import { shallowRef } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'good' | 'danger'
  action: { label: string; run: () => void } | undefined
  seconds: number
}

/** Short messages that go away by themselves; one with an action stays longer, since someone may want it. */
export function openToasts() {
  const toasts = shallowRef<readonly Toast[]>([])
  let last = 0

  function show(text: string, more: Partial<Pick<Toast, 'tone' | 'action' | 'seconds'>> = {}): number {
    const id = ++last
    const { tone = 'plain', action, seconds = action ? 10 : 5 } = more
    toasts.value = [...toasts.value, { id, text, tone, action, seconds }].slice(-3)
    return id
  }

  function dismiss(id: number) {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  return { toasts, show, dismiss }
}

const shelf = openToasts()

export function useToasts() {
  return shelf
}
