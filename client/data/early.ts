import type { Api } from './api.ts'
import { coming } from './coming.ts'
import type { Courier, startCourier, Wakers } from './courier.ts'
import { Database } from './db.ts'
import { deviceHere, knownHere, leave, personHere, shutOutHere } from './here.ts'
import type { Outside } from './outside.ts'
import { nothingKnown } from './status.ts'
import type { Till, tillOn } from './till.ts'

/** The till that pages get. */
export type PageTill = Omit<Till, 'api' | 'close' | 'interrupt' | 'onProgress' | 'ticket'> & {
  api: Omit<Api, 'events'>
}

export type Rest = [{ tillOn: typeof tillOn }, { startCourier: typeof startCourier }]

/** A till and its courier, of which as much is here as it takes to draw a page. */
export interface Early {
  till: PageTill
  courier: Courier
  /** Fetches the rest; what needs it before asks for it by itself. */
  complete(): Promise<void>
}

/**
 * Opens a till for a page that is to be drawn before all of it has been fetched: it reads at once, and records and
 * converses as soon as that part is here. `fetchRest` gives it, and is asked again where it once could not be had.
 */
export async function openEarly(
  name: string,
  outside: Outside,
  wakers: Wakers,
  fetchRest: () => Promise<Rest> = () => Promise.all([import('./till.ts'), import('./courier.ts')]),
): Promise<Early> {
  const db = new Database(name, outside)
  await db.open()
  const listeners = new Set<Parameters<Courier['subscribe']>[0]>()
  let isOver = false
  let here: { till: Till; courier: Courier } | null = null
  let arriving: Promise<{ till: Till; courier: Courier }> | null = null

  async function fetchWhole() {
    const [{ tillOn }, { startCourier }] = await fetchRest()
    const till = await tillOn(db, outside)
    const courier = startCourier(till, outside, wakers)
    courier.subscribe((status) => {
      for (const take of listeners) take(status)
    })
    if (isOver) courier.stop()
    here = { till, courier }
    return here
  }

  function whole() {
    arriving ??= fetchWhole().catch((error: unknown) => {
      arriving = null
      throw error
    })
    return arriving
  }

  const till: PageTill = coming(
    {
      db,
      api: coming({}, async (): Promise<Omit<Api, 'events'>> => (await whole()).till.api),
      office: coming({}, async () => (await whole()).till.office),
      pins: coming({ known: () => knownHere(db) }, async () => (await whole()).till.pins),
      device: () => deviceHere(db),
      person: () => personHere(db),
      shutOut: () => shutOutHere(db),
      leave: () => leave(db),
    },
    async (): Promise<PageTill> => (await whole()).till,
  )
  const courier: Courier = {
    status: () => here?.courier.status() ?? nothingKnown,
    subscribe(take) {
      listeners.add(take)
      return () => listeners.delete(take)
    },
    now: () => void whole().then((found) => found.courier.now()),
    stop() {
      isOver = true
      here?.courier.stop()
    },
  }
  return {
    till,
    courier,
    complete: async () => {
      await whole()
    },
  }
}
