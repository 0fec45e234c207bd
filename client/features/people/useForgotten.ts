import { computed, ref } from 'vue'
import { useTill } from '../app/useTill.ts'

/** Asking for a link by mail. What is answered is the same for everyone. */
export function useForgotten() {
  const { till } = useTill()
  const [who, refusal, isBusy, isDone, wasTried] = [ref(''), ref(''), ref(false), ref(false), ref(false)]
  const error = computed(() =>
    wasTried.value && !who.value.trim() ? 'Please type your user name or your address.' : '',
  )

  async function ask() {
    wasTried.value = true
    if (isBusy.value || error.value) return
    isBusy.value = true
    const answer = await till.office
      .forgotten({ who: who.value.trim() })
      .finally(() => (isBusy.value = false))
    refusal.value = answer.ok ? '' : answer.sentence
    isDone.value = answer.ok
  }

  return { who, error, refusal, isBusy, isDone, ask }
}
