import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from './axe.ts'
import { keep, seenIn, sideways, sizeNames, type SizeName, type Theme, themes } from './looking.ts'

const looks: [SizeName, Theme][] = [
  ['landscape', 'light'],
  ['phone', 'dark'],
  ['portrait', 'sunlight'],
]
const all = sizeNames.flatMap((size) => themes.map((theme): [SizeName, Theme] => [size, theme]))
/** Set by look.ts. */
const seesEverything = process.env['AWNING_LOOK'] === 'everything'
/** How long a walk may take, ms. */
export const patience = seesEverything ? 900_000 : 240_000

let turn = 0

/**
 * Looks at the page: nothing sticks out at the side in three ways to see it, and axe has nothing to say in one of them, by
 * turns. Whoever wants to see everything gets pictures, and axe in each.
 */
export async function judge(page: Page, name: string) {
  turn += 1
  const ways = seesEverything ? all : looks
  await seenIn(page, ways, async (size, theme, index) => {
    if (seesEverything || index === turn % ways.length)
      await expectAccessible(page, `${name}, ${size}, ${theme}`)
    expect.soft(await sideways(page), `${name}, ${size}: px sideways`).toBe(0)
    if (seesEverything) await keep(page, name, size, theme)
  })
}
