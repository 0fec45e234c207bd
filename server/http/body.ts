import { mostDepth } from '#shared/protocol.ts'
import type { Context } from 'hono'
import * as v from 'valibot'
import { refuse } from './refuse.ts'

type Read<T> = { ok: true; value: T } | { ok: false; response: Response }

/** A JSON body within bounds, checked by its schema. The refusal is an answer ready to send and repeats nothing. */
export async function readJson<S extends v.GenericSchema>(
  c: Context,
  schema: S,
  most: number,
  deepest = mostDepth,
): Promise<Read<v.InferOutput<S>>> {
  if (!/^application\/json(;|$)/i.test(c.req.header('content-type') ?? ''))
    return { ok: false, response: refuse(c, 'bad-json', 415) }
  const bytes = await readBytes(c, most)
  if (!bytes.ok) return bytes
  const text = decode(bytes.value)
  if (text === null) return { ok: false, response: refuse(c, 'bad-json') }
  if (depthOf(text, deepest) > deepest) return { ok: false, response: refuse(c, 'too-deep') }
  const json = parse(text)
  if (!json.ok) return { ok: false, response: refuse(c, 'bad-json') }
  const parsed = v.safeParse(schema, json.value, { abortEarly: true })
  return parsed.success
    ? { ok: true, value: parsed.output }
    : { ok: false, response: refuse(c, 'bad-request') }
}

/** The body's bytes, and never more of them than `most`, whatever the request claims. */
export async function readBytes(c: Context, most: number): Promise<Read<Uint8Array>> {
  const tooLarge = (): Read<Uint8Array> => ({ ok: false, response: refuse(c, 'too-large') })
  if (Number(c.req.header('content-length') ?? 0) > most) return tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  const body: ReadableStream<Uint8Array> | null = c.req.raw.body
  try {
    for await (const part of body ?? []) {
      size += part.byteLength
      if (size > most) return tooLarge()
      parts.push(part)
    }
  } catch {
    // Whoever sent it hung up, was too slow, or broke off: no surprise, and nobody waits for the answer.
    return { ok: false, response: refuse(c, 'bad-request') }
  }
  return { ok: true, value: Buffer.concat(parts) }
}

/** How deep the brackets go, outside of strings; stops looking once that is more than `most`. */
export function depthOf(text: string, most: number): number {
  let [depth, deepest] = [0, 0]
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (mark === '[' || mark === '{') depth += 1
    if (mark === ']' || mark === '}') depth -= 1
    if (depth > deepest) deepest = depth
    if (deepest > most) return deepest
  }
  return deepest
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}
