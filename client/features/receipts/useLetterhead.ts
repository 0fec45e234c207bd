import type { Order, Person } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { people } from '../../data/queries.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import type { Letterhead } from '#shared/receipt.ts'

/** What stands on a receipt of something that was made here or elsewhere. */
export function useLetterhead() {
  const { till, business, money } = useTill()
  const { nameOf } = usePlaces()
  const everyone = useLive<readonly Person[]>(() => people(till.db), [])

  return (made: Pick<Order, 'locationId' | 'actorId'>, isCopy: boolean): Letterhead => ({
    business: business.value ?? { name: '', zone: 'UTC' },
    location: nameOf(made.locationId),
    by: everyone.value.find(({ id }) => id === made.actorId)?.name.split(/\s+/)[0] ?? '',
    isCopy,
    money,
  })
}
