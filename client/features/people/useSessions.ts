import { computed, onMounted, ref, shallowRef } from 'vue'
import type { EndSessions, SessionsAnswer } from '#shared/people.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'

/** Where whoever is here is signed in. */
export function useSessions() {
  const { till } = useTill()
  const { show } = useToasts()
  const sessions = shallowRef<SessionsAnswer['sessions']>([])
  const problem = ref('')

  async function load() {
    const answer = await till.office.sessions()
    problem.value = answer.ok ? '' : answer.sentence
    if (answer.ok) sessions.value = answer.value.sessions
  }

  async function end(which: EndSessions, done: string) {
    const answer = await till.office.endSessions(which)
    if (answer.ok) show(done, { tone: 'good' })
    await load()
    if (!answer.ok) problem.value = answer.sentence
  }

  onMounted(load)
  return {
    ...{ sessions, problem, load },
    others: computed(() => sessions.value.filter(({ isHere }) => !isHere).length),
    endOne: (id: string) => end({ which: 'one', id }, 'Signed out there'),
    endOthers: () => end({ which: 'others' }, 'Signed out everywhere else'),
  }
}
