import { shallowRef } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'good' | 'danger'
  action: { label: string; run: () => void } | undefined
}

/**
 * Short messages that go away by themselves; one with an action stays longer, since someone may want it. While `isHeld`,
 * because somebody points at them or is among them by keyboard, none goes.
 */
export function openToasts({ isHeld, wait }: Outside = inPage) {
  const toasts = shallowRef<readonly Toast[]>([])
  let last = 0

  function show(
    text: string,
    more: Partial<Pick<Toast, 'tone' | 'action'>> & { seconds?: number } = {},
  ): number {
    const id = ++last
    const { tone = 'plain', action, seconds = action ? 10 : 5 } = more
    toasts.value = [...toasts.value, { id, text, tone, action }].slice(-3)
    wait(seconds, () => expire(id))
    return id
  }

  function expire(id: number) {
    if (isHeld()) wait(1, () => expire(id))
    else dismiss(id)
  }

  function dismiss(id: number) {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  /** Takes away what was only a word and is read by now; what went wrong, or can be undone, stays. */
  function settle() {
    toasts.value = toasts.value.filter(({ tone, action }) => action !== undefined || tone === 'danger')
  }

  return { toasts, show, dismiss, settle, clear: () => void (toasts.value = []) }
}

interface Outside {
  isHeld(): boolean
  wait(seconds: number, act: () => void): void
}

const inPage: Outside = {
  isHeld: () => document.querySelector('.ui-toast-shelf:is(:hover, :focus-within)') !== null,
  wait: (seconds, act) => void setTimeout(act, seconds * 1_000),
}

const shelf = openToasts()

export function useToasts() {
  return shelf
}
