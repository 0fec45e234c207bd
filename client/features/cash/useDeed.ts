import { ref, watch } from 'vue'
import { useLive } from '../../data/live.ts'
import { entryOf } from '../../data/entryQueries.ts'
import type { Recorded } from '../../data/till.ts'
import type { Form } from '../app/useForm.ts'
import { useTill } from '../app/useTill.ts'
import { refusals } from './words.ts'

/** Records what a form becomes under the id that the form keeps: once, whoever taps how often in how many tabs. */
export function useDeed(form: Form) {
  const { till } = useTill()
  const isSaving = ref(false)
  const problem = ref('')
  const isOver = ref(false)
  const id = () => (isOver.value ? '' : form.idOf('deed'))

  // What was typed was recorded already, in another tab or before a crash.
  const held = useLive(() => entryOf(till.db, id()), null, id)
  watch(held, (entry) => {
    if (entry && !isSaving.value) form.clear()
  })

  /** True once it is safe on this tablet. */
  async function save(record: (id: string) => Promise<Recorded>): Promise<boolean> {
    if (isSaving.value || isOver.value) return false
    isSaving.value = true
    problem.value = ''
    try {
      const recorded = await record(id())
      isOver.value = recorded.ok
      if (recorded.ok) form.clear()
      else problem.value = refusals[recorded.code]
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  return { isSaving, problem, save }
}
