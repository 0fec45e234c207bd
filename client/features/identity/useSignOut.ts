import { useRouter } from 'vue-router'
import { useTill } from '../app/useTill.ts'

export function useSignOut() {
  const { till } = useTill()
  const router = useRouter()

  /** Off the till at once; the server hears of it if it can. */
  async function signOut() {
    await till.leave()
    void till.api.signOut()
    await router.push('/sign-in')
  }

  return { signOut }
}
