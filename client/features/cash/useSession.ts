import { computed } from 'vue'
import { formatMoney } from '#shared/money.ts'
import type { CashMove, TillSession } from '#shared/rows.ts'
import { takingsIn } from '#shared/takings.ts'
import { expectedIn, lastClosing, restatedSince } from '#shared/tillSession.ts'
import { cashMovesOf, sessionById } from '../../data/drawer.ts'
import { useLive } from '../../data/live.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { whenText } from '#shared/receipt.ts'
import { slipOf } from './slip.ts'
import { useWho } from './useWho.ts'
import { cashFacts, differenceText, isPartOf, lateText, otherFacts } from './words.ts'

/** One till with all its counts, in words. Undefined while it is being looked for. */
export function useSession(id: () => string) {
  const { till, device, business, may } = useTill()
  const { nameOf } = usePlaces()
  const who = useWho()
  const found = useLive<TillSession | null | undefined>(() => sessionById(till.db, id()), undefined, id)
  const moves = useLive<readonly CashMove[]>(() => cashMovesOf(till.db, id()), [], id)

  const session = computed(() => {
    const one = found.value
    return one && (may('till.see') || isPartOf(one, device.value?.id ?? '')) ? one : null
  })
  const currency = computed(() => session.value?.opened?.currency ?? business.value?.currency ?? 'GBP')
  const money = (minor: number) => formatMoney(minor, currency.value, navigator.language)

  const closing = computed(() => session.value && lastClosing(session.value))
  const late = computed(() =>
    session.value && closing.value
      ? restatedSince(session.value, closing.value).map(
          ({ deviceId, takings }) => `${who.tabletOf(deviceId)}: ${lateText(takings, money)}`,
        )
      : [],
  )
  const expectedNow = computed(() => (session.value ? expectedIn(session.value) : 0))
  const place = computed(() =>
    session.value?.opened ? nameOf(session.value.opened.locationId) : 'A place not known here yet',
  )

  const facts = computed(() => {
    const opened = session.value?.opened
    return [
      { label: 'At', value: place.value },
      ...(opened
        ? [
            {
              label: 'Opened',
              value: `${who.when(opened.at)}, ${who.personOf(opened.actorId)}, ${who.tabletOf(opened.deviceId)}`,
            },
          ]
        : []),
      ...(session.value?.closings ?? []).map(({ at, actorId, deviceId }, index) => ({
        label: index === 0 ? 'Counted' : 'Counted again',
        value: `${who.when(at)}, ${who.personOf(actorId)}, ${who.tabletOf(deviceId)}`,
      })),
    ]
  })
  /** Each count beside what should have been there by what was known then. */
  const counts = computed(() =>
    (session.value?.closings ?? []).map(({ id: key, at, counted, expected, note }) => ({
      ...{ key, when: who.whenSaid(at), note: note ?? '' },
      facts: [
        { label: 'Should have been in it', value: money(expected) },
        { label: 'Counted', value: money(counted) },
        { label: 'Difference', value: differenceText(counted - expected, money), strong: true },
      ],
    })),
  )
  const takings = computed(() => takingsIn(session.value?.takings ?? {}))

  const slip = computed(() => {
    if (!session.value || !closing.value) return null
    const { opened } = session.value
    const zone = business.value?.zone ?? 'UTC'
    return slipOf(session.value, closing.value, moves.value, {
      business: business.value?.name ?? '',
      location: place.value,
      tablet: who.tabletOf((opened ?? closing.value).deviceId),
      openedBy: opened ? who.personOf(opened.actorId) : '',
      closedBy: who.personOf(closing.value.actorId),
      money,
      when: (at) => whenText(at, zone),
      restated: late.value.map((text) => `Restated: ${text}`),
    })
  })

  return {
    isLooking: computed(() => found.value === undefined),
    session,
    closing,
    late,
    expectedNow,
    place,
    facts,
    counts,
    cash: computed(() => [
      ...cashFacts(session.value?.opened?.float ?? 0, takings.value, money),
      { label: 'Should be in it', value: money(expectedNow.value), strong: true },
    ]),
    others: computed(() => otherFacts(takings.value, money)),
    byTablet: computed(() =>
      Object.entries(session.value?.takings ?? {}).map(([deviceId, some]) => ({
        label: who.tabletOf(deviceId),
        value: lateText(some, money),
      })),
    ),
    slip,
    money,
  }
}
