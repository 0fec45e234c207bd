import type { Business, Order, Person } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { people } from '../../data/queries.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { usualLanguage, moneyLocale } from '#shared/language.ts'
import { formatMoney } from '#shared/money.ts'
import type { Letterhead } from '#shared/receipt.ts'

/** What stands on a receipt of something that was made here or elsewhere. */
export function useLetterhead() {
  const { till, business } = useTill()
  const { nameOf } = usePlaces()
  const everyone = useLive<readonly Person[]>(() => people(till.db), [])

  return (made: Pick<Order, 'locationId' | 'actorId'>, isCopy: boolean): Letterhead => ({
    business: business.value ?? { name: '', zone: 'UTC' },
    location: nameOf(made.locationId),
    by: everyone.value.find(({ id }) => id === made.actorId)?.name.split(/\s+/)[0] ?? '',
    isCopy,
    money: (minor) => moneyText(minor, business.value),
  })
}

/** As the business writes it, whatever language this tablet is in. */
function moneyText(minor: number, business: Business | null): string {
  const { currency = 'GBP', language = usualLanguage } = business ?? {}
  return formatMoney(minor, currency, moneyLocale(language, currency))
}
