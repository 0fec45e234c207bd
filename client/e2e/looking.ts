import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from './build.ts'
import { type Size, sizes } from './tablet.ts'

export const themes = ['light', 'dark', 'sunlight'] as const
export type Theme = (typeof themes)[number]
export type SizeName = keyof typeof sizes
export const sizeNames = ['landscape', 'portrait', 'phone', 'desk'] as const satisfies SizeName[]

const folder = join(root, 'screenshots')

/** Draws the page as it stands in other sizes and themes, and gives it back in the size it had. */
export async function seenIn(
  page: Page,
  ways: readonly [SizeName, Theme][],
  look: (size: SizeName, theme: Theme, index: number) => Promise<void>,
) {
  const before: Size = page.viewportSize() ?? sizes.landscape
  for (const [index, [size, theme]] of ways.entries()) {
    await page.setViewportSize(sizes[size])
    await page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))
    }, theme)
    await look(size, theme, index)
  }
  await page.setViewportSize(before)
}

/** The same in one of them. */
export function seenAs(page: Page, size: SizeName, theme: Theme, look: () => Promise<void>) {
  return seenIn(page, [[size, theme]], look)
}

export async function keep(page: Page, name: string, size: SizeName, theme: Theme) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}-${size}-${theme}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
}

/** How far the page can be pushed sideways, px: it should not at all. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
