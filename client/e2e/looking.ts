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

/** Draws the page as it stands in another size and theme, and gives it back as it was. */
export async function seenAs(page: Page, size: SizeName, theme: Theme, look: () => Promise<void>) {
  const before: Size = page.viewportSize() ?? sizes.landscape
  await page.setViewportSize(sizes[size])
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name
  }, theme)
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  )
  await look()
  await page.setViewportSize(before)
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
