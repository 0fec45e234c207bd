import { type OptionGroup, plainProduct, type ProductFields } from '#shared/catalogue.ts'

type NewId = () => string

/** Adds to a product of the sample market what the till asks of it; `scale` makes prices of those with two digits. */
export function withQuestions<P extends { sku: string; category: string }>(
  product: P,
  newId: NewId,
  scale: number,
): P & { options?: OptionGroup[] } {
  if (product.category !== 'Drinks' || product.sku === 'apple-juice') return product
  const choice = (name: string, price: number) => ({ id: newId(), name, price: price * scale })
  const milks = [choice('Cow’s milk', 0), choice('Oat milk', 40), choice('Soya milk', 40)]
  const milk = { id: newId(), name: 'Milk', least: 1, most: 1, choices: milks }
  const more = [choice('Extra shot', 60), choice('Vanilla syrup', 50), choice('My own cup', -20)]
  const extras = { id: newId(), name: 'Anything else', least: 0, most: more.length, choices: more }
  return { ...product, options: product.sku === 'tea' ? [milk] : [milk, extras] }
}

/** Things to look at that nobody has sold yet: a bag in two sizes, and a cake whose price is agreed each time. */
export function extraProducts(newId: NewId, scale: number): (ProductFields & { id: string })[] {
  const bag = { ...plainProduct, id: newId(), name: 'Tote bag', sku: 'tote', category: 'Larder' }
  const look = { emoji: '👜', color: '#b9cfd6', price: 800 * scale, taxRate: 2_000 }
  const variant = (label: string, price: number) => {
    const sku = `tote-${label.toLowerCase()}`
    return { ...bag, ...look, id: newId(), sku, price: price * scale, variantOf: bag.id, variant: label }
  }
  const cake = {
    name: 'Cake to order',
    sku: 'cake-to-order',
    category: 'Cakes',
    emoji: '🎂',
    color: '#efb8bd',
  }
  return [
    { ...bag, ...look },
    variant('Small', 800),
    variant('Large', 1_200),
    { ...plainProduct, ...cake, id: newId(), price: 3_500 * scale, tracked: false, openPrice: true },
  ]
}
