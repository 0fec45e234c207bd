import { computed } from 'vue'
import { mostParked, named, park, resume, shelved, without } from './held.ts'
import type { Holding } from './useHeld.ts'

/** The shelf of parked baskets, shared by everyone on this tablet. */
export function useParked({ held, kept, change }: Holding, outside: { newId(): string; now(): number }) {
  /** Puts the open basket aside and gives its id; null where there is nothing to park, or no more room. */
  function parkOpen(): string | null {
    const { id } = kept().basket
    change((now) => park(now, outside.newId(), outside.now()))
    return kept().basket.id === id ? null : id
  }

  /** Takes a basket off the shelf and gives what brings it back. */
  function remove(id: string): () => void {
    const parked = kept().parked.find(({ basket }) => basket.id === id)
    change((now) => without(now, id))
    return () => parked && change((now) => shelved(now, parked))
  }

  return {
    parked: computed(() => held.value.parked),
    isFull: computed(() => held.value.parked.length >= mostParked),
    park: parkOpen,
    resume: (id: string) => change((now) => resume(now, id, outside.now())),
    name: (id: string, label: string) => change((now) => named(now, id, label)),
    remove,
  }
}
