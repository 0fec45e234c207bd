import { ref, watch } from 'vue'
import type { Entry } from '../../data/db.ts'
import { isEqual } from '../../data/equal.ts'
import { useLive } from '../../data/live.ts'
import { entryOf } from '../../data/entryQueries.ts'
import type { Recorded } from '../../data/till.ts'
import type { RecordCode } from '../../data/journal.ts'
import type { Form } from '../app/useForm.ts'
import { useTill } from '../app/useTill.ts'
import { refusals } from './words.ts'

type Said = Readonly<Record<string, unknown>>

/**
 * Records what a form becomes under the id that the form keeps: once, whoever taps how often in how many tabs. `said` are
 * those of its arguments that were typed, null while they are none yet: where another tab recorded something else under
 * this id, this form is another deed and gets another id.
 */
export function useDeed(
  form: Pick<Form, 'idOf' | 'newIdOf' | 'clear'>,
  said: () => Said | null,
  refusalText: (code: RecordCode) => string = (code) => refusals[code],
) {
  const { till } = useTill()
  const isSaving = ref(false)
  const problem = ref('')
  const isOver = ref(false)
  const id = () => (isOver.value ? '' : form.idOf('deed'))

  // What was typed was recorded already, in another tab or before a crash.
  const held = useLive(() => entryOf(till.db, id()), null, id)
  watch(held, (entry) => {
    if (!entry || isSaving.value) return
    if (isMadeOf(entry, said())) form.clear()
    else form.newIdOf('deed')
  })

  /** True once it is safe on this tablet. */
  async function save(record: (id: string) => Promise<Recorded>): Promise<boolean> {
    if (isSaving.value || isOver.value) return false
    isSaving.value = true
    problem.value = ''
    const what = said()
    try {
      const first = await record(id())
      const entry = first.ok && first.isHeld ? await entryOf(till.db, first.id) : null
      const isOther = entry !== null && !isMadeOf(entry, what)
      const recorded = isOther ? await record(form.newIdOf('deed')) : first
      isOver.value = recorded.ok
      if (recorded.ok) form.clear()
      else problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  return { isSaving, problem, save }
}

function isMadeOf({ command: { args } }: Entry, said: Said | null): boolean {
  return said !== null && Object.entries(said).every(([name, value]) => isEqual(args[name], value))
}
