import { readonly, ref } from 'vue'

export const themes = ['system', 'light', 'dark', 'sunlight'] as const
export type Theme = (typeof themes)[number]

export const touches = ['normal', 'big'] as const
export type Touch = (typeof touches)[number]

interface Outside {
  storage: Pick<Storage, 'getItem' | 'setItem'>
  document: Document
}

/** The look of this tablet, remembered on it. It belongs to the tablet, not to whoever is signed in. */
export function openTheme(outside: () => Outside = browser) {
  const chosen = ref<Theme>('system')
  const touch = ref<Touch>('normal')

  /** Reads what was remembered and draws it; called once, before the app mounts. */
  function apply() {
    chosen.value = oneOf(themes, remembered('theme')) ?? 'system'
    touch.value = oneOf(touches, remembered('touch')) ?? 'normal'
    draw()
  }

  function choose(next: Theme) {
    chosen.value = next
    remember('theme', next)
    draw()
  }

  function chooseTouch(next: Touch) {
    touch.value = next
    remember('touch', next)
    draw()
  }

  function draw() {
    const { document } = outside()
    document.documentElement.dataset['theme'] = chosen.value
    document.documentElement.dataset['touch'] = touch.value
    const paper = getComputedStyle(document.documentElement).backgroundColor
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper)
  }

  // A browser that keeps nothing for us (private windows, blocked storage) still gets a theme.
  function remembered(name: string): string | null {
    try {
      return outside().storage.getItem(`look.${name}`)
    } catch {
      return null
    }
  }

  function remember(name: string, value: string) {
    try {
      outside().storage.setItem(`look.${name}`, value)
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

function browser(): Outside {
  return { storage: localStorage, document }
}
