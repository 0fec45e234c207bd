import { MailSettings, type MailSettingsAnswer, type MailSettingsRequest } from '#shared/mail.ts'
import * as v from 'valibot'
import type { Store } from '../../store/store.ts'
import type { Secrets } from '../secrets.ts'

const Json = v.pipe(v.string(), v.parseJson(), MailSettings)
const key = 'mail.settings'

interface Rooms {
  store: Pick<Store, 'meta'>
  secrets: Secrets
}

/** How mail leaves, or null where nobody has said, or the server's key is no longer the one it was sealed with. */
export function readSettings({ store, secrets }: Rooms): MailSettings | null {
  const sealed = store.meta.get(key)
  if (sealed === null) return null
  const parsed = v.safeParse(Json, secrets.open(sealed))
  return parsed.success ? parsed.output : null
}

/** The settings as they may be shown: whether there is a password, and never which. */
export function showSettings(rooms: Rooms): MailSettingsAnswer {
  const settings = readSettings(rooms)
  if (!settings) return { settings: null, isLocked: rooms.store.meta.get(key) !== null }
  const { password, ...shown } = settings
  return { settings: { ...shown, hasPassword: password !== '' }, isLocked: false }
}

/** A password is not sent to another server, nor used for another name, than the one it was typed for. */
export function saveSettings(
  rooms: Rooms,
  { password, ...asked }: MailSettingsRequest,
): { ok: true } | { ok: false; code: 'password-needed' } {
  const known = readSettings(rooms)
  const isSame = known !== null && known.host === asked.host && known.user === asked.user
  if (password === null && asked.user !== '' && !isSame) return { ok: false, code: 'password-needed' }
  const kept = password ?? (isSame ? known.password : '')
  const settings: MailSettings = { ...asked, password: asked.user === '' ? '' : kept }
  rooms.store.meta.set(key, rooms.secrets.seal(JSON.stringify(settings)))
  return { ok: true }
}
