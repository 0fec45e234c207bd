import type { Fields, Typed } from './typed.ts'
import type { Holding } from './useHeld.ts'

/** What is typed into one sheet, kept as the basket is until the sheet is closed. */
export interface Typing {
  /** What was typed there before a reload; null where nothing was. */
  read(of: string): Fields | null
  keep(of: string, fields: Fields): void
  forget(): void
}

export function useTyped({ held, kept, change }: Holding) {
  function now(): Typed | null {
    const { typed, basket } = kept()
    return typed?.basketId === basket.id ? typed : null
  }

  function typingIn(sheet: Typed['sheet']): Typing {
    return {
      read(of) {
        const typed = now()
        return typed?.sheet === sheet && typed.of === of ? typed.fields : null
      },
      keep: (of, fields) =>
        change((at) => ({ ...at, typed: { sheet, basketId: at.basket.id, of, fields: { ...fields } } })),
      forget() {
        if (held.value.typed?.sheet === sheet) change((at) => ({ ...at, typed: null }))
      },
    }
  }

  return { now, typingIn }
}
