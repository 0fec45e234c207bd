import { computed } from 'vue'
import { useAddress } from './useAddress.ts'

/** Which sheet lies over a page, as the address says, so that a reload opens it again. */
export function useSheets() {
  const { read, write } = useAddress()

  /** Whether the sheet of this name is open; to be set, too. */
  function sheet(name: string) {
    return computed({
      get: () => read('do') === name,
      set: (open) => void write({ do: open ? name : '' }, open ? 'push' : 'replace'),
    })
  }

  return { sheet, close: () => write({ do: '' }) }
}
