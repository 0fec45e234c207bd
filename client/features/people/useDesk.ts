import { onMounted, ref } from 'vue'
import { useTill } from '../app/useTill.ts'

type Standing = 'looking' | 'ready' | 'away' | 'signed-out'

/**
 * What is done for the business goes to the server in the name of whoever is signed in there. On a shared tablet that may
 * be somebody else than who is on the till: nobody acts as somebody else, so they sign in first.
 */
export function useDesk() {
  const { till, person } = useTill()
  const standing = ref<Standing>('looking')

  async function look() {
    standing.value = 'looking'
    const me = await till.api.me()
    if (!me.ok && me.code === 'unreachable') standing.value = 'away'
    else if (me.ok && me.value.person.id === person.value?.person) standing.value = 'ready'
    else standing.value = 'signed-out'
  }

  onMounted(look)
  return { standing, person, look }
}
