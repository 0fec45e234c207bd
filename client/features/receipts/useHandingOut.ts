import { ref, shallowRef } from 'vue'
import { useToasts } from '../../ui/toasts.ts'
import { handOut } from './handedOut.ts'
import type { Receipt } from '#shared/receipt.ts'
import { copy, share } from './sharing.ts'
import { receiptText } from '#shared/receiptText.ts'
import { useReceiptPrinter } from './useReceiptPrinter.ts'
import type { Paper } from './useReceipts.ts'

/** Handing papers out, to a customer or who needs them: printed, or as a text for a phone. `what` they are, in a word. */
export function useHandingOut(what: 'receipt' | 'slip' = 'receipt') {
  const { show } = useToasts()
  /** What the browser prints, as it was when that was asked for. */
  const printed = shallowRef<readonly Receipt[]>([])
  const times = ref(0)
  const { isDirect, printReceipts } = useReceiptPrinter()

  function print(papers: readonly Paper[]) {
    if (isDirect.value) void printDirectly(papers)
    else printByBrowser(papers)
  }

  async function printDirectly(papers: readonly Paper[]) {
    if (await printReceipts(receiptsOf(papers))) for (const { id } of papers) handOut(id)
  }

  function printByBrowser(papers: readonly Paper[]) {
    printed.value = receiptsOf(papers)
    times.value += 1
    for (const { id } of papers) handOut(id)
  }

  async function copyText(papers: readonly Paper[]) {
    if (await copy(textOf(papers))) show(what === 'slip' ? 'Slip copied' : 'Receipt copied', { tone: 'good' })
    else show(`This browser did not let the ${what} be copied. Mark its text and copy it by hand.`)
  }

  async function shareText(papers: readonly Paper[]) {
    const title = receiptsOf(papers.slice(0, 1)).map((receipt) => `${receipt.business}: ${receipt.title}`)
    if (!(await share(title.join(''), textOf(papers))))
      show(`This tablet did not open its list of apps. Copy the ${what} instead.`)
  }

  return { printed, times, print, copyText, shareText }
}

function receiptsOf(papers: readonly Paper[]): Receipt[] {
  return papers.map(({ receipt }) => receipt)
}

function textOf(papers: readonly Paper[]): string {
  return receiptsOf(papers)
    .map((receipt) => receiptText(receipt))
    .join('\n\n')
}
