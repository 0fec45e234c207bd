import { computed, reactive, ref, shallowRef } from 'vue'
import type { SampleStaff } from '#shared/api.ts'
import { useTill } from '../app/useTill.ts'
import { currencyOf, languageOf } from './choices.ts'
import { readSetUp, type SetUpErrors, type SetUpForm } from './setUpForm.ts'

export function useSetUp() {
  const { till } = useTill()
  const form = reactive<SetUpForm>({
    businessName: '',
    currency: currencyOf(navigator.language),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: languageOf(navigator.language),
    taxIncluded: 'included',
    name: '',
    username: '',
    password: '',
    sample: false,
  })
  const wasTried = ref(false)
  const refusal = shallowRef<{ code: string; sentence: string }>()
  const staff = shallowRef<readonly SampleStaff[]>()
  const isBusy = ref(false)

  const errors = computed((): SetUpErrors => {
    if (!wasTried.value) return {}
    const read = readSetUp(form)
    if (!read.ok) return read.errors
    return refusal.value?.code === 'common-password' ? { password: refusal.value.sentence } : {}
  })

  /** Makes the business and its first admin; on success `staff` is set, with the sample's people if one was loaded. */
  async function setUp(): Promise<void> {
    wasTried.value = true
    refusal.value = undefined
    const read = readSetUp(form)
    if (!read.ok || isBusy.value) return
    isBusy.value = true
    try {
      const answer = await till.api.setUp(read.request)
      if (answer.ok) staff.value = answer.value.staff
      else refusal.value = answer
    } finally {
      isBusy.value = false
    }
  }

  return { form, errors, refusal, staff, isBusy, setUp }
}
