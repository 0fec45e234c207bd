import type { Context } from 'hono'
import * as v from 'valibot'

const Peer = v.object({ incoming: v.object({ socket: v.object({ remoteAddress: v.string() }) }) })

/**
 * Where a request comes from, as tries are counted: an IPv4 address, or the first half of an IPv6 one, since the other
 * half is everyone's own to choose. Only a proxy on this machine is believed about whom it speaks for.
 */
export function addressOf(c: Context): string {
  const peer = v.safeParse(Peer, c.env)
  const direct = peer.success ? plain(peer.output.incoming.socket.remoteAddress) : 'nowhere'
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const address = isLoopback(direct) && forwarded ? plain(forwarded.slice(0, 45)) : direct
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
