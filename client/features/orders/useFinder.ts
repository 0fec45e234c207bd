import { shallowRef, type ShallowRef } from 'vue'
import { keepDigests } from '../../data/digests.ts'
import type { PageTill } from '../../data/early.ts'
import { digestOf, Finder } from './finder.ts'

/** A finder that goes with what is written here. `turn` changes with it. */
export interface LiveFinder {
  finder: Finder
  /** The finder, for what has to be found again at every turn. */
  at(turn: number): Finder
  turn: Readonly<ShallowRef<number>>
  /** Whether every order on this tablet has been read. */
  isWhole: Readonly<ShallowRef<boolean>>
}

const many = 4_000

const finders = new WeakMap<PageTill, LiveFinder>()

/** Made when the orders are first looked at, and kept for as long as the app lives. */
export function useFinder(till: PageTill): LiveFinder {
  const known = finders.get(till)
  if (known) return known
  const finder = new Finder()
  const [turn, isWhole] = [shallowRef(0), shallowRef(false)]
  let shown = 0
  keepDigests(till.db, 'order', {
    put(orders) {
      for (const order of orders) finder.put(digestOf(order))
      // While thousands come in, a list that is looked at is not drawn anew for each part of them.
      if (!isWhole.value && shown > 0 && finder.size < shown + many) return
      shown = finder.size
      turn.value += 1
    },
    remove(ids) {
      for (const id of ids) finder.remove(id)
      turn.value += 1
    },
    clear() {
      finder.clear()
      shown = 0
      isWhole.value = false
      turn.value += 1
    },
    done() {
      isWhole.value = true
      turn.value += 1
    },
  })
  const made = { finder, at: () => finder, turn, isWhole }
  finders.set(till, made)
  return made
}
