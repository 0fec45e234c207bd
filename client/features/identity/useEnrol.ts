import { computed, onMounted, reactive, ref, shallowRef } from 'vue'
import type { MeAnswer } from '#shared/api.ts'
import { may } from '#shared/role.ts'
import { useToasts } from '../../ui/toasts.ts'
import { askToPersist } from '../app/storage.ts'
import { useTill } from '../app/useTill.ts'
import { traceLeft } from './trace.ts'

type Standing = 'looking' | 'ready' | 'not-permitted' | 'signed-out' | 'away'

export function useEnrol() {
  const { till, courier } = useTill()
  const { show } = useToasts()
  const me = shallowRef<MeAnswer>()
  const standing = ref<Standing>('looking')
  const left = traceLeft()
  const form = reactive({ name: left?.trace?.name ?? '', locationId: '' })
  const refusal = ref('')
  const isBusy = ref(false)

  const errors = computed(() => ({
    name: form.name.trim()
      ? ''
      : 'Please give the tablet a name, so that people can tell it from the others.',
    locationId: form.locationId ? '' : 'Please choose where it stands.',
  }))

  async function look() {
    standing.value = 'looking'
    const answer = await till.api.me()
    if (!answer.ok) {
      standing.value = answer.code === 'unreachable' ? 'away' : 'signed-out'
      return
    }
    me.value = answer.value
    const { locations } = answer.value
    const before = locations.find(({ id }) => id === left?.trace?.locationId)
    form.locationId ||= (before ?? locations[0])?.id ?? ''
    standing.value = may(answer.value.person.role, 'device.enrol') ? 'ready' : 'not-permitted'
  }

  /** Makes this device a tablet of the business; tells whether it is one now. */
  async function enrol(): Promise<boolean> {
    if (isBusy.value || errors.value.name || errors.value.locationId) return false
    isBusy.value = true
    refusal.value = ''
    try {
      const result = await till.enrol({
        name: form.name.trim(),
        locationId: form.locationId,
        ...(left ? { replaces: left.letter } : {}),
      })
      if (result.ok) await welcome()
      else refusal.value = result.sentence
      return result.ok
    } finally {
      isBusy.value = false
    }
  }

  async function welcome() {
    courier.now()
    void askToPersist()
    const letter = (await till.device())?.letter ?? ''
    show(`This is tablet ${letter}. Its orders are numbered ${letter}-0001 and up.`, {
      tone: 'good',
      seconds: 12,
    })
  }

  onMounted(look)
  return { me, standing, form, errors, refusal, isBusy, look, enrol }
}
