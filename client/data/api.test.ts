import { describe, expect, it } from 'vitest'
import { openApi } from './api.ts'
import { openReports } from './reports.ts'
import { pokesOf } from './pokes.ts'

function answering(body: string, status = 200, type = 'application/json') {
  return openApi(async () => new Response(body, { status, headers: { 'content-type': type } }))
}

describe('the door', () => {
  it('lets a well-formed answer in', async () => {
    const state = { isSetUp: true, name: 'Awning', version: '1' }
    expect(await answering(JSON.stringify(state)).state()).toEqual({ ok: true, value: state })
  })

  it.each([
    ['half an answer', '{"isSetUp":', 200, 'application/json'],
    ['an answer of another shape', '{"isSetUp":"yes"}', 200, 'application/json'],
    ['a captive portal', '<h1>Welcome to our Wi-Fi</h1>', 200, 'text/html'],
    ['a proxy’s error', 'Bad gateway', 502, 'text/plain'],
    ['a refusal of nobody we know', '{"error":"quota"}', 403, 'application/json'],
  ])('takes %s for no answer', async (_, body, status, type) => {
    expect(await answering(body, status, type).state()).toMatchObject({
      ok: false,
      code: 'unreachable',
      status,
    })
  })

  it('hands a refusal on with its sentence', async () => {
    const body = JSON.stringify({ code: 'sign-in-failed', sentence: 'No.' })
    const refusal = { ok: false, code: 'sign-in-failed', sentence: 'No.', status: 401 }
    expect(await answering(body, 401).signIn({ username: 'mia', password: 'x' })).toEqual(refusal)
  })
})

describe('a file', () => {
  const fetching = (body: string, status: number, headers: Record<string, string>) =>
    openReports(async () => new Response(body, { status, headers })).reportFile('sales', {
      ...{ from: '2026-11-20', to: '2026-11-26', group: 'day' },
    })

  it('comes under the name that the server gives it', async () => {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="sales.csv"',
    }
    expect(await fetching('a,b', 200, headers)).toMatchObject({
      value: { name: 'sales.csv', text: 'a,b', type: 'text/csv' },
    })
  })

  it('is no file where the server says no, or somebody else answers', async () => {
    const no = JSON.stringify({ code: 'not-permitted', sentence: 'No.' })
    expect(await fetching(no, 403, { 'content-type': 'application/json' })).toMatchObject({
      ...{ ok: false, sentence: 'No.' },
    })
    const portal = await fetching('<h1>Wi-Fi</h1>', 200, { 'content-type': 'text/html' })
    expect(portal).toMatchObject({ ok: false, code: 'unreachable' })
  })
})

describe('the stream', () => {
  it('finds pokes wherever the network cuts it, and passes over what is none', async () => {
    const text =
      ': hello\n\ndata: {"rev":1}\r\n\r\nevent: x\ndata: nonsense\n\ndata: {"rev":22}\n\ndata: {"rev":3'
    for (let size = 1; size < 9; size++) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const bytes = new TextEncoder().encode(text)
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
          controller.close()
        },
      })
      const found: number[] = []
      for await (const { rev } of pokesOf(body)) found.push(rev)
      expect(found).toEqual([1, 22])
    }
  })
})
