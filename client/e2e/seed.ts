import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { plainProduct, type ProductFields } from '#shared/catalogue.ts'
import { Draft } from '#shared/draft.ts'
import type { Role } from '#shared/role.ts'
import { levelId } from '#shared/tables.ts'
import { move } from '#shared/stock.ts'
import { openContacts } from '../../server/domain/contacts.ts'
import { addPerson } from '../../server/domain/identity.ts'
import { idAt } from '../../server/domain/ids.ts'
import { openPasswords } from '../../server/domain/passwords.ts'
import { setUp } from '../../server/domain/setUp.ts'
import { openStore, type Store } from '../../server/store/store.ts'

export interface Staff {
  name: string
  username: string
  password: string
  role: Role
}

export const staff = {
  ada: { name: 'Ada', username: 'ada', password: 'scalloped-awning', role: 'admin' },
  mia: { name: 'Mia', username: 'mia', password: 'striped-canvas-7', role: 'manager' },
  erik: { name: 'Erik', username: 'erik', password: 'rainy-market-11', role: 'employee' },
} as const satisfies Record<string, Staff>

/** A product and how many of it lie at the first stall; none says that its stock is not kept. */
export type Ware = Partial<ProductFields> &
  Pick<ProductFields, 'name' | 'price'> & { level?: number; variants?: Ware[] }

export const wares: Ware[] = [
  {
    name: 'Sourdough',
    price: 450,
    category: 'Bread',
    emoji: '🍞',
    color: '#b5651d',
    level: 12,
    threshold: 3,
  },
  { name: 'Baguette', price: 210, category: 'Bread', emoji: '🥖', color: '#d9a441', level: 20, threshold: 5 },
  { name: 'Rye loaf', price: 520, category: 'Bread', emoji: '🍞', color: '#6b4226', level: 4, threshold: 4 },
  {
    name: 'Croissant',
    price: 230,
    category: 'Pastry',
    emoji: '🥐',
    color: '#e0b04c',
    level: 24,
    threshold: 6,
  },
  {
    name: 'Cinnamon bun',
    price: 300,
    category: 'Pastry',
    emoji: '🌀',
    color: '#a0522d',
    level: 0,
    threshold: 4,
  },
  {
    name: 'Cheese scone',
    price: 280,
    category: 'Pastry',
    emoji: '🧀',
    color: '#e8c547',
    level: 9,
    threshold: 3,
  },
  { name: 'Coffee', price: 320, category: 'Drinks', emoji: '☕', color: '#4b3621' },
  {
    name: 'Apple juice',
    price: 350,
    category: 'Drinks',
    emoji: '🧃',
    color: '#7a9a01',
    level: 15,
    threshold: 4,
  },
]

export interface Places {
  /** The first place: goods are handed over at once, and all stock lies here. */
  stall: string
  other: string
}

const now = () => Date.now()
const newId = () => idAt(now(), randomBytes(10))
const passwords = openPasswords((size) => randomBytes(size))

export interface Trade {
  currency: string
  taxIncluded: boolean
}

const usual: Trade = { currency: 'GBP', taxIncluded: true }

/** Writes a business with staff, two stalls and a catalogue into a new database, before a server opens it. */
export async function seed(folder: string, stock: readonly Ware[], trade = usual): Promise<Places> {
  const store = openStore(join(folder, 'awning.db'))
  try {
    const business = { name: 'Leith Larder', zone: 'Europe/London', ...trade }
    const { ada, mia, erik } = staff
    const contactKey = openContacts(store, { random: (size) => randomBytes(size) }).publicKey
    const made = await setUp(
      store,
      passwords,
      { now, newId, contactKey },
      { business, admin: ada, sample: false },
    )
    if (!made.ok) throw new Error(made.code)
    for (const person of [mia, erik]) await addPerson(store, passwords, { now, newId }, person)
    return furnish(store, stock, made.person.id)
  } finally {
    store.close()
  }
}

function furnish(store: Store, stock: readonly Ware[], actorId: string): Places {
  const [first] = store.rows.all('location')
  if (!first) throw new Error('setting up makes a first stall')
  const other = newId()
  store.revise(now(), (rev) => {
    store.rows.put('location', { ...first, name: 'Leith Saturday' }, rev)
    const kitchen = { name: 'Porty Kitchen', kind: 'van', prepares: true, active: true } as const
    store.rows.put('location', { id: other, ...kitchen, stamps: {} }, rev)
    for (const ware of stock) shelve(store, rev, ware, first.id, actorId)
  })
  return { stall: first.id, other }
}

function shelve(
  store: Store,
  rev: number,
  { level, variants = [], ...fields }: Ware,
  locationId: string,
  actorId: string,
) {
  const id = newId()
  for (const variant of variants) shelve(store, rev, { ...variant, variantOf: id }, locationId, actorId)
  const sku = `W-${id.slice(-6)}`
  const product = { ...plainProduct, sku, tracked: level !== undefined, ...fields }
  store.rows.put('product', { id, ...product, stamps: {} }, rev)
  if (!level) return
  const draft = new Draft()
  draft.load('level', levelId(id, locationId), undefined)
  draft.attempt(() => {
    const at = now() - 86_400_000
    move(draft, { id: newId(), productId: id, locationId, quantity: level, reason: 'received', at, actorId })
    return { ok: true }
  })
  draft.eachWrite((table, row) => store.rows.put(table, row, rev))
}
