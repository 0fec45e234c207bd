import type { Store } from '../store/store.ts'
import { queueRegistration, queueReset } from './mail/outbox.ts'
import type { Secrets } from './secrets.ts'

const key = 'address'

/** Where people reach this server: as a browser said that enrolled a tablet here. A stranger's request says nothing. */
export function noteAddress({ meta }: Pick<Store, 'meta'>, origin: string | undefined): void {
  if (origin !== undefined && /^https?:\/\/[^/\s]{1,200}$/.test(origin)) meta.set(key, origin)
}

interface Rooms {
  store: Pick<Store, 'meta' | 'mail'>
  secrets: Secrets
  /** Lets the post make a round: who waits for a link waits at the screen. */
  soon: () => void
}

/** What people are told by mail about themselves; each is queued in the transaction that it tells of. */
export function openNotices({ store, secrets, soon }: Rooms) {
  const linkTo = (path: string) => {
    const address = store.meta.get(key)
    return address === null ? undefined : address + path
  }
  return {
    registration(
      event: 'received' | 'approved' | 'rejected',
      { id, name, email }: { id: string; name: string; email: string },
      at: number,
      reason?: string,
    ): void {
      const link = event === 'approved' ? linkTo('/sign-in') : undefined
      const about = {
        ...{ event, name },
        ...(reason === undefined ? {} : { reason }),
        ...(link === undefined ? {} : { link }),
      }
      queueRegistration({ store, secrets }, { id, to: email, about, at })
      soon()
    },
    /** Nothing where nobody knows yet how people reach this server. */
    reset(
      to: string,
      name: string,
      { id, code, minutes }: { id: string; code: string; minutes: number },
      at: number,
    ) {
      const link = linkTo(`/reset#${code}`)
      if (link === undefined) return
      queueReset({ store, secrets }, { id, to, about: { name, link, minutes }, at })
      soon()
    },
  }
}

export type Notices = ReturnType<typeof openNotices>
