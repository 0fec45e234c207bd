import { computed } from 'vue'
import { useToasts } from '../../ui/toasts.ts'
import { browserPorts, choosePort, send, type Way, waysOf } from './device.ts'
import { bytesOf, testBytes } from './escpos.ts'
import { choose, printer } from './printer.ts'
import type { Receipt } from '#shared/receipt.ts'

const gone =
  'The receipt printer does not answer. Look at its cable, paper and light; the order is saved, and the receipt can be printed again.'

/** The receipt printer beside this tablet. Nothing it does or fails to do holds up the next sale. */
export function useReceiptPrinter() {
  const { show } = useToasts()
  const ports = browserPorts()

  async function connect(way: Way) {
    try {
      if (!(await choosePort(ports, way))) return
      choose({ paper: 'direct', way })
      await test()
    } catch {
      show(gone, { tone: 'danger', seconds: 10 })
    }
  }

  async function test() {
    if (await sent(await testBytes(printer.value.columns))) show('Sent to the printer', { tone: 'good' })
  }

  /** False, and said so, where it could not be printed. */
  async function printReceipts(receipts: readonly Receipt[]): Promise<boolean> {
    return sent(await bytesOf(receipts, printer.value.columns))
  }

  async function sent(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const isSent = await send(ports, printer.value.way, bytes)
    if (!isSent) show(gone, { tone: 'danger', seconds: 10 })
    return isSent
  }

  return {
    ways: waysOf(ports),
    isDirect: computed(() => printer.value.paper === 'direct'),
    connect,
    test,
    printReceipts,
  }
}
