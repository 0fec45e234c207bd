import { computed, reactive, ref } from 'vue'
import { Password } from '#shared/api.ts'
import * as v from 'valibot'
import { useTill } from '../app/useTill.ts'
import { passwordRule } from './askForm.ts'

/** Choosing a password by a code. */
export function useReset(given: string) {
  const { till } = useTill()
  const form = reactive({ code: given, password: '' })
  const [refusal, username, isBusy, wasTried] = [ref(''), ref(''), ref(false), ref(false)]
  const errors = computed(() => {
    if (!wasTried.value) return {}
    return {
      ...(form.code.trim() ? {} : { code: 'Please type the code.' }),
      ...(v.is(Password, form.password) ? {} : { password: passwordRule }),
    }
  })

  async function choose() {
    wasTried.value = true
    if (isBusy.value || Object.keys(errors.value).length > 0) return
    isBusy.value = true
    const answer = await till.office.choosePassword({ ...form }).finally(() => (isBusy.value = false))
    refusal.value = answer.ok ? '' : answer.sentence
    if (answer.ok) username.value = answer.value.username
  }

  return { form, errors, refusal, username, isBusy, choose }
}
