import { useForm } from '../app/useForm.ts'
import { useTill } from '../app/useTill.ts'
import { useCashCount } from './useCashCount.ts'
import { useDeed } from './useDeed.ts'

/** A till that is being opened, with the float that was counted into its drawer. */
export function useOpening() {
  const { till, device, business } = useTill()
  const form = useForm(() => 'awning.till.open', till.db)
  const currency = () => business.value?.currency ?? 'GBP'
  const count = useCashCount(form, currency)
  const { isSaving, problem, save } = useDeed(form, args)

  function args() {
    const reading = count.reading.value
    const locationId = device.value?.locationId
    if (!reading.ok || locationId === undefined) return null
    return { locationId, currency: currency(), float: reading.counted }
  }

  async function open(): Promise<boolean> {
    const now = args()
    return now ? save((id) => till.openDrawer(now, id)) : false
  }

  return { count, currency, isSaving, problem, open }
}
