/** A product of the sample market. Price in minor units of a currency with two digits; `popular` weighs how often it sells. */
export interface SampleProduct {
  sku: string
  name: string
  category: string
  price: number
  /** What one costs to make or buy; null where its baker has not said. */
  cost: number | null
  emoji: string
  color: string
  taxRate: number
  tracked: boolean
  threshold: number
  popular: number
}

type Short = [sku: string, name: string, price: number, emoji: string, popular: number]

/** `costs` is the share of the price, in percent. Drinks and toasties are made to order, so there is no stock of them to keep; what is served hot is taxed. */
export const sampleCatalogue: readonly SampleProduct[] = [
  ...shelf('Drinks', '#d9c2a7', { costs: 25, taxRate: 2_000, tracked: false, threshold: 0 }, [
    ['flat-white', 'Flat white', 340, '☕', 16],
    ['americano', 'Americano', 290, '☕', 9],
    ['tea', 'Pot of tea', 260, '🫖', 8],
    ['hot-chocolate', 'Hot chocolate', 360, '🍫', 5],
    ['apple-juice', 'Hot apple juice', 320, '🍎', 4],
  ]),
  ...shelf('Bread', '#ecd9a8', { costs: 35, taxRate: 0, tracked: true, threshold: 4 }, [
    ['sourdough', 'Sourdough loaf', 480, '🍞', 12],
    ['rye', 'Dark rye', 520, '🍞', 5],
    ['baguette', 'Baguette', 280, '🥖', 8],
    ['focaccia', 'Rosemary focaccia', 450, '🌿', 6],
    ['morning-rolls', 'Morning rolls, four', 300, '🥯', 7],
    ['oatcakes', 'Oatcakes', 350, '🌾', 3],
  ]),
  ...shelf('Pastries', '#f2c6a0', { costs: 40, taxRate: 0, tracked: true, threshold: 6 }, [
    ['croissant', 'Croissant', 280, '🥐', 14],
    ['almond-croissant', 'Almond croissant', 350, '🥐', 8],
    ['cinnamon-bun', 'Cinnamon bun', 320, '🌀', 11],
    ['cardamom-knot', 'Cardamom knot', 330, '🥨', 6],
    ['sausage-roll', 'Sausage roll', 390, '🌭', 7],
  ]),
  ...shelf('Cakes', '#efb8bd', { costs: 35, taxRate: 0, tracked: true, threshold: 3 }, [
    ['brownie', 'Sea salt brownie', 320, '🍫', 8],
    ['lemon-drizzle', 'Lemon drizzle', 300, '🍋', 6],
    ['carrot-cake', 'Carrot cake', 360, '🥕', 5],
    ['scone', 'Fruit scone', 250, '🧁', 8],
    ['shortbread', 'Shortbread, six', 420, '🍪', 4],
  ]),
  ...shelf('Savoury', '#c9d8a4', { costs: 45, taxRate: 2_000, tracked: false, threshold: 0 }, [
    ['cheese-toastie', 'Cheese toastie', 650, '🧀', 6],
    ['soup', 'Soup of the day', 550, '🥣', 5],
  ]),
  ...shelf('Larder', '#b9cfd6', { costs: 60, taxRate: 0, tracked: true, threshold: 3 }, [
    ['raspberry-jam', 'Raspberry jam', 520, '🍓', 3],
    ['heather-honey', 'Heather honey', 790, '🍯', 2],
  ]),
]

function shelf(
  category: string,
  color: string,
  { costs, ...rest }: Pick<SampleProduct, 'taxRate' | 'tracked' | 'threshold'> & { costs: number },
  products: Short[],
): SampleProduct[] {
  return products.map(([sku, name, price, emoji, popular]) => ({
    sku,
    name,
    category,
    price,
    cost: sku === 'oatcakes' ? null : Math.round((price * costs) / 100),
    emoji,
    color,
    ...rest,
    popular,
  }))
}
