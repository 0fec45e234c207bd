import { computed } from 'vue'
import { useAddress } from '../app/useAddress.ts'
import { moveKinds, type MoveKind } from './moving.ts'

/** Which sheet lies over the stock, as the address says: a count, a move, or a product's history. */
export function useStockSheets() {
  const { read, write } = useAddress()
  const isCounting = sheet(() => read('do') === 'count')
  const movingKind = computed(() => moveKinds.find((kind) => kind === read('do')))
  const isMoving = sheet(() => movingKind.value !== undefined)
  const productId = computed(() => read('product'))
  const isReading = sheet(() => productId.value !== '')

  const kind = computed<MoveKind>({
    get: () => movingKind.value ?? 'received',
    set: (next) => void write({ do: next }),
  })

  function sheet(isOpen: () => boolean) {
    return computed({ get: isOpen, set: (open) => void (open || write({ do: '', product: '' })) })
  }

  return {
    isCounting,
    isMoving,
    isReading,
    kind,
    productId,
    count: () => write({ do: 'count' }, 'push'),
    move: (next: MoveKind) => write({ do: next }, 'push'),
    open: (id: string) => write({ product: id }, 'push'),
  }
}
