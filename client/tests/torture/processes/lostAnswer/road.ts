import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Where a request's road breaks. */
export type CutPoint =
  /** Before anything of it is sent. */
  | 'before-send'
  /** In the middle of its bytes. */
  | 'half-sent'
  /** The server has read it, and nobody waits for the answer any more. */
  | 'read'
  /** The answer has left the server, and nothing of it arrives. */
  | 'answered'
  /** Half of the answer arrives. */
  | 'half-answered'
  /** All of it but its last byte. */
  | 'almost-answered'
export const cutPoints: readonly CutPoint[] = [
  'before-send',
  'half-sent',
  'read',
  'answered',
  'half-answered',
  'almost-answered',
]

/** A stretch of real network that carries one connection to a port of this machine, and breaks where it is told to. */
export async function openRoad(
  port: number,
  cut: CutPoint,
  size: number,
): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>()
  const road = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    carry(near, far, cut, size)
  })
  road.listen(0, '127.0.0.1')
  await once(road, 'listening')
  const address = road.address()
  const open = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${open}`,
    close() {
      road.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** `size` is that of the request's body in bytes; what is left over beyond it are its headers. */
function carry(near: Socket, far: Socket, cut: CutPoint, size: number): void {
  if (cut === 'before-send') return void near.destroy()
  let sent = 0
  const answer: Buffer[] = []
  near.on('data', (part: Buffer) => {
    sent += part.length
    if (cut === 'half-sent' && sent > size / 2) {
      far.write(part.subarray(0, Math.floor(part.length / 2)), () => far.destroy())
      near.destroy()
      return
    }
    far.write(part)
    const isWhole = sent > size + 100
    if (cut === 'read' && isWhole) near.destroy()
  })
  far.on('data', (part: Buffer) => {
    answer.push(part)
    if (cut === 'answered') near.destroy()
    const bytes = Buffer.concat(answer)
    const length = lengthOf(bytes)
    if (length === null || bytes.length < length || near.destroyed) return
    const kept = cut === 'half-answered' ? Math.floor(length / 2) : length - 1
    near.write(bytes.subarray(0, kept), () => near.destroy())
  })
}

/** How long an answer is in all, headers and body; null while that cannot be told. */
function lengthOf(bytes: Buffer): number | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const length = /content-length: (\d+)/i.exec(bytes.subarray(0, end).toString('latin1'))?.[1]
  if (length !== undefined) return end + 4 + Number(length)
  const last = bytes.indexOf('\r\n0\r\n\r\n', end) // of an answer in chunks
  return last < 0 ? null : last + 7
}
