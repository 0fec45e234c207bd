import { ref, shallowRef } from 'vue'
import { useToasts } from '../../ui/toasts.ts'
import { handOut } from './handedOut.ts'
import type { Receipt } from '#shared/receipt.ts'
import { copy, share } from './sharing.ts'
import { receiptText } from '#shared/receiptText.ts'
import { useReceiptPrinter } from './useReceiptPrinter.ts'
import type { Paper } from './useReceipts.ts'

/** Giving a receipt to a customer: on paper, or as a text for a phone. `what` is handed out, in a word. */
export function useHandingOut(what: 'receipt' | 'slip' = 'receipt') {
  const { show } = useToasts()
  /** What the browser prints, as it was when that was asked for. */
  const printed = shallowRef<Receipt | null>(null)
  const times = ref(0)
  const { isDirect, printReceipt } = useReceiptPrinter()

  function print(paper: Paper) {
    if (isDirect.value) void printDirectly(paper)
    else printByBrowser(paper)
  }

  async function printDirectly({ id, receipt }: Paper) {
    if (await printReceipt(receipt)) handOut(id)
  }

  function printByBrowser({ id, receipt }: Paper) {
    printed.value = receipt
    times.value += 1
    handOut(id)
  }

  async function copyText({ receipt }: Paper) {
    if (await copy(receiptText(receipt)))
      show(what === 'slip' ? 'Slip copied' : 'Receipt copied', { tone: 'good' })
    else show(`This browser did not let the ${what} be copied. Mark its text and copy it by hand.`)
  }

  async function shareText({ receipt }: Paper) {
    const title = `${receipt.business}: ${receipt.title}`
    if (!(await share(title, receiptText(receipt))))
      show(`This tablet did not open its list of apps. Copy the ${what} instead.`)
  }

  return { printed, times, print, copyText, shareText }
}
