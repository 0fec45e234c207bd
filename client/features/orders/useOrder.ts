import { computed } from 'vue'
import { changeDue } from '#shared/order.ts'
import type { Device, Order, Person, StatusStep } from '#shared/rows.ts'
import { nextStatuses } from '#shared/status.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { devices, entryOf, orderById, people, stepsOf } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { percent } from '../receipts/receipt.ts'
import { dayText } from '../app/days.ts'
import { paymentWords } from './words.ts'

/** One order with its names and words. */
export function useOrder(id: () => string) {
  const { till, money, business } = useTill()
  const { nameOf } = usePlaces()
  const order = useLive<Order | null | undefined>(() => orderById(till.db, id()), undefined, id)
  const steps = useLive<readonly StatusStep[]>(() => stepsOf(till.db, id()), [], id)
  const entry = useLive(() => entryOf(till.db, id()), null, id)
  const everyone = useLive<readonly Person[]>(() => people(till.db), [])
  const tablets = useLive<readonly Device[]>(() => devices(till.db), [])

  const zone = computed(() => business.value?.zone ?? 'UTC')
  const personOf = (who: string) =>
    everyone.value.find((person) => person.id === who)?.name ?? 'someone not known here'
  const tabletOf = (which: string) => {
    const tablet = tablets.value.find((device) => device.id === which)
    return tablet ? `${tablet.name} (${tablet.letter})` : 'a tablet not known here'
  }
  const when = (at: number) => `${dayText(dayOf(at, zone.value))}, ${clockOf(at, zone.value)}`

  const facts = computed(() =>
    order.value
      ? [
          { label: 'Placed', value: when(order.value.placedAt) },
          { label: 'By', value: personOf(order.value.actorId) },
          { label: 'At', value: nameOf(order.value.locationId) },
          { label: 'On', value: tabletOf(order.value.deviceId) },
          ...(order.value.customer?.name ? [{ label: 'For', value: order.value.customer.name }] : []),
        ]
      : [],
  )
  const bill = computed(() => {
    if (!order.value) return []
    const change = changeDue(order.value)
    return [
      { label: 'Total', value: money(order.value.total), strong: true },
      ...order.value.taxes
        .filter(({ tax }) => tax > 0)
        .map(({ rate, gross, tax }) => ({
          label: `of it tax, ${percent(rate)} in ${money(gross)}`,
          value: money(tax),
        })),
      ...order.value.payments.map(({ kind, amount, tendered, reference }) => ({
        label: [paymentWords[kind], reference].filter(Boolean).join(' · '),
        value: money(tendered ?? amount),
      })),
      ...(change > 0 ? [{ label: 'Change given', value: money(change) }] : []),
    ]
  })
  const history = computed(() => {
    const placed = order.value
    if (!placed) return []
    const first = {
      id: placed.id,
      status: placed.startStatus,
      when: when(placed.placedAt),
      more: 'Placed and paid',
    }
    return [
      { ...first, who: personOf(placed.actorId) },
      ...steps.value.map((step) => ({
        id: step.id,
        status: step.status,
        when: when(step.at),
        who: personOf(step.actorId),
        more: [step.reason, step.restock === undefined ? '' : goods(step.restock)]
          .filter(Boolean)
          .join(' · '),
      })),
    ]
  })

  return {
    order,
    facts,
    bill,
    history,
    nexts: computed(() => (order.value ? nextStatuses(order.value.status) : [])),
    isWaiting: computed(() => entry.value?.state === 'waiting'),
  }
}

function goods(restock: boolean): string {
  return restock ? 'goods back on the shelf' : 'goods not back on the shelf'
}
