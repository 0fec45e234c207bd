import { computed, ref } from 'vue'
import { useTill } from '../app/useTill.ts'
import { isEasy, refusalOf } from './pinWords.ts'

type Step = 'former' | 'new' | 'again'

/** Sets a PIN for whoever is on the till, typed twice; one that is changed is asked for first. */
export function usePinSetting(hasPin: boolean) {
  const { till, person } = useTill()
  const step = ref<Step>(hasPin ? 'former' : 'new')
  const [problem, isBusy] = [ref(''), ref(false)]
  let [former, fresh] = ['', '']

  const label = computed(
    () => ({ former: 'Your PIN now', new: 'Your new PIN', again: 'Once more, to be sure' })[step.value],
  )

  /** Takes what was typed; true once the PIN is set. */
  async function take(pin: string): Promise<boolean> {
    problem.value = ''
    isBusy.value = true
    try {
      if (step.value === 'former') await check(pin)
      else if (step.value === 'new') choose(pin)
      else return await confirm(pin)
      return false
    } finally {
      isBusy.value = false
    }
  }

  async function check(pin: string) {
    const who = person.value
    const sat = await till.pins.sit(who?.person ?? '', pin)
    if (!sat.ok) return void (problem.value = refusalOf(sat, who?.name ?? ''))
    former = pin
    step.value = 'new'
  }

  function choose(pin: string) {
    if (isEasy(pin)) return void (problem.value = 'Anyone would try that first. Choose another.')
    fresh = pin
    step.value = 'again'
  }

  async function confirm(pin: string): Promise<boolean> {
    if (pin !== fresh) {
      startOver('The two were not the same. Choose again.')
      return false
    }
    const set = await till.pins.set(pin, hasPin ? former : undefined)
    if (!set.ok) startOver(refusalOf(set, person.value?.name ?? ''))
    return set.ok
  }

  function startOver(why: string) {
    problem.value = why
    step.value = 'new'
  }

  return { step, label, problem, isBusy, take }
}
