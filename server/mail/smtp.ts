import { PassThrough } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import type { MailFault, MailSettings } from '#shared/mail.ts'
import { createTransport } from 'nodemailer'
import * as v from 'valibot'
import type { Carrier, Delivery, Letter, Line } from '../domain/mail/carrier.ts'

/* The only file that knows nodemailer, and SMTP's answers. */

/** How long one hand-over may take in all, and how long the server may be silent within it, ms. */
const patience = { whole: 90_000, silence: 30_000 }
const mostSaid = 200

const Failure = v.object({
  code: v.fallback(v.string(), ''),
  command: v.fallback(v.string(), ''),
  responseCode: v.fallback(v.number(), 0),
  response: v.fallback(v.string(), ''),
  message: v.fallback(v.string(), ''),
})
type Failure = v.InferOutput<typeof Failure>

/** How the tests reach a mail server that proves itself by a certificate of their own. */
type Trust = ConnectionOptions

export function openSmtp(wait = patience, trust: Trust = {}): Carrier {
  return { open: (settings) => openLine(settings, wait, trust) }
}

/**
 * A server may end a connection between two mails, for having carried enough of them. What met that and was not handed
 * over goes out over the next one; whatever else is said of a mail is for the post to judge.
 */
function openLine(settings: MailSettings, wait: typeof patience, trust: Trust): Line {
  const transport = transportTo(settings, wait, trust)
  let progress = { isHandedOver: false }
  let isUsed = false
  // What has been read to its end was sent to its dot: from there on silence does not mean no.
  transport.use('stream', (mail, done) => {
    const mine = progress
    mail.message.processFunc((input) =>
      input.pipe(new PassThrough().once('end', () => (mine.isHandedOver = true))),
    )
    done()
  })

  async function send(letter: Letter): Promise<Delivery> {
    const mine = (progress = { isHandedOver: false })
    try {
      await transport.sendMail({ ...messageOf(letter, settings), signal: AbortSignal.timeout(wait.whole) })
      return { ok: true }
    } catch (error) {
      return failureOf(error, letter.to, mine.isHandedOver)
    }
  }

  return {
    async deliver(letter) {
      const delivery = await send(letter)
      const wasEnded = isUsed && !delivery.ok && delivery.fault === 'unreachable'
      isUsed = true
      return wasEnded ? send(letter) : delivery
    },
    close: () => transport.close(),
  }
}

function transportTo(
  { host, port, security, user, password }: MailSettings,
  wait: typeof patience,
  trust: Trust,
) {
  return createTransport({
    // What is tried again is tried by us, and never behind our back.
    ...{ pool: true, maxConnections: 1, maxMessages: Infinity, maxRequeues: 0 },
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: wait.silence,
    greetingTimeout: wait.silence,
    dnsTimeout: wait.silence,
    socketTimeout: wait.silence,
    tls: { minVersion: 'TLSv1.2', ...trust },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function messageOf(
  { messageId, fromName, to, subject, html, text }: Letter,
  { from, replyTo }: MailSettings,
) {
  return {
    envelope: { from, to: [to] },
    messageId: `<${messageId}>`,
    from: { name: fromName, address: from },
    to: { name: '', address: to },
    ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    subject,
    text,
    html,
  }
}

function failureOf(error: unknown, to: string, isHandedOver: boolean): Delivery {
  const failure = v.parse(Failure, error instanceof Error ? error : {})
  const said = (failure.response || failure.message).replaceAll(/\s+/g, ' ').replaceAll(to, '…')
  return {
    ok: false,
    fault: faultOf(failure, isHandedOver),
    // No address in what is kept, whosever it is.
    said: said.replaceAll(/[^\s<>@"']+@[^\s<>@"']+/g, '…').slice(0, mostSaid),
  }
}

function faultOf({ code, command, responseCode, message }: Failure, isHandedOver: boolean): MailFault {
  const [isNo, isLater] = [responseCode >= 500, responseCode >= 400 && responseCode < 500]
  const isAnswer = command === 'DATA' || command === 'RCPT TO' || command === 'MAIL FROM'
  if (isHandedOver && (!isAnswer || responseCode === 421)) return 'unknown'
  if (command.startsWith('AUTH') || code === 'EAUTH' || code === 'ENOAUTH' || responseCode === 530)
    return isLater ? 'unreachable' : 'sign-in-refused'
  if (code === 'EENVELOPE' && command === 'API') return 'address-refused'
  if (code === 'EMESSAGE' && !isNo && !isLater) return 'message-refused'
  if (isAnswer && responseCode !== 421 && (isNo || isLater)) return answerTo(command, isLater)
  const isTls = code === 'ETLS' || command === 'STARTTLS' || /certificate|self-signed|TLS|SSL/i.test(message)
  return isTls ? 'insecure' : 'unreachable'
}

function answerTo(command: string, isLater: boolean): MailFault {
  if (isLater) return 'later'
  if (command === 'MAIL FROM') return 'sender-refused'
  return command === 'RCPT TO' ? 'address-refused' : 'message-refused'
}
