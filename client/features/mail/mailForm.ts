import { emailProblem } from '#shared/contact.ts'
import { isCarriedOpenly, type MailSettingsAnswer, MailSettingsRequest, type Security } from '#shared/mail.ts'
import * as v from 'valibot'

/** The mail settings as they are typed. */
export interface Typed {
  host: string
  port: string
  security: Security
  user: string
  password: string
  from: string
  replyTo: string
  alertTo: string
  digest: boolean
}

type Known = NonNullable<MailSettingsAnswer['settings']>
export type Errors = Partial<Record<keyof Typed, string>>
export type Reading = { ok: true; request: MailSettingsRequest } | { ok: false; errors: Errors }

/** The port that goes with each kind of security, by RFC 8314 and 5321. */
export const usualPorts: Record<Security, string> = { tls: '465', starttls: '587', none: '25' }

export function typedOf(known: Known | null): Typed {
  if (!known) {
    const nothing = { host: '', user: '', password: '', from: '', replyTo: '', alertTo: '' }
    return { ...nothing, port: usualPorts.tls, security: 'tls', digest: false }
  }
  const { port, replyTo, alertTo, hasPassword: _, ...rest } = known
  return {
    ...{ ...rest, port: String(port), replyTo: replyTo ?? '', alertTo: alertTo.join('\n') },
    password: '',
  }
}

const fields = [
  ...(['host', 'port', 'security', 'user', 'password'] as const),
  ...(['from', 'replyTo', 'alertTo', 'digest'] as const),
]

export function isChanged(typed: Typed, known: Known | null): boolean {
  const before = typedOf(known)
  return fields.some((field) => typed[field] !== before[field])
}

/** What is to be sent, or what needs another look. */
export function readForm(typed: Typed, known: Known | null): Reading {
  const [host, user] = [typed.host.trim(), typed.user.trim()]
  const alertTo = typed.alertTo
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean)
  const keeps = known?.hasPassword === true && known.host === host && known.user === user
  const request = {
    ...{ host, user, security: typed.security, digest: typed.digest, alertTo },
    port: Number(typed.port.trim()),
    from: typed.from.trim(),
    replyTo: typed.replyTo.trim() || null,
    password: typed.password === '' && (keeps || user === '') ? null : typed.password,
  }
  const errors: Errors = {
    ...(host ? {} : { host: 'Say which mail server to use, such as smtp.example.com.' }),
    ...(/^\d{1,5}$/.test(typed.port.trim()) ? {} : { port: 'A port is a number, such as 465 or 587.' }),
    ...(isAddress(request.from) ? {} : { from: addressError }),
    ...(request.replyTo === null || isAddress(request.replyTo) ? {} : { replyTo: addressError }),
    ...(alertTo.every(isAddress) ? {} : { alertTo: 'Write one address in each line, and nothing else.' }),
    ...(user && request.password === ''
      ? { password: 'Type the password: it goes to this server for the first time.' }
      : {}),
    ...(isCarriedOpenly({ ...request })
      ? { security: 'A password would cross the network for everyone to read. Choose TLS or STARTTLS.' }
      : {}),
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const parsed = v.safeParse(MailSettingsRequest, request)
  if (parsed.success) return { ok: true, request: parsed.output }
  const [field] = parsed.issues.map((issue) => v.getDotPath(issue))
  return {
    ok: false,
    errors: { [field?.split('.')[0] ?? 'host']: 'This is not what a mail server goes by.' },
  }
}

const addressError = 'An e-mail address has a name, an @ and a domain: stall@example.com.'

function isAddress(text: string): boolean {
  return emailProblem(text) === null
}
