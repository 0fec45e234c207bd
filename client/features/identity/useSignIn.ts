import { reactive, ref } from 'vue'
import { useTill } from '../app/useTill.ts'

type Next = 'till' | 'enrol' | 'stay'

export function useSignIn() {
  const { till, courier } = useTill()
  const form = reactive({ username: '', password: '' })
  const refusal = ref('')
  const isBusy = ref(false)

  /** Signs in and, on an enrolled tablet, puts the person on the till. */
  async function signIn(): Promise<Next> {
    if (isBusy.value) return 'stay'
    if (!form.username.trim() || !form.password) {
      refusal.value = 'Please type your user name and your password.'
      return 'stay'
    }
    isBusy.value = true
    refusal.value = ''
    try {
      return await go()
    } finally {
      isBusy.value = false
    }
  }

  async function go(): Promise<Next> {
    const { username, password } = form
    const answer = await till.api.signIn({ username: username.trim().toLowerCase(), password })
    if (!answer.ok) return refuse(answer.sentence)
    if (!(await till.device())) return 'enrol'
    const taken = await till.takeOver()
    if (!taken.ok) return refuse(taken.sentence)
    courier.now()
    return 'till'
  }

  function refuse(sentence: string): Next {
    refusal.value = sentence
    return 'stay'
  }

  return { form, refusal, isBusy, signIn }
}
