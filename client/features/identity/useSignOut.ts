import { useTill } from '../app/useTill.ts'
import { useLeaving } from './useLeaving.ts'

/** The ways off the till. Each is done at once and leaves the basket, and everything that is saved, as it is. */
export function useSignOut() {
  const { till } = useTill()
  const { leave } = useLeaving()

  /** Hands the till to someone else, who says so with a PIN. */
  const handOver = () => leave(till.leave)

  /** Hands it over, and ends the web session; the server hears of it if it can. */
  async function signOut() {
    void till.api.signOut()
    await handOver()
  }

  /** Takes the person's PIN off this tablet as well. */
  async function forgetPin() {
    void till.api.signOut()
    await leave(till.pins.forget)
  }

  return { handOver, signOut, forgetPin }
}
