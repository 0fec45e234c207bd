import * as v from 'valibot'
import { Poke } from '#shared/protocol.ts'

const Data = v.pipe(v.string(), v.parseJson(), Poke)

/** Reads a text/event-stream by hand: EventSource cannot carry the device's ticket. What is no poke is passed over. */
export async function* pokesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Poke> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (done) return
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r?\n/)
      rest = (lines.pop() ?? '').slice(-1_000)
      for (const line of lines) {
        const parsed = line.startsWith('data:') && v.safeParse(Data, line.slice(5).trim())
        if (parsed && parsed.success) yield parsed.output
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
