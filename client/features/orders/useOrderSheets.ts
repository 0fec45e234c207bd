import { useSheets } from '../app/useSheets.ts'

/** The sheets over an order. */
export function useOrderSheets() {
  const { sheet, close } = useSheets()
  return {
    isRefunding: sheet('refund'),
    isCancelling: sheet('cancel'),
    isGivingBack: sheet('give-back'),
    isReading: sheet('receipt'),
    isPicking: sheet('pick-slip'),
    close,
  }
}
