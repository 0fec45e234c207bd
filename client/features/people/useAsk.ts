import { v7 } from 'uuid'
import { computed, onMounted, reactive, ref, shallowRef } from 'vue'
import { useTill } from '../app/useTill.ts'
import { type AskErrors, type AskForm, readAsk } from './askForm.ts'

/** Asking to be let in. */
export function useAsk() {
  const { till } = useTill()
  const form = reactive<AskForm>({
    ...{ id: v7(), name: '', username: '', email: '', password: '' },
    role: 'employee',
    locationId: '',
  })
  const stalls = shallowRef<readonly { id: string; name: string }[]>([])
  const [wasTried, isBusy, isDone] = [ref(false), ref(false), ref(false)]
  const refusal = shallowRef<{ code: string; sentence: string }>()

  const errors = computed((): AskErrors => {
    if (!wasTried.value) return {}
    const read = readAsk(form)
    if (!read.ok) return read.errors
    return refusal.value?.code === 'common-password' ? { password: refusal.value.sentence } : {}
  })

  async function ask(): Promise<void> {
    wasTried.value = true
    refusal.value = undefined
    const read = readAsk(form)
    if (!read.ok || isBusy.value) return
    isBusy.value = true
    try {
      const answer = await till.office.register(read.request)
      if (answer.ok) isDone.value = true
      else refusal.value = answer
    } finally {
      isBusy.value = false
    }
  }

  onMounted(async () => {
    const answer = await till.office.stalls()
    if (answer.ok) stalls.value = answer.value.stalls
  })
  return { form, stalls, errors, refusal, isBusy, isDone, ask }
}
