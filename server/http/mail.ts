import {
  type MailPicked,
  MailPick,
  type MailsAnswer,
  type MailSettingsAnswer,
  MailSettingsRequest,
  MailsRequest,
  type MailTestAnswer,
  MailTestRequest,
} from '#shared/mail.ts'
import { Hono } from 'hono'
import type * as v from 'valibot'
import { noteAct } from '../domain/acts.ts'
import { listMails } from '../domain/mail/listing.ts'
import { saveSettings, showSettings } from '../domain/mail/settings.ts'
import { readJson } from './body.ts'
import { doerOf, type Env, personOf, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const mostBytes = 16_384

/** What waits, what was sent and what was not, and how mail leaves. */
export function mailRoutes({ store, mail, now, log }: Rooms): Hono<Env> {
  const routes = new Hono<Env>()
  const rooms = { store, secrets: mail.secrets }

  routes.post('/', async (c) => {
    const body = await readJson(c, MailsRequest, mostBytes)
    if (!body.ok) return body.response
    return c.json(listMails(rooms, mail.post.trouble(), body.value) satisfies MailsAnswer)
  })

  routes.post('/retry', async (c) => {
    const body = await readJson(c, MailPick, mostBytes)
    if (!body.ok) return body.response
    const changed = store.write(() => store.mail.retry('id' in body.value ? body.value.id : null, now()))
    mail.post.forgive()
    mail.soon()
    return c.json({ changed } satisfies v.InferOutput<typeof MailPicked>)
  })

  routes.post('/cancel', async (c) => {
    const body = await readJson(c, MailPick, mostBytes)
    if (!body.ok) return body.response
    const changed = mail.post.callOff('id' in body.value ? body.value.id : null)
    log.info({ person: personOf(c).id, mails: changed }, 'Mail was called off')
    return c.json({ changed } satisfies v.InferOutput<typeof MailPicked>)
  })

  routes.get('/settings', (c) => c.json(showSettings(rooms) satisfies MailSettingsAnswer))

  routes.post('/settings', async (c) => {
    const body = await readJson(c, MailSettingsRequest, mostBytes)
    if (!body.ok) return body.response
    const before = toldSettings(rooms)
    const saved = store.write(() => {
      const result = saveSettings(rooms, body.value)
      const about = { at: now(), name: 'mail.set', subjectId: 'mail', subject: 'Mail' }
      if (result.ok) noteAct(store, doerOf(c), { ...about, before, after: toldSettings(rooms) })
      return result
    })
    if (!saved.ok) return refuse(c, saved.code)
    log.info({ person: personOf(c).id }, 'The mail settings were changed')
    mail.post.forgive()
    mail.soon()
    return c.json(showSettings(rooms) satisfies MailSettingsAnswer)
  })

  routes.post('/test', async (c) => {
    const body = await readJson(c, MailTestRequest, mostBytes)
    if (!body.ok) return body.response
    const tried = await mail.post.test(body.value.to)
    if (!tried) return refuse(c, 'mail-not-set')
    const answer = tried.ok ? { fault: null, said: '' } : { fault: tried.fault, said: tried.said }
    return c.json(answer satisfies MailTestAnswer)
  })

  return routes
}

/** What is written down of the settings: how mail leaves, and neither a password nor whom it goes to. */
function toldSettings(rooms: Parameters<typeof showSettings>[0]): Record<string, unknown> {
  const { settings } = showSettings(rooms)
  if (!settings) return {}
  const { host, port, security, user, from, digest } = settings
  return { host, port, security, user, from, digest }
}
