import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { MailSettings } from '#shared/mail.ts'
import { SMTPServer } from 'smtp-server'
import { certificate, key } from './certificate.ts'

/** A mail as it arrived: its envelope, and every byte of it. */
export interface Arrived {
  from: string
  to: string[]
  raw: string
  messageId: string
}

/** What a mail server does to those who come. */
export interface Manner {
  /** Waits as long before each answer, ms. */
  delay?: number
  /** Knows nobody of these addresses. */
  rejects?: readonly string[]
  /** Sends everyone away once, as against spam. */
  isGreylisting?: boolean
  /** `hangs`: takes all of it and says nothing more. `dies`: keeps the mail, and the line is gone before its word is. */
  afterDot?: 'hangs' | 'dies' | 'refuses'
  /** Refuses the connection itself, in its own words. */
  greeting?: string
  /** Ends a connection that wants to hand over more than so many. */
  mostOfOne?: number
  /** Takes in no more at once, and sends others away. */
  mostAtOnce?: number
  account?: { user: string; password: string }
  security?: MailSettings['security']
}

export type Postbox = Awaited<ReturnType<typeof openPostbox>>

/** A real mail server on this machine that keeps what it is given. Its manner may be changed at any time. */
export async function openPostbox(manner: Manner = {}) {
  const mails: Arrived[] = []
  const sockets = new Set<Socket>()
  const seen = new Set<string>()
  const pause = () => new Promise((resolve) => setTimeout(resolve, manner.delay ?? 0))
  const no = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
  const { account, security = 'none' } = manner
  const server = new SMTPServer({
    secure: security === 'tls',
    ...{ key, cert: certificate, logger: false, hidePIPELINING: true },
    disabledCommands: [...(security === 'none' ? ['STARTTLS'] : []), ...(account ? [] : ['AUTH'])],
    authOptional: !account,
    allowInsecureAuth: true,
    onConnect(_, answer) {
      const isFull = sockets.size > (manner.mostAtOnce ?? Infinity)
      const away = isFull ? 'Too many connections' : manner.greeting
      answer(away === undefined ? null : no(421, away))
    },
    onMailFrom(_, session, answer) {
      const isMany = session.transaction > (manner.mostOfOne ?? Infinity)
      answer(isMany ? no(421, 'Enough for one connection') : null)
    },
    onAuth({ username, password }, _, answer) {
      const isRight = username === account?.user && password === account?.password
      answer(isRight ? null : no(535, 'Wrong name or password'), { user: username })
    },
    onRcptTo({ address }, _, answer) {
      void pause().then(() => {
        if (manner.rejects?.includes(address)) return answer(no(550, `<${address}> is not known here`))
        if (!manner.isGreylisting || seen.has(address)) return answer(null)
        seen.add(address)
        return answer(no(451, 'Greylisted, come back later'))
      })
    },
    onData(stream, { envelope }, answer) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8')
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        if (manner.afterDot === 'refuses') return answer(no(554, 'Looks like spam'))
        mails.push({ from, to, raw, messageId: headerOf(raw, 'message-id') })
        if (manner.afterDot === 'hangs') return
        if (manner.afterDot === 'dies') return cut()
        void pause().then(() => answer(null))
      })
    },
  })
  server.on('error', () => {})
  let connections = 0
  server.server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0

  function cut() {
    for (const socket of sockets) socket.destroy()
  }

  return {
    port,
    mails,
    manner,
    /** How many there have been. */
    connections: () => connections,
    /** Breaks all connections. */
    cut,
    settings(changes: Partial<MailSettings> = {}): MailSettings {
      const plain = { host: '127.0.0.1', port, security, user: '', password: '', from: 'stall@example.com' }
      return { ...plain, replyTo: null, alertTo: [], digest: false, ...changes }
    },
    async close() {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A header as it stands in the bytes, its folded lines joined. */
export function headerOf(raw: string, name: string): string {
  const [head = ''] = raw.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const found = lines.find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? ''
  return found.slice(name.length + 1).trim()
}
