import type { Page } from 'playwright-core'
import { timed } from './probe.ts'
import type { Seeded } from './seed.ts'

/** From a key to the first tile it finds: a letter that finds a tenth of all products, and words that find one. */
export async function find(page: Page, { products }: Seeded, rounds: number): Promise<number[]> {
  const search = page.getByLabel('Search or scan')
  const found: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { name } = products[(round * 7_919 + 1) % products.length] ?? { name: '' }
    for (const [text, seen] of [
      ['u', 'Unst'],
      [name, name],
    ] as const) {
      const sight = { css: '[data-tile="0"] .name', text: seen }
      const { tap, drawn } = await timed(page, sight, () => search.fill(text))
      found.push(drawn - tap)
      await search.fill('')
      await page.waitForTimeout(400)
    }
  }
  return found
}
