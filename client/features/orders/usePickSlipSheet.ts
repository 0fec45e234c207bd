import { computed } from 'vue'
import type { Order } from '#shared/rows.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePickSlips } from '../receipts/usePickSlips.ts'
import { makingOf } from './making.ts'

/** The slips of one order on the board, or of all that is being made for a time; which, stands in the address. */
export function usePickSlipSheet(orders: () => readonly Order[], now: () => number, zone: () => string) {
  const { read, write } = useAddress()
  const making = computed(() => makingOf(orders(), now(), zone()))
  const one = computed(() => orders().find(({ id }) => id === read('slip')))
  const chosen = computed(() => making.value.find(({ value }) => value === read('slip')) ?? making.value[0])
  const time = computed({
    get: () => chosen.value?.value ?? 'all',
    set: (value) => void write({ slip: value }),
  })
  const asked = computed(() => (one.value ? [one.value] : (chosen.value?.orders ?? [])))
  const papers = usePickSlips(
    () => asked.value,
    () => [
      ...(time.value === 'all' ? [] : [{ label: 'Wanted', value: chosen.value?.label ?? '', strong: true }]),
      { label: 'Orders', value: String(asked.value.length) },
    ],
  )

  return {
    isOpen: computed({
      get: () => read('slip') !== '',
      set: (open) => void write({ slip: open ? 'all' : '' }, open ? 'push' : 'replace'),
    }),
    time,
    isOfOne: computed(() => one.value !== undefined),
    title: computed(() => (one.value ? `Pick slip ${one.value.number}` : 'Pick slips')),
    making,
    papers,
    openFor: (order: Order) => write({ slip: order.id }, 'push'),
  }
}
