import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { keep, seenAs, sideways, sizeNames, type SizeName, type Theme, themes } from './looking.ts'
import { openBareMarket, openMarket } from './market.ts'
import { walkAsking, walkPeople } from './askingScenes.ts'
import { walkBring } from './bringScenes.ts'
import { walkGoods } from './goodsScenes.ts'
import { walkReports } from './reportScenes.ts'
import { walkOffice } from './officeScenes.ts'
import { manyWares, walkCash, walkMany, walkSetUp, walkTill } from './scenes.ts'
import { askedWares } from './wares.ts'

const looks: [SizeName, Theme][] = [
  ['landscape', 'light'],
  ['phone', 'dark'],
  ['portrait', 'sunlight'],
]
const all = sizeNames.flatMap((size) => themes.map((theme): [SizeName, Theme] => [size, theme]))
/** Set by look.ts. */
const seesEverything = process.env['AWNING_LOOK'] === 'everything'
const patience = seesEverything ? 900_000 : 240_000

let turn = 0

/**
 * Looks at the page: nothing sticks out at the side in three ways to see it, and axe has nothing to say in one of them, by
 * turns. Whoever wants to see everything gets pictures, and axe in each.
 */
async function judge(page: Page, name: string) {
  turn += 1
  const ways = seesEverything ? all : looks
  for (const [index, [size, theme]] of ways.entries())
    await seenAs(page, size, theme, async () => {
      if (seesEverything || index === turn % ways.length)
        await expectAccessible(page, `${name}, ${size}, ${theme}`)
      expect.soft(await sideways(page), `${name}, ${size}: px sideways`).toBe(0)
      if (seesEverything) await keep(page, name, size, theme)
    })
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

test('It asks, takes off and puts aside on pages that everyone can use', { timeout: patience }, async () => {
  await walkAsking(await openMarket(askedWares), judge)
})

test('It looks back, and asks who it is, on pages that everyone can use', { timeout: patience }, async () => {
  await walkPeople(await openMarket(), judge)
})

test(
  'It plans, imports, counts and sees to what was odd on pages that everyone can use',
  { timeout: patience },
  async () => {
    await walkGoods(await openMarket(), judge)
  },
)

test('It reports on pages that everyone can use', { timeout: patience }, async () => {
  await walkReports(await openMarket(), judge)
})

test(
  'It looks after people, tablets and mail on pages that everyone can use',
  { timeout: patience },
  async () => {
    await walkOffice(await openMarket(), judge)
  },
)

test(
  'It plans ahead, and looks into what was unusual, on pages that everyone can use',
  { timeout: patience },
  async () => {
    await walkBring(await openMarket(), judge)
  },
)

test('It bears no products, 300 products and the longest names', { timeout: patience }, async () => {
  await walkMany(await openMarket([]), 'none', judge)
  await walkMany(await openMarket(manyWares), 'many', judge)
})
