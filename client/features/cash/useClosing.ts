import { computed, ref, watch } from 'vue'
import type { TillSession } from '#shared/rows.ts'
import { expectedIn } from '#shared/tillSession.ts'
import { useForm } from '../app/useForm.ts'
import { useTill } from '../app/useTill.ts'
import { useApproval } from '../identity/useApproval.ts'
import { tidy } from '../sell/basket.ts'
import { useCashCount } from './useCashCount.ts'
import { useDeed } from './useDeed.ts'

/**
 * A drawer that is being counted: blind first, then beside what should be in it. Once the difference was shown the count
 * stands; going back to it, or looking before it, takes a manager. Where cash moves after that, the drawer is counted
 * again: what was counted holds against what should have been in it then.
 */
export function useClosing(session: () => TillSession) {
  const { till, may, business } = useTill()
  const { approve } = useApproval()
  const form = useForm(() => `awning.till.close.${session().id}`, till.db)
  const currency = () => session().opened?.currency ?? business.value?.currency ?? 'GBP'
  const count = useCashCount(form, currency)
  const noteOf = () => tidy(form.read('note'), 200) || undefined
  const { isSaving, problem, save } = useDeed(form, () => {
    const reading = count.reading.value
    if (!reading.ok) return null
    return { sessionId: session().id, counted: reading.counted, coins: reading.coins, note: noteOf() }
  })

  const peeked = ref(false)
  const expected = computed(() => expectedIn(session()))
  const isCompared = computed(() => form.read('step') === 'shown')
  const isStale = computed(() => isCompared.value && form.read('against') !== String(expected.value))
  const isShown = computed(() => isCompared.value && !isStale.value && count.reading.value.ok)
  // It stays so where the cash goes back: the figures may have been changed by then.
  watch(isStale, (now) => now && form.type('step', 'moved'), { immediate: true, flush: 'sync' })

  function show() {
    if (!count.reading.value.ok) return
    form.type('against', String(expected.value))
    form.type('step', 'shown')
  }

  async function goBack() {
    if (await approve('counting the drawer again, now that the difference was seen')) form.type('step', '')
  }

  async function peek() {
    if (await approve('seeing what should be in the drawer')) peeked.value = true
  }

  async function close(): Promise<boolean> {
    const reading = count.reading.value
    if (!reading.ok || !isShown.value) return false
    const { counted, coins } = reading
    const note = noteOf()
    // What the screen shows beside the count, so that what comes in meanwhile restates it.
    const { id: sessionId, takings } = session()
    const found = { sessionId, counted, coins, expected: expected.value, known: takings }
    return save((id) =>
      till.record('till.close', { ...found, ...(note === undefined ? {} : { note }) }, { id }),
    )
  }

  return {
    count,
    currency,
    expected,
    difference: computed(() => (count.reading.value.ok ? count.reading.value.counted - expected.value : 0)),
    isShown,
    /** Cash moved since the difference was shown. */
    hasMoved: computed(() => form.read('step') === 'moved'),
    seesExpected: computed(() => may('till.see') || peeked.value),
    note: form.field('note'),
    isSaving,
    problem,
    show,
    goBack,
    peek,
    close,
  }
}
