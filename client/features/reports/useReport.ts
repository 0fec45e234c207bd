import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import { useTill } from '../app/useTill.ts'
import { useDeskHere } from '../people/useDesk.ts'
import { coalesced } from './coalesced.ts'
import type { Heard, Kind } from './kinds.ts'

const pollEvery = 15_000
const mostKept = 30

export interface Report<T> {
  answer: Readonly<Ref<T | null>>
  /** When what is shown was heard, by this device's clock. */
  heardAt: Readonly<Ref<number | null>>
  /** Why there is nothing newer; empty while all is well. */
  problem: Readonly<Ref<string>>
  /** There is a question. */
  isAsked: Readonly<Ref<boolean>>
  /** What is shown answers another question than the one that is asked. */
  isStale: Readonly<Ref<boolean>>
  again(): void
}

/**
 * What the server answers to a question, again whenever the question changes and whenever this tablet has talked with the
 * server, at most every `least` ms: a poke makes it talk, so that a sale anywhere is here within a moment. Where it does
 * not talk the answer is asked for every 15 seconds. What was last heard of a question is shown until the answer comes.
 * No question, no answer. Where the session has ended the desk asks for the password, and then it is asked again.
 */
export function useReport<Q extends object, T>(
  { ask, kept }: Kind<Q, T>,
  question: () => Q | null,
  least: number,
): Report<T> {
  const { till, courier, person } = useTill()
  const shown = shallowRef<(Heard<T> & { key: string }) | null>(null)
  const problem = ref('')
  const desk = useDeskHere()
  const key = computed(() => JSON.stringify([person.value?.person, question()]))

  async function load() {
    const [asked, what] = [key.value, question()]
    if (!what) return
    const answer = await ask(till.office, what)
    if (asked !== key.value) return
    if (!answer.ok && answer.code === 'sign-in-needed') desk?.close()
    problem.value = answer.ok ? '' : answer.sentence
    if (answer.ok) put(asked, { answer: answer.value, at: Date.now() })
    else if (shown.value?.key !== asked) shown.value = null
  }

  function put(asked: string, heard: Heard<T>) {
    kept.delete(asked)
    kept.set(asked, heard)
    for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old)
    shown.value = { ...heard, key: asked }
  }

  const { ask: refresh, stop } = coalesced(load, least)
  watch(
    key,
    (asked) => {
      const known = kept.get(asked)
      if (known) shown.value = { ...known, key: asked }
      else if (question() === null) shown.value = null
      problem.value = ''
      void load()
    },
    { immediate: true },
  )
  if (desk) watch(desk.entries, refresh)
  let talkedAt = courier.status().lastAnswerAt
  const leave = courier.subscribe(({ lastAnswerAt }) => {
    if (lastAnswerAt !== talkedAt) refresh()
    talkedAt = lastAnswerAt
  })
  const timer = setInterval(() => courier.status().reach !== 'online' && refresh(), pollEvery)
  onScopeDispose(() => {
    leave()
    clearInterval(timer)
    stop()
  })

  return {
    answer: computed(() => shown.value?.answer ?? null),
    heardAt: computed(() => shown.value?.at ?? null),
    problem,
    isAsked: computed(() => question() !== null),
    isStale: computed(() => shown.value !== null && shown.value.key !== key.value),
    again: refresh,
  }
}
