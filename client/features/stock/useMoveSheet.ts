import { computed, ref, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { useForm } from '../app/useForm.ts'
import { type Shelf, useKept } from '../app/useKept.ts'
import { useDeed } from '../cash/useDeed.ts'
import { levelAfter, linesOf, MoveEntries, type MoveKind, quantityOf, readMove } from './moving.ts'
import { mostLines } from './counting.ts'
import { useShelfProducts } from './useShelfProducts.ts'

/** Goods that came, went or were found different, for several products at once. */
export function useMoveSheet(
  kind: () => MoveKind,
  place: () => string,
  storage: () => Shelf = () => localStorage,
) {
  const { till } = useTill()
  const { shelf, levelOf } = useShelfProducts(place)
  const entries = carriedAlong(kind, () => useKept(() => `awning.move.${kind()}`, MoveEntries, storage))
  const to = ref('')
  const note = ref('')
  const ids = useForm(() => `awning.move.${kind()}.ids`, undefined, storage)
  const errors = ref<{ to?: string; note?: string; lines?: string }>({})
  const {
    isSaving,
    problem,
    save: saveOnce,
  } = useDeed(
    { ...ids, clear: forget },
    () => ({
      ...{ locationId: place(), reason: kind(), lines: linesOf(kind(), entries.value).slice(0, mostLines) },
      // A reload forgets it.
      ...(kind() === 'transfer' && to.value ? { toLocationId: to.value } : {}),
    }),
    refusalText,
  )

  watch([to, note, entries, kind], () => {
    errors.value = {}
    problem.value = ''
  })
  watch(place, (from) => from === to.value && (to.value = ''))

  const textOf = (productId: string) => entries.value[productId] ?? ''
  const isWrong = (productId: string) =>
    textOf(productId).trim() !== '' && quantityOf(kind(), textOf(productId)) === null
  const after = (productId: string) => levelAfter(kind(), levelOf(productId), textOf(productId))

  function type(productId: string, text: string) {
    const { [productId]: _, ...rest } = entries.value
    entries.value = text.trim() === '' ? rest : { ...rest, [productId]: text }
  }

  function forget() {
    entries.value = {}
    note.value = ''
    ids.clear()
  }

  function clear() {
    const before = entries.value
    entries.value = {}
    return () => (entries.value = before)
  }

  /** True once it is safe on this tablet. */
  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const reading = readMove({
      kind: kind(),
      from: place(),
      to: to.value,
      note: note.value,
      entries: entries.value,
    })
    if (!reading.ok) {
      errors.value = reading.errors
      return false
    }
    const { commands } = reading
    return saveOnce((id) =>
      till.recordAll(
        commands.map((args, index) => ({
          name: 'stock.move',
          id: index === 0 ? id : ids.idOf(`more.${String(index)}`),
          args,
        })),
      ),
    )
  }

  return {
    shelf,
    levelOf,
    to,
    note,
    errors,
    problem,
    isSaving,
    textOf,
    isWrong,
    after,
    type,
    clear,
    save,
    typed: computed(() => Object.keys(entries.value).length),
  }
}

/** Each kind keeps what was typed for itself, but choosing another kind takes along what is in sight. */
function carriedAlong(kind: () => MoveKind, open: () => ShallowRef<MoveEntries>): ShallowRef<MoveEntries> {
  let carried: MoveEntries = {}
  watch(
    kind,
    () => {
      carried = entries.value
      entries.value = {}
    },
    { flush: 'sync' },
  )
  const entries = open()
  watch(kind, () => (entries.value = { ...entries.value, ...carried }), { flush: 'sync' })
  return entries
}
