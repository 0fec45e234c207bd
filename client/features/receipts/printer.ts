import { readonly, ref } from 'vue'
import * as v from 'valibot'
import type { Shelf } from '../app/useKept.ts'
import { widths } from '#shared/receiptText.ts'

/**
 * How this tablet prints: by the browser on a roll of 80 mm or a sheet of A4, or straight to a receipt printer
 * (`direct`), over which way, how wide, and whether by itself after each sale.
 */
export const Printer = v.object({
  paper: v.picklist(['roll', 'sheet', 'direct']),
  way: v.optional(v.picklist(['usb', 'serial']), 'usb'),
  columns: v.optional(v.picklist(widths), 48),
  isAutomatic: v.optional(v.boolean(), false),
})
export type Printer = v.InferOutput<typeof Printer>

/** What this tablet prints on, as one says it. */
export const printsOn: Record<Printer['paper'], string> = {
  roll: 'Prints on a roll, 80 mm',
  sheet: 'Prints on a sheet, A4',
  direct: 'Prints on the receipt printer',
}

const name = 'receipts.printer'
const usual: Printer = { paper: 'roll', way: 'usb', columns: 48, isAutomatic: false }

/** What this tablet prints on, remembered on it. */
export function openPrinter(storage: () => Shelf = () => localStorage) {
  const printer = ref(read(storage))
  return {
    printer: readonly(printer),
    choose(changes: Partial<Printer>) {
      printer.value = { ...printer.value, ...changes }
      try {
        storage().setItem(name, JSON.stringify(printer.value))
      } catch {
        return // a browser that keeps nothing for us prints as usual after the next start
      }
    },
  }
}

export const { printer, choose } = openPrinter()

function read(storage: () => Shelf): Printer {
  try {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Printer), storage().getItem(name))
    return parsed.success ? parsed.output : usual
  } catch {
    return usual
  }
}
