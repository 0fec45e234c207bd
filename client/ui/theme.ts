import { readonly, ref } from 'vue'

export const themes = ['system', 'light', 'dark', 'sunlight'] as const
export type Theme = (typeof themes)[number]

export const touches = ['normal', 'big'] as const
export type Touch = (typeof touches)[number]

interface Outside {
  storage: () => Pick<Storage, 'getItem' | 'setItem'>
  draw: (theme: Theme, touch: Touch) => void
}

/** The look of this tablet, remembered on it. It belongs to the tablet, not to whoever is signed in. */
export function openTheme({ storage, draw }: Outside = { storage: () => localStorage, draw: drawOnPage }) {
  const chosen = ref<Theme>('system')
  const touch = ref<Touch>('normal')

  /** Reads what was remembered and draws it; called once, before the app mounts. */
  function apply() {
    chosen.value = oneOf(themes, remembered('theme')) ?? 'system'
    touch.value = oneOf(touches, remembered('touch')) ?? 'normal'
    draw(chosen.value, touch.value)
  }

  function choose(next: Theme) {
    chosen.value = next
    remember('theme', next)
    draw(chosen.value, touch.value)
  }

  function chooseTouch(next: Touch) {
    touch.value = next
    remember('touch', next)
    draw(chosen.value, touch.value)
  }

  // A browser that keeps nothing for us (private windows, blocked storage) still gets a theme.
  function remembered(name: string): string | null {
    try {
      return storage().getItem(`look.${name}`)
    } catch {
      return null
    }
  }

  function remember(name: string, value: string) {
    try {
      storage().setItem(`look.${name}`, value)
    } catch {
      return
    }
  }

  return { theme: readonly(chosen), touch: readonly(touch), apply, choose, chooseTouch }
}

export const theme = openTheme()

function oneOf<T extends string>(all: readonly T[], value: string | null): T | undefined {
  return all.find((one) => one === value)
}

/** Also tints the system's bars, now and whenever the system turns dark or light. */
function drawOnPage(chosen: Theme, touch: Touch) {
  const root = document.documentElement
  root.dataset['theme'] = chosen
  root.dataset['touch'] = touch
  tintBars()
  matchMedia('(prefers-color-scheme: dark)').onchange = tintBars
}

function tintBars() {
  const paper = getComputedStyle(document.documentElement).backgroundColor
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper)
}
