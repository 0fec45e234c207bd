import { test } from 'vitest'
import { judge, patience } from './judge.ts'
import { openBareMarket, openMarket } from './market.ts'
import { walkAsking, walkPeople } from './askingScenes.ts'
import { walkBring } from './bringScenes.ts'
import { walkGoods } from './goodsScenes.ts'
import { walkReports } from './reportScenes.ts'
import { walkOffice } from './officeScenes.ts'
import { manyWares, walkCash, walkMany, walkSetUp, walkTill } from './scenes.ts'
import { readyTill } from './till.ts'
import { askedWares } from './wares.ts'

test('It sets up on pages that everyone can use', { timeout: patience }, async () => {
  await walkSetUp(await openBareMarket(), judge)
})

test('It sells, looks up and manages on pages that everyone can use', { timeout: patience }, async () => {
  await walkTill(await openMarket(), judge)
})

test('It keeps a till on pages that everyone can use', { timeout: patience }, async () => {
  await walkCash(await readyTill(), judge)
})

test('It asks, takes off and puts aside on pages that everyone can use', { timeout: patience }, async () => {
  await walkAsking(await readyTill(askedWares), judge)
})

test('It looks back, and asks who it is, on pages that everyone can use', { timeout: patience }, async () => {
  await walkPeople(await openMarket(), judge)
})

test(
  'It plans, imports, counts and sees to what was odd on pages that everyone can use',
  { timeout: patience },
  async () => {
    await walkGoods(await readyTill(), judge)
  },
)

test('It reports on pages that everyone can use', { timeout: patience }, async () => {
  await walkReports(await readyTill(), judge)
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
    await walkBring(await readyTill(), judge)
  },
)

test('It bears no products, 300 products and the longest names', { timeout: patience }, async () => {
  await walkMany(await openMarket([]), 'none', judge)
  await walkMany(await openMarket(manyWares), 'many', judge)
})
