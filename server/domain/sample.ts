import type { SampleStaff } from '#shared/api.ts'
import { dice } from '#shared/dice.ts'
import { digitsOf } from '#shared/money.ts'
import type { Business, Person } from '#shared/rows.ts'
import { sampleHistory } from '#shared/sample.ts'
import { dayOf, instantOf } from '#shared/time.ts'
import type { Store } from '../store/store.ts'
import { enrol } from './devices.ts'
import type { Exchange } from './exchange.ts'
import type { Grants } from './grants.ts'
import { addPerson } from './identity.ts'
import type { Passwords } from './passwords.ts'
import { trade } from './sampleDays.ts'
import { extraProducts, withQuestions } from './sampleExtras.ts'
import { nobodysKey, openSampleTablet, type SampleTablet } from './sampleTablet.ts'

interface Outside {
  store: Store
  exchange: Exchange
  grants: Grants
  passwords: Passwords
  now: () => number
  newId: (at?: number) => string
  random: (size: number) => Uint8Array
}

const seed = 20_261_122
const hour = 3_600_000

const staff = [
  { name: 'Morag Sinclair', username: 'morag', role: 'manager' },
  { name: 'Callum Reid', username: 'callum', role: 'employee' },
  { name: 'Isla Murray', username: 'isla', role: 'employee' },
] as const

const places = [
  { name: 'Store room', kind: 'store', prepares: false },
  { name: 'Shore stall', kind: 'stall', prepares: false },
  { name: 'Links stall', kind: 'stall', prepares: true },
] as const

/**
 * Fills a business that was just set up with a market to look at: people, places, a catalogue, and five weeks of stock
 * and orders up to yesterday. All of it goes through the exchange as commands of tablets, so that every rule has run.
 */
export async function fillSampleMarket(outside: Outside, admin: Person): Promise<SampleStaff[]> {
  const { store, now, newId } = outside
  const business = store.rows.one('business', 'business')
  if (!business) throw new Error('a sample market needs a business')
  const hired = await hire(outside)
  const history = sampleHistory(seed, dayOf(now() - 24 * hour, business.zone))
  const firstDay = history.orders[0]?.placedAt.slice(0, 10) ?? dayOf(now(), business.zone)
  const opened = instantOf(`${firstDay}T06:00:00`, business.zone)

  const { storeRoom, stalls } = placesIn(store, newId, opened, now())
  const tablets = stalls.map((stall, index) =>
    tabletAt(outside, business, admin, stall, `Sample tablet ${index + 1}`),
  )
  const [manager = admin, ...sellers] = hired.map(({ person }) => person)
  const scale = 10 ** Math.max(0, digitsOf(business.currency) - 2)
  const products = history.products.map(({ popular: _, price, cost, ...product }) => ({
    id: newId(opened),
    price: price * scale,
    cost: cost === null ? null : cost * scale,
    ...withQuestions(product, () => newId(opened), scale),
  }))
  for (const { id, ...fields } of [...products, ...extraProducts(() => newId(opened), scale)])
    tablets[0]?.record('product.save', { id, isNew: true, fields }, manager, opened)
  await tablets[0]?.send()
  const shared = { business, storeRoom, manager, products, roll: dice(seed) }
  for (const [index, tablet] of tablets.entries()) {
    const prepares = store.rows.one('location', tablet.device.locationId)?.prepares === true
    const orders = history.orders.filter(({ order }) => order % tablets.length === index)
    await trade({ ...shared, tablet, seller: sellers[index] ?? manager, prepares }, orders)
  }
  retire(store, tablets, now())
  return hired.map(({ person, username, password }) => ({
    name: person.name,
    username,
    role: person.role,
    password,
  }))
}

/** No browser anywhere is one of these tablets: nobody has to wait for what they may still have to tell. */
function retire(store: Store, tablets: readonly SampleTablet[], at: number): void {
  store.revise(at, (rev) => {
    for (const { device } of tablets) {
      store.rows.put('device', { ...device, active: false }, rev)
      const reason = 'It was only part of the sample market'
      const witnessed = store.journal.last(device.id)?.seq ?? 0
      store.deviceKeys.setShutOut(device.id, { at, witnessed, reason })
    }
  })
}

/** Places are there before the tablets, which are enrolled at one. */
function placesIn(store: Store, newId: (at?: number) => string, opened: number, now: number) {
  const rows = places.map((place) => ({ id: newId(opened), ...place, active: true, stamps: {} }))
  store.revise(now, (rev) => {
    for (const row of rows) store.rows.put('location', row, rev)
  })
  const [storeRoom = '', ...stalls] = rows.map(({ id }) => id)
  return { storeRoom, stalls }
}

function tabletAt(
  outside: Outside,
  business: Business,
  admin: Person,
  locationId: string,
  name: string,
): SampleTablet {
  const enrolled = enrol(outside.store, outside, admin, { name, locationId, publicKey: nobodysKey() })
  if (!enrolled.ok) throw new Error(`the sample market cannot enrol: ${enrolled.code}`)
  return openSampleTablet(enrolled.device, { ...outside, zone: business.zone })
}

interface Hired {
  person: Person
  username: string
  password: string
}

async function hire({ store, passwords, random, now, newId }: Outside): Promise<Hired[]> {
  const hired: Hired[] = []
  for (const { name, username: wanted, role } of staff) {
    const username = store.accounts.named(wanted) ? `${wanted}.sample` : wanted
    const password = randomPassword(random)
    const made = await addPerson(store, passwords, { now, newId }, { name, username, role, password })
    if (!made.ok) throw new Error(`the sample market cannot hire: ${made.code}`)
    hired.push({ person: made.person, username, password })
  }
  return hired
}

/** Sixty bits in letters and digits that are not mistaken for one another: "h4kt-9wme-x2dn". */
function randomPassword(random: (size: number) => Uint8Array): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const text = [...random(12)].map((byte) => letters.charAt(byte % 32)).join('')
  return [text.slice(0, 4), text.slice(4, 8), text.slice(8)].join('-')
}
