import { digitsOf, formatNote } from '#shared/money.ts'
import { currencySign } from '../catalogue/numbers.ts'
import { useTill } from '../app/useTill.ts'

/** Amounts as tables and axes want them, in the business's currency. */
export function useAmounts() {
  const { business, money } = useTill()
  const currency = () => business.value?.currency ?? 'GBP'
  const { language } = navigator

  /** "£481", "£12.5k". */
  function short(minor: number): string {
    const major = minor / 10 ** digitsOf(currency())
    if (Math.abs(major) < 100) return formatNote(minor, currency(), language)
    return new Intl.NumberFormat(language, {
      ...{ style: 'currency', currency: currency(), currencyDisplay: 'narrowSymbol' },
      ...{ notation: 'compact', maximumSignificantDigits: 3 },
    }).format(major)
  }

  const counts = new Intl.NumberFormat(language)
  return {
    money,
    short,
    symbol: () => currencySign(currency(), language),
    count: (size: number) => counts.format(size),
  }
}
