import { inject, type InjectionKey, onMounted, onScopeDispose, provide, type Ref, ref } from 'vue'
import { useTill } from '../app/useTill.ts'

type Standing = 'looking' | 'ready' | 'away' | 'signed-out'

interface Desk {
  /** Whoever is here has to sign in again: their session has ended. */
  close(): void
  /** How often somebody came in: what was refused may be asked again. */
  entries: Readonly<Ref<number>>
}

const deskKey: InjectionKey<Desk> = Symbol('desk')

/** The desk that a page stands behind; null where it stands behind none. */
export const useDeskHere = () => inject(deskKey, null)

/**
 * What is done for the business goes to the server in the name of whoever is signed in there. On a shared tablet that may
 * be somebody else than who is on the till: nobody acts as somebody else, so they sign in first.
 */
export function useDesk() {
  const { till, person, courier } = useTill()
  const standing = ref<Standing>('looking')
  const entries = ref(0)

  async function look() {
    standing.value = 'looking'
    const me = await till.api.me()
    if (!me.ok && me.code === 'unreachable') standing.value = 'away'
    else if (me.ok && me.value.person.id === person.value?.person) enter()
    else standing.value = 'signed-out'
  }

  function enter() {
    standing.value = 'ready'
    entries.value += 1
  }

  provide(deskKey, { close: () => (standing.value = 'signed-out'), entries })
  onMounted(look)
  onScopeDispose(
    courier.subscribe(({ reach }) => void (reach === 'online' && standing.value === 'away' && look())),
  )
  return { standing, person, look, entries }
}
