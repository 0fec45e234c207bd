import { readonly, ref } from 'vue'
import * as v from 'valibot'
import type { Shelf } from '../app/useKept.ts'

/** How this tablet prints: by the browser on a roll of 80 mm or a sheet of A4. */
export const Printer = v.object({ paper: v.picklist(['roll', 'sheet']) })
export type Printer = v.InferOutput<typeof Printer>

const name = 'receipts.printer'
const usual: Printer = { paper: 'roll' }

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
