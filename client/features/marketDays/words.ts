/** "3 units", "1 unit". */
export function unitsText(size: number): string {
  return `${size} ${Math.abs(size) === 1 ? 'unit' : 'units'}`
}

export function productsText(size: number): string {
  return `${size} ${size === 1 ? 'product' : 'products'}`
}

/** "Leith", "Leith and Portobello", "Leith, Portobello and Van". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
