import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useTill } from '../app/useTill.ts'
import { afterDoor } from './afterDoor.ts'
import { refusalOf } from './pinWords.ts'
import { useKnown } from './useKnown.ts'

/** Onto the till by name and PIN. Whose PIN is asked for stands in the address, so that back leads to the names. */
export function usePinDoor() {
  const { till, courier } = useTill()
  const { known } = useKnown()
  const [route, router] = [useRoute(), useRouter()]
  const [problem, isBusy] = [ref(''), ref(false)]

  const open = computed(() => known.value?.filter(({ isLocked }) => !isLocked) ?? [])
  const chosen = computed(() => {
    const asked = open.value.find((one) => one.person === route.query['who'])
    return asked ?? (known.value?.length === 1 ? open.value[0] : undefined)
  })
  const way = computed(() => {
    if (known.value === null) return 'looking'
    if (known.value.length === 0 || route.query['with'] === 'password') return 'password'
    return chosen.value ? 'pin' : 'names'
  })
  watch(chosen, () => (problem.value = ''))

  function choose(person: string) {
    const isOpen = open.value.some((one) => one.person === person)
    void goTo(isOpen ? { who: person } : { with: 'password' })
  }

  function goTo(where: { who?: string; with?: 'password' }) {
    const { to } = route.query
    return router.push({ path: route.path, query: { ...(typeof to === 'string' ? { to } : {}), ...where } })
  }

  async function enter(pin: string) {
    if (!chosen.value) return
    const { person, name } = chosen.value
    isBusy.value = true
    problem.value = ''
    try {
      const sat = await till.pins.sit(person, pin)
      if (!sat.ok) problem.value = refusalOf(sat, name)
      if (!sat.ok) return
      courier.now()
      await router.push(afterDoor(route.query['to']))
    } finally {
      isBusy.value = false
    }
  }

  return {
    known,
    way,
    chosen,
    problem,
    isBusy,
    choose,
    enter,
    toNames: () => void goTo({}),
    toPassword: () => void goTo({ with: 'password' }),
  }
}
