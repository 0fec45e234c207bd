import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { MailRow, MailsAnswer } from '#shared/mail.ts'
import { useAddress } from '../app/useAddress.ts'
import { useTill } from '../app/useTill.ts'
import { problemText } from './words.ts'

/** How often the page looks again while it is in view, ms. */
const often = 5_000

/** Mail as the server has it: what waits, what was sent, what was not. */
export function useMails() {
  const { till } = useTill()
  const { choice, read, write } = useAddress()
  const state = choice('state', ['waiting', 'sent', 'failed', 'cancelled'])
  const answer = shallowRef<MailsAnswer | null>(null)
  const mails = shallowRef<readonly MailRow[]>([])
  const problem = ref('')
  const isBusy = ref(false)
  const now = ref(Date.now())
  let turn = 0

  watch(state, () => void look(), { immediate: true })
  const timer = setInterval(() => {
    const isWhole = mails.value.length <= (answer.value?.mails.length ?? 0)
    if (document.visibilityState === 'visible' && isWhole && !isBusy.value) void look()
  }, often)
  onScopeDispose(() => clearInterval(timer))

  /** The newest of them, or those behind the ones that are shown. */
  async function look(isMore = false) {
    const mine = (turn += 1)
    const asked = state.value
    const got = await till.api.mails({ state: asked, before: isMore ? (answer.value?.before ?? null) : null })
    if (mine !== turn) return
    now.value = Date.now()
    problem.value = got.ok ? '' : problemText(got.code, got.sentence)
    if (!got.ok) return
    answer.value = got.value
    mails.value = isMore ? [...mails.value, ...got.value.mails] : got.value.mails
  }

  async function act(what: 'retryMail' | 'cancelMail', id: string | null): Promise<number> {
    isBusy.value = true
    try {
      const got = await till.api[what](id === null ? { all: true } : { id })
      problem.value = got.ok ? '' : problemText(got.code, got.sentence)
      await look()
      return got.ok ? got.value.changed : 0
    } finally {
      isBusy.value = false
    }
  }

  return {
    state,
    answer,
    mails,
    problem,
    isBusy,
    now,
    chosen: computed(() => mails.value.find(({ id }) => id === read('look')) ?? null),
    choose: (id: string) => void write({ look: id }, id ? 'push' : 'replace'),
    more: () => look(true),
    retry: (id: string | null) => act('retryMail', id),
    callOff: (id: string | null) => act('cancelMail', id),
  }
}
