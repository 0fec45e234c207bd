import { computed, reactive, ref } from 'vue'
import { Password } from '#shared/api.ts'
import * as v from 'valibot'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import { passwordRule } from './askForm.ts'

/** Changing one's own password. */
export function useOwnPassword() {
  const { till } = useTill()
  const { show } = useToasts()
  const form = reactive({ old: '', password: '' })
  const [refusal, isBusy, wasTried] = [ref(''), ref(false), ref(false)]
  const errors = computed(() => {
    if (!wasTried.value) return {}
    return {
      ...(form.old ? {} : { old: 'Please type the password you have now.' }),
      ...(v.is(Password, form.password) ? {} : { password: passwordRule }),
    }
  })

  async function change(): Promise<boolean> {
    wasTried.value = true
    if (isBusy.value || Object.keys(errors.value).length > 0) return false
    isBusy.value = true
    const answer = await till.office.changePassword({ ...form }).finally(() => (isBusy.value = false))
    refusal.value = answer.ok ? '' : answer.sentence
    if (!answer.ok) return false
    wasTried.value = false
    form.old = form.password = ''
    show('Your password is changed; elsewhere you are signed out', { tone: 'good' })
    return true
  }

  return { form, errors, refusal, isBusy, change }
}
