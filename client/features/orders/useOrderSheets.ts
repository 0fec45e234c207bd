import { computed } from 'vue'
import { useAddress } from '../app/useAddress.ts'

/** Which sheet lies over an order, as the address says, so that a reload opens it again. */
export function useOrderSheets() {
  const { read, write } = useAddress()

  function sheet(name: string) {
    return computed({
      get: () => read('do') === name,
      set: (open) => void write({ do: open ? name : '' }, open ? 'push' : 'replace'),
    })
  }

  return {
    isRefunding: sheet('refund'),
    isCancelling: sheet('cancel'),
    isGivingBack: sheet('give-back'),
    isReading: sheet('receipt'),
    close: () => write({ do: '' }),
  }
}
