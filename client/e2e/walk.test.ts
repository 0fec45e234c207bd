import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { keep, seenAs, sideways, sizeNames, type SizeName, type Theme, themes } from './looking.ts'
import { openBareMarket, openMarket } from './market.ts'
import { manyWares, walkCash, walkMany, walkSetUp, walkTill } from './scenes.ts'

const looks: [SizeName, Theme][] = [
  ['landscape', 'light'],
  ['phone', 'dark'],
  ['portrait', 'sunlight'],
]
/** Set by look.ts. */
const seesEverything = process.env['AWNING_LOOK'] === 'everything'
const patience = seesEverything ? 900_000 : 240_000

/** Looks at the page in three ways and keeps pictures; axe has nothing to say and nothing sticks out at the side. */
async function judge(page: Page, name: string) {
  if (seesEverything) return keepAll(page, name)
  for (const [size, theme] of looks)
    await seenAs(page, size, theme, async () => {
      await expectAccessible(page, `${name}, ${size}, ${theme}`)
      expect.soft(await sideways(page), `${name}, ${size}: px sideways`).toBe(0)
      await keep(page, name, size, theme)
    })
}

async function keepAll(page: Page, name: string) {
  for (const size of sizeNames)
    for (const theme of themes) await seenAs(page, size, theme, () => keep(page, name, size, theme))
}

test('It sets up on pages that everyone can use', { timeout: patience }, async () => {
  await walkSetUp(await openBareMarket(), judge)
})

test('It sells, looks up and manages on pages that everyone can use', { timeout: patience }, async () => {
  await walkTill(await openMarket(), judge)
})

test('It keeps a till on pages that everyone can use', { timeout: patience }, async () => {
  await walkCash(await openMarket(), judge)
})

test('It bears no products, 300 products and the longest names', { timeout: patience }, async () => {
  await walkMany(await openMarket([]), 'none', judge)
  await walkMany(await openMarket(manyWares), 'many', judge)
})
