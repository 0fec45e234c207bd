import { join } from 'node:path'
import { between } from '#shared/dice.ts'
import { ada, openServer } from './server.ts'
import { type BackEnd, backEndIn, type Browser, openBrowser } from './browser.ts'
import { journalOf, lostFrom, tearsIn } from './journal.ts'
import { pause, until, within } from './within.ts'

const mostTries = 3

/** Kills a browser with all its processes while it sells, and opens it again on its profile, so many times. */
export async function killBrowsers(folder: string, backEnd: BackEnd, deaths: number, roll: () => number) {
  const server = await openServer(folder)
  const profile = join(folder, 'profile')
  const saved = new Set<string>()
  const told = {
    ...{ deaths: 0, saved: 0, lost: 0, unheard: 0, found: 'none', ms: 0 },
    /** Waits that were given up, which is about the machine and not about orders. */
    stuck: [] as string[],
    wrong: [] as string[],
  }
  let heard = 0
  const hear = (id: string) => {
    heard += 1
    saved.add(id)
  }
  const open = async (): Promise<Browser> => {
    for (let tries = 1; ; tries += 1)
      try {
        return await openBrowser(profile, backEnd, server.url, hear)
      } catch (error) {
        told.stuck.push(`after death ${told.deaths}: ${String(error)}`.slice(0, 300))
        if (tries === mostTries) throw error
      }
  }

  let browser = await open()
  const refusal = await browser.page.evaluate(
    async ([person, locationId]) => window.till?.enrol(person, locationId),
    [ada, server.locationId] as const,
  )
  if (refusal !== null) throw new Error(`the browser could not be enrolled: ${String(refusal)}`)
  const begun = performance.now()
  while (told.deaths < deaths) {
    told.deaths += 1
    const enough = (heard = 0) + between(roll, 1, 40)
    let mistake = 'selling'
    void browser.page
      .evaluate((locationId) => window.till?.sell(locationId), server.locationId)
      .catch((error: unknown) => (mistake = `selling (${String(error)})`))
    await until(60_000, 'selling', () => heard >= enough).catch(() =>
      told.stuck.push(`death ${told.deaths}: ${mistake} came to ${heard} of ${enough} orders`),
    )
    await pause(roll() * 20)
    await browser.kill()
    browser = await open()
    const journal = await journalOf(browser)
    const lost = lostFrom(journal, saved)
    const found = [...(lost.length > 0 ? [`${lost.length} saved orders are lost`] : []), ...tearsIn(journal)]
    told.wrong.push(...found.map((what) => `${backEnd}, death ${told.deaths}: ${what}`))
    told.lost += lost.length
    told.unheard += journal.filter(({ id }) => !saved.has(id)).length
    for (const { id } of journal) saved.add(id)
  }
  told.ms = Math.round(performance.now() - begun)
  told.found = backEndIn(profile)
  if (told.found !== backEnd)
    told.wrong.push(`the browser keeps ${told.found} where ${backEnd} was asked for`)
  const synced = browser.page.evaluate(() => window.till?.sync())
  if (!(await within(60_000, 'the last sync', synced)))
    told.wrong.push(`${backEnd}: it does not sync any more`)
  await browser.close()
  const there = server.orders()
  if (there.length !== saved.size || there.some((id) => !saved.has(id)))
    told.wrong.push(`${backEnd}: the server has ${there.length} orders of ${saved.size}`)
  await server.close()
  return { ...told, saved: saved.size }
}
