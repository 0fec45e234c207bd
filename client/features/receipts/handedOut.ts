import { shallowRef } from 'vue'
import * as v from 'valibot'
import type { Shelf } from '../app/useKept.ts'

const name = 'receipts.handedOut'
const most = 500
const Ids = v.pipe(v.string(), v.parseJson(), v.array(v.string()))

/** Which receipts this tablet has printed already: the next print of one is a copy, and says so. */
export function openHandedOut(storage: () => Shelf = () => localStorage) {
  const ids = shallowRef(read(storage))
  return {
    wasHandedOut: (id: string) => ids.value.includes(id),
    handOut(id: string) {
      if (ids.value.includes(id)) return
      ids.value = [...ids.value, id].slice(-most)
      try {
        storage().setItem(name, JSON.stringify(ids.value))
      } catch {
        return // a browser that keeps nothing prints no copies that say so
      }
    },
  }
}

export const { wasHandedOut, handOut } = openHandedOut()

function read(storage: () => Shelf): string[] {
  try {
    const parsed = v.safeParse(Ids, storage().getItem(name))
    return parsed.success ? parsed.output : []
  } catch {
    return []
  }
}
