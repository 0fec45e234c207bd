import { watch } from 'vue'
import type { Order } from '#shared/rows.ts'
import { wasHandedOut } from './handedOut.ts'
import { printer } from './printer.ts'
import { useHandingOut } from './useHandingOut.ts'
import { useReceipts } from './useReceipts.ts'

/** Prints the receipt of an order that was just saved, once, where this tablet is told to. */
export function useAutoPrint(order: () => Order) {
  const papers = useReceipts(order)
  const { print } = useHandingOut()
  let last = ''
  watch(
    () => (printer.value.paper === 'direct' && printer.value.isAutomatic ? papers.value[0] : undefined),
    (paper) => {
      if (!paper || paper.receipt.business === '' || paper.id === last || wasHandedOut(paper.id)) return
      last = paper.id
      print([paper])
    },
    { immediate: true },
  )
}
