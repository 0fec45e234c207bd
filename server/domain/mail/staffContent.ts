import type { Business } from '#shared/rows.ts'
import { thresholdAt } from '#shared/lowStock.ts'
import type { Store } from '../../store/store.ts'
import { salesFigures } from '../reports/sales.ts'
import type { Digest, LowStock, PasswordReset, Registration } from './about.ts'
import type { Block, Content, Item } from './content.ts'
import { footOf } from './orderContent.ts'
import type { Tongue } from './tongue.ts'

const mostListed = 20
const mostBest = 5

interface Setting {
  store: Pick<Store, 'rows' | 'mail' | 'sales' | 'standing'>
  tongue: Tongue
  business: Business
}

/** What managers are told when shelves have become low. */
export function lowStockContent(setting: Setting, { shelves }: LowStock): Content {
  const { store } = setting
  const { words } = setting.tongue
  const items = shelves.map((shelf) => itemOf(setting, shelf))
  const [first] = shelves
  const one = first && items.length === 1 ? items[0] : undefined
  const subject =
    first && one
      ? words.lowStock.one(
          one.name,
          store.rows.one('location', first.locationId)?.name ?? '',
          Math.max(0, first.quantity),
        )
      : words.lowStock.several(items.length)
  const blocks: Block[] = [
    { kind: 'title', text: words.lowStock.title(items.length) },
    { kind: 'list', items },
    { kind: 'text', text: words.lowStock.text },
  ]
  return contentOf(setting, subject, blocks, words.lowStock.why)
}

/** How a day went, and what wants looking at. */
export function digestContent(setting: Setting, { day }: Digest): Content {
  const { tongue, store, business } = setting
  const { digest } = tongue.words
  const report = salesFigures(store, { from: day, to: day, group: 'product' })
  const on = tongue.day(day)
  const low = lowShelves(setting)
  const attention = [
    ...positive(store.rows.all('exception').filter(({ about, resolved }) => about && !resolved).length).map(
      digest.toLookAt,
    ),
    ...positive(store.mail.sizes().failed).map(digest.failed),
  ]
  const best = report.rows.slice(0, mostBest).map(({ label, units, total }) => ({
    ...{ name: label, detail: digest.times(units), value: tongue.money(total) },
  }))
  const blocks: Block[] = [
    { kind: 'title', text: digest.title(on) },
    {
      kind: 'facts',
      rows: [
        { label: digest.taken, value: tongue.money(report.total), strong: true },
        { label: digest.orders, value: String(report.orders) },
        { label: digest.units, value: String(report.units) },
      ],
    },
    ...listed(digest.best, best),
    { kind: 'heading', text: digest.low },
    ...(low.length === 0 ? [{ kind: 'text' as const, text: digest.nothingLow }] : listed(null, low)),
    ...(low.length > mostListed
      ? [{ kind: 'text' as const, text: digest.more(low.length - mostListed) }]
      : []),
    ...(attention.length > 0
      ? [
          { kind: 'heading' as const, text: digest.attention },
          { kind: 'text' as const, text: attention.join('\n') },
        ]
      : []),
  ]
  return contentOf(setting, digest.subject(on, business.name), blocks, digest.why)
}

export function registrationContent(setting: Setting, { event, name, reason, link }: Registration): Content {
  const { business } = setting
  const { words } = setting.tongue
  const { subject, title, text } = words.registration[event]
  const blocks: Block[] = [
    { kind: 'title', text: title(name) },
    { kind: 'text', text: text(business.name) },
    ...(reason === undefined
      ? []
      : [{ kind: 'facts' as const, rows: [{ label: words.registration.reason, value: reason }] }]),
    ...(link === undefined
      ? []
      : [{ kind: 'button' as const, label: words.registration.signIn, href: link }]),
  ]
  return contentOf(setting, subject(business.name), blocks, words.registration.why)
}

export function resetContent(setting: Setting, { name, link, minutes }: PasswordReset): Content {
  const { business } = setting
  const { words } = setting.tongue
  const blocks: Block[] = [
    { kind: 'title', text: words.reset.title(name) },
    { kind: 'text', text: words.reset.text(minutes) },
    { kind: 'button', label: words.reset.button, href: link },
  ]
  return contentOf(setting, words.reset.subject(business.name), blocks, words.reset.why)
}

export function testContent(setting: Omit<Setting, 'store'>): Content {
  const { business } = setting
  const { words } = setting.tongue
  const blocks: Block[] = [
    { kind: 'title', text: words.test.title },
    { kind: 'text', text: words.test.text },
  ]
  return contentOf(setting, words.test.subject(business.name), blocks, '')
}

function contentOf(
  { tongue, business }: Pick<Setting, 'tongue' | 'business'>,
  subject: string,
  blocks: Block[],
  why: string,
): Content {
  const foot = [why, footOf(business)].filter(Boolean)
  return { subject, language: tongue.language, business: business.name, blocks, foot }
}

function itemOf({ store, tongue }: Setting, shelf: LowStock['shelves'][number]): Item {
  const { productId, locationId, quantity, threshold } = shelf
  const place = store.rows.one('location', locationId)?.name ?? ''
  return {
    name: store.rows.one('product', productId)?.name ?? '?',
    detail: tongue.words.lowStock.left(Math.max(0, quantity), threshold),
    value: place,
  }
}

/** Every shelf that is low now, by the rule that screens go by; the emptiest first. */
function lowShelves(setting: Setting): Item[] {
  const { rows } = setting.store
  const products = new Map(rows.all('product').map((product) => [product.id, product]))
  return rows
    .all('level')
    .flatMap(({ productId, locationId, quantity }) => {
      const product = products.get(productId)
      const threshold = product?.active && product.tracked ? thresholdAt(product, locationId) : 0
      return threshold > 0 && quantity <= threshold ? [{ productId, locationId, quantity, threshold }] : []
    })
    .sort((a, b) => a.quantity - b.quantity || (a.productId < b.productId ? -1 : 1))
    .map((shelf) => itemOf(setting, shelf))
}

function listed(heading: string | null, items: Item[]): Block[] {
  if (items.length === 0) return []
  return [
    ...(heading === null ? [] : [{ kind: 'heading' as const, text: heading }]),
    { kind: 'list', items: items.slice(0, mostListed) },
  ]
}

function positive(size: number): number[] {
  return size > 0 ? [size] : []
}
