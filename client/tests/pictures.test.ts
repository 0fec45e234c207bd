import { afterEach, beforeEach, expect, it } from 'vitest'
import { mostPictureBytes } from '#shared/picture.ts'
import { clearPictures, keepPicture } from '../data/pictures.ts'
import { demand, type Market, openMarket } from './market.ts'

/* Pictures of products: made without a network, seen by every tablet, and nothing else gets in by their door. */

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

/** Bytes that begin like a picture of this kind. */
function picture(kind: 'webp' | 'jpeg', size = 900, filling = 7): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(filling)
  bytes.set(kind === 'jpeg' ? [0xff, 0xd8, 0xff, 0xe0] : [...new TextEncoder().encode('RIFF....WEBP')])
  return bytes
}

it('goes from the tablet it was made on to the others, and stays there without a network', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  anna.network.cut()
  const bytes = picture('webp')
  const hash = (await keepPicture(anna.till.db, bytes, Date.now())) ?? ''
  await anna.till.record('product.save', {
    id: market.products[0] ?? '',
    isNew: false,
    fields: { picture: hash },
  })
  expect(await anna.till.picture(hash)).toEqual(bytes)
  expect(await ben.till.picture(hash)).toBeNull()

  anna.network.mend()
  demand(await anna.till.sync())
  demand(await ben.till.sync())
  expect((await ben.till.db.product.get(market.products[0] ?? ''))?.picture).toBe(hash)
  expect(await ben.till.picture(hash)).toEqual(bytes)
  ben.network.cut()
  expect(await ben.till.picture(hash)).toEqual(bytes)
  expect(market.store().pictures.size()).toBe(1)
})

it('sends a picture again until the server has it, and once', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('a tablet')
  const hash = (await keepPicture(anna.till.db, picture('jpeg'), Date.now())) ?? ''
  anna.network.cut()
  expect(await anna.till.sync()).toMatchObject({ ok: false })
  expect((await anna.till.db.picture.get(hash))?.isSent).toBe(0)
  anna.network.mend()
  demand(await anna.till.sync())
  expect((await anna.till.db.picture.get(hash))?.isSent).toBe(1)
  expect(market.store().pictures.bytesOf(hash)).toHaveLength(900)
})

it('takes nothing for a picture that does not begin like one, or is too large, on either side', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('a tablet')
  const page = new TextEncoder().encode('<script>alert(1)</script>                ')
  const large = picture('jpeg', mostPictureBytes + 1)
  const riff = picture('webp').fill(0x41, 8, 12)
  for (const bytes of [page, large, riff, new Uint8Array()])
    expect(await keepPicture(anna.till.db, bytes, Date.now())).toBeNull()
  const headers = { authorization: `Device ${anna.till.ticket() ?? ''}`, 'content-type': 'image/png' }
  const post = async (body: Uint8Array<ArrayBuffer>) =>
    (await market.carry('/api/pictures', { method: 'POST', headers, body })).status
  expect([await post(page), await post(riff), await post(large)]).toEqual([400, 400, 413])
  expect(market.store().pictures.size()).toBe(0)
})

it('hands pictures out as data, to devices only, by nothing but their hash', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('a tablet')
  const hash = (await keepPicture(anna.till.db, picture('webp'), Date.now())) ?? ''
  demand(await anna.till.sync())
  const headers = { authorization: `Device ${anna.till.ticket() ?? ''}` }
  const get = (name: string, as: HeadersInit = headers) =>
    market.carry(`/api/pictures/${name}`, { headers: as })
  const answer = await get(hash)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await get(hash, {})).status).toBe(401)
  for (const name of ['..%2F..%2Fetc', 'A'.repeat(64), '0'.repeat(64)])
    expect((await get(name)).status).toBe(404)
})

it('keeps nothing that is not what its name says', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('a tablet')
  const name = 'ab'.repeat(32)
  market.store().pictures.put(name, picture('webp'), 1)
  expect(await anna.till.picture(name)).toBeNull()
  expect(await anna.till.db.picture.count()).toBe(0)
})

it('lets go of what no product shows any more, on the server and on tablets, but not of what may still be saved', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  const aDay = 86_400_000
  const product = market.products[0] ?? ''
  const show = async (filling: number) => {
    const hash = (await keepPicture(anna.till.db, picture('webp', 900, filling), Date.now())) ?? ''
    await anna.till.record('product.save', { id: product, isNew: false, fields: { picture: hash } })
    demand(await anna.till.sync())
    demand(await ben.till.sync())
    await ben.till.picture(hash)
    return hash
  }
  const old = await show(1)
  const shown = await show(2)
  const held = async () => (await ben.till.db.picture.toCollection().primaryKeys()).sort()
  expect(await held()).toEqual([old, shown].sort())
  expect(await clearPictures(ben.till.db, Date.now() + 29 * aDay)).toBe(0)
  expect(await clearPictures(ben.till.db, Date.now() + 31 * aDay)).toBe(1)
  expect(await held()).toEqual([shown])

  const unsent = (await keepPicture(ben.till.db, picture('webp', 900, 3), Date.now())) ?? ''
  expect(await clearPictures(ben.till.db, Date.now() + 400 * aDay)).toBe(0)
  expect(await held()).toEqual([shown, unsent].sort())

  expect(market.store().pictures.size()).toBe(2)
  market.time.ahead = 61 * aDay
  await keepPicture(anna.till.db, picture('jpeg', 900, 4), Date.now())
  demand(await anna.till.sync())
  expect(market.store().pictures.bytesOf(old)).toBeNull()
  expect(market.store().pictures.bytesOf(shown)).not.toBeNull()
  expect(market.store().pictures.size()).toBe(2)
})
