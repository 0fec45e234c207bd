import { computed } from 'vue'
import { denominationsOf } from '#shared/denominations.ts'
import { formatMoney, formatNote } from '#shared/money.ts'
import type { Form } from '../app/useForm.ts'
import { coinField, countOf, sizeOf, type Way } from './counting.ts'

/** Cash that is being counted, by notes and coins where they are known, or as one sum. */
export function useCashCount(form: Form, currency: () => string) {
  const known = computed(() => denominationsOf(currency()))
  const way = computed<Way>({
    get: () => (known.value && form.read('way') !== 'total' ? 'coins' : 'total'),
    set: (chosen) => form.type('way', chosen),
  })
  const reading = computed(() => countOf(way.value, currency(), (field) => form.read(field)))

  const rowsOf = (values: readonly number[]) =>
    values.map((value) => {
      const text = form.read(coinField(value))
      const size = sizeOf(text)
      return {
        key: coinField(value),
        label: formatNote(value, currency(), navigator.language),
        text,
        sum: size ? formatMoney(value * size, currency(), navigator.language) : '',
        isWrong: size === null,
      }
    })

  return {
    way,
    hasCoins: computed(() => known.value !== null),
    notes: computed(() => rowsOf(known.value?.notes ?? [])),
    coins: computed(() => rowsOf(known.value?.coins ?? [])),
    rest: form.field('rest'),
    total: form.field('total'),
    reading,
    sum: computed(() =>
      reading.value.ok ? formatMoney(reading.value.counted, currency(), navigator.language) : '–',
    ),
    type: form.type,
  }
}

export type CashCount = ReturnType<typeof useCashCount>
