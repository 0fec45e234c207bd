import { computed, reactive, ref, shallowRef } from 'vue'
import { checkNumber, codeIn, type FoundJoin } from '#shared/joining.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'

/** Making a browser a tablet by the code that it shows: `given` is one that was scanned on the way here. */
export function useAddTablet(given: string, done: () => Promise<void>) {
  const { till, device } = useTill()
  const { show } = useToasts()
  const form = reactive({ code: given, name: '', locationId: device.value?.locationId ?? '' })
  const found = shallowRef<FoundJoin | null>(null)
  const [problem, isBusy, wasTried] = [ref(''), ref(false), ref(false)]
  const number = computed(() => (found.value ? checkNumber(found.value.publicKey) : ''))
  const errors = computed((): { code?: string; name?: string; locationId?: string } => {
    if (!wasTried.value) return {}
    if (!found.value)
      return form.code.trim() ? {} : { code: 'Please type the code that the other screen shows.' }
    return {
      ...(form.name.trim()
        ? {}
        : { name: 'Please give the tablet a name, so that people can tell it from the others.' }),
      ...(form.locationId ? {} : { locationId: 'Please choose where it stands.' }),
    }
  })

  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    wasTried.value = true
    if (isBusy.value || Object.keys(errors.value).length > 0) return null
    isBusy.value = true
    problem.value = ''
    return question().finally(() => (isBusy.value = false))
  }

  async function find(code = form.code) {
    form.code = codeIn(code)
    const answer = await ask(() => till.office.findJoin({ code: form.code }))
    if (!answer) return
    if (!answer.ok) problem.value = answer.sentence
    else {
      found.value = answer.value
      form.name ||= answer.value.name
      wasTried.value = false
    }
  }

  /** Whether it is decided. */
  async function confirm(): Promise<boolean> {
    const { name, locationId } = form
    const decision = { decision: 'confirm', name: name.trim(), locationId } as const
    const answer = await ask(() => till.office.decideJoin(found.value?.id ?? '', decision))
    if (!answer) return false
    if (!answer.ok) problem.value = answer.sentence
    else {
      const letter = answer.value.device?.letter ?? ''
      show(`${name.trim()} is tablet ${letter} now. Whoever works on it signs in there.`, { tone: 'good' })
      await done()
    }
    return answer.ok
  }

  async function turnAway(): Promise<boolean> {
    const id = found.value?.id ?? ''
    wasTried.value = false
    isBusy.value = true
    const answer = await till.office
      .decideJoin(id, { decision: 'refuse' })
      .finally(() => (isBusy.value = false))
    problem.value = answer.ok ? '' : answer.sentence
    if (answer.ok) show('It was turned away, and told so.')
    return answer.ok
  }

  /** Back to the code, for another one. */
  function startOver() {
    found.value = null
    problem.value = form.code = ''
    wasTried.value = false
  }

  if (given) void find()
  return { form, found, number, errors, problem, isBusy, find, confirm, turnAway, startOver }
}
