import { type Ref, shallowRef } from 'vue'

interface Removed<Row> {
  row: Row
  index: number
}

/** Rows that are added, moved and taken out by hand; what was taken out last can be put back where it was. */
export function useRows<Row extends { id: string }>(rows: Ref<Row[]>) {
  const removed = shallowRef<Removed<Row> | null>(null)

  function add(row: Row) {
    rows.value = [...rows.value, row]
  }

  function remove(index: number) {
    const row = rows.value[index]
    if (!row) return
    removed.value = { row, index }
    rows.value = rows.value.toSpliced(index, 1)
  }

  function putBack() {
    if (!removed.value) return
    const { row, index } = removed.value
    removed.value = null
    rows.value = rows.value.toSpliced(index, 0, row)
  }

  function move(index: number, by: -1 | 1) {
    const row = rows.value[index]
    if (!row || !rows.value[index + by]) return
    rows.value = rows.value.toSpliced(index, 1).toSpliced(index + by, 0, row)
  }

  return { removed, add, remove, putBack, move }
}
