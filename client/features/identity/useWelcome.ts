import { useRoute, useRouter } from 'vue-router'
import { useTill } from '../app/useTill.ts'
import { afterDoor } from './afterDoor.ts'

/** From the door to the till: by way of a PIN for whoever has none on this tablet yet. */
export function useWelcome() {
  const { till } = useTill()
  const [route, router] = [useRoute(), useRouter()]

  async function goIn() {
    const [grant, known] = await Promise.all([till.person(), till.pins.known()])
    const hasPin = known.some(({ person }) => person === grant?.person)
    await router.push(hasPin ? afterDoor(route.query['to']) : { path: '/pin', query: route.query })
  }

  return { goIn }
}
