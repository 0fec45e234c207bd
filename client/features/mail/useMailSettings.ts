import { computed, reactive, ref, watch } from 'vue'
import type { MailSettingsAnswer, MailTestAnswer } from '#shared/mail.ts'
import { useTill } from '../app/useTill.ts'
import { type Errors, isChanged, readForm, type Typed, typedOf, usualPorts } from './mailForm.ts'
import { problemText } from './words.ts'

type Field = keyof Typed

/** How mail leaves, as an admin may change it. It is typed here and kept on the server only. */
export function useMailSettings() {
  const { till } = useTill()
  const known = ref<MailSettingsAnswer | null>(null)
  const typed = reactive<Typed>(typedOf(null))
  const errors = ref<Errors>({})
  const problem = ref('')
  const isSaving = ref(false)
  const isTesting = ref(false)
  const tested = ref<MailTestAnswer | null>(null)

  void load()

  watch(
    () => typed.security,
    (security, before) => {
      if (typed.port.trim() === usualPorts[before]) typed.port = usualPorts[security]
    },
  )

  async function load() {
    const answer = await till.api.mailSettings()
    problem.value = answer.ok ? '' : problemText(answer.code, answer.sentence)
    if (answer.ok) take(answer.value)
  }

  function take(answer: MailSettingsAnswer) {
    known.value = answer
    Object.assign(typed, typedOf(answer.settings))
  }

  function field<F extends Field>(name: F) {
    return computed({
      get: (): Typed[F] => typed[name],
      set(value: Typed[F]) {
        Object.assign(typed, { [name]: value })
        errors.value = { ...errors.value, [name]: undefined }
        tested.value = null
      },
    })
  }

  /** True once the server has them; what was typed stays in any case. */
  async function save(): Promise<boolean> {
    const reading = readForm(typed, known.value?.settings ?? null)
    errors.value = reading.ok ? {} : reading.errors
    problem.value = ''
    if (!reading.ok || isSaving.value) return false
    isSaving.value = true
    const answer = await till.api.saveMailSettings(reading.request).finally(() => (isSaving.value = false))
    if (answer.ok) take(answer.value)
    else problem.value = problemText(answer.code, answer.sentence)
    return answer.ok
  }

  /** Sends one mail at once and waits for what the mail server says. */
  async function test(to: string) {
    isTesting.value = true
    tested.value = null
    const answer = await till.api.testMail(to).finally(() => (isTesting.value = false))
    problem.value = answer.ok ? '' : problemText(answer.code, answer.sentence)
    if (answer.ok) tested.value = answer.value
  }

  return {
    known,
    field,
    errors,
    problem,
    isSaving,
    isTesting,
    tested,
    isChanged: computed(() => isChanged(typed, known.value?.settings ?? null)),
    load,
    save,
    test,
  }
}
