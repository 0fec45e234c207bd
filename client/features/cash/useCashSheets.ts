import { computed } from 'vue'
import { useAddress } from '../app/useAddress.ts'

/** Which sheet lies over a till, as the address says, so that a reload opens it again. */
export function useCashSheets() {
  const { read, write } = useAddress()

  function sheet(name: string) {
    return computed({
      get: () => read('do') === name,
      set: (open) => void write({ do: open ? name : '' }, open ? 'push' : 'replace'),
    })
  }

  return {
    isOpening: sheet('open'),
    isMoving: sheet('cash'),
    isClosing: sheet('close'),
    isReading: sheet('slip'),
    close: () => write({ do: '' }),
  }
}
