import { clockOf, dayOf } from '#shared/time.ts'
import { nearDayText } from './days.ts'
import { useTill } from './useTill.ts'

/** An instant as people say it in the business's zone: "Today 09:58", "Sat 21 Nov 14:05". */
export function useMoment() {
  const { business } = useTill()
  function moment(at: number, now = Date.now()): string {
    const zone = business.value?.zone ?? 'UTC'
    return `${nearDayText(dayOf(at, zone), dayOf(now, zone))} ${clockOf(at, zone)}`
  }
  return { moment }
}
