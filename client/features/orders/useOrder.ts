import { computed } from 'vue'
import { owedOn, unitsLeft } from '#shared/balance.ts'
import type { Device, Person } from '#shared/rows.ts'
import { nextStatuses } from '#shared/status.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import { useLive } from '../../data/live.ts'
import { heldOrder, type Held } from '../../data/orders.ts'
import { devices, people } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { nearDayText } from '../app/days.ts'
import { billOf, type Fact } from './bill.ts'
import { withOwn } from './remote.ts'
import { useNow } from './useNow.ts'
import { useRemoteOrder } from './useRemoteOrder.ts'
import { oddText, storyOf } from './story.ts'

/** One order with all that came to it, in words. */
export function useOrder(id: () => string) {
  const { till, money, business } = useTill()
  const { nameOf } = usePlaces()
  const now = useNow()
  const held = useLive<Held | null>(() => heldOrder(till.db, id()), null, id)
  const everyone = useLive<readonly Person[]>(() => people(till.db), [])
  const tablets = useLive<readonly Device[]>(() => devices(till.db), [])

  const { remote, problem, isAsking } = useRemoteOrder(id, () => held.value)
  const isRemote = computed(() => held.value?.order === null && remote.value !== null)
  const whole = computed(() => (held.value ? wholeOf(held.value, remote.value) : null))
  const zone = computed(() => business.value?.zone ?? 'UTC')
  const when = (at: number) =>
    `${nearDayText(dayOf(at, zone.value), dayOf(now.value, zone.value))}, ${clockOf(at, zone.value)}`
  const personOf = (who: string) =>
    everyone.value.find((person) => person.id === who)?.name ?? 'someone not known here'
  const tabletOf = (which: string) => {
    const tablet = tablets.value.find((device) => device.id === which)
    return tablet ? `${tablet.name} (${tablet.letter})` : 'a tablet not known here'
  }

  const facts = computed(() => {
    if (!whole.value) return []
    const { locationId, promisedAt, customer, note } = whole.value.order
    return [
      ...(promisedAt === undefined ? [] : [{ label: 'Promised for', value: when(promisedAt), strong: true }]),
      ...(customer?.name ? [{ label: 'For', value: customer.name }] : []),
      ...(customer?.note ? [{ label: 'Said', value: customer.note }] : []),
      ...(note ? [{ label: 'Note', value: note }] : []),
      { label: 'At', value: nameOf(locationId) },
    ]
  })
  const story = computed(() =>
    whole.value
      ? storyOf(whole.value, { money, personOf }).map((happening) => ({
          ...happening,
          when: when(happening.at),
          who: personOf(happening.actorId),
          where: tabletOf(happening.deviceId),
        }))
      : [],
  )

  return {
    whole,
    /** The money that came and went since, in the order of time. */
    later: computed(() => ({
      paid: inTime(whole.value?.paid ?? []),
      refunds: inTime(whole.value?.refund ?? []),
    })),
    facts,
    story,
    isLooking: computed(() => held.value === null || (whole.value === null && isAsking.value)),
    isRemote,
    problem,
    bill: computed<Fact[]>(() => (whole.value ? billOf(whole.value, money) : [])),
    odd: computed(() => oddText(Object.values(whole.value?.flags ?? {}).flat())),
    owed: computed(() => (whole.value ? owedOn(whole.value.order) : 0)),
    nexts: computed(() => (whole.value ? nextStatuses(whole.value.order.status) : [])),
    mayComeBack: computed(() => {
      const order = whole.value?.order
      return (
        order !== undefined && order.status !== 'cancelled' && unitsLeft(order).some((units) => units > 0)
      )
    }),
    isWaiting: computed(() => held.value?.isWaiting ?? false),
    /** An instant as this page writes it. */
    when,
  }
}

function inTime<R extends { at: number }>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => a.at - b.at)
}

function wholeOf({ order, ...rest }: Held, remote: WholeOrder | null): WholeOrder | null {
  if (order) return { ...rest, order }
  return remote && withOwn(remote, rest)
}
