import { generateKeyPairSync, sign } from 'node:crypto'
import { EnrolAnswer } from '#shared/api.ts'
import { HelloAnswer, proofText } from '#shared/protocol.ts'
import { answerOf, type Market } from './market.ts'

/** A tablet that was enrolled and has proved itself: what it may show from then on. */
export async function provenTablet({ call, store, cookies }: Market) {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const locationId = store.rows.all('location')[0]?.id
  const asked = call('POST', '/api/devices', {
    body: { name: 'A', locationId, publicKey },
    cookie: cookies.admin,
  })
  const { device, grant, sealKey } = await answerOf(asked, EnrolAnswer)
  const body = { protocol: 1, device: device.id, cursor: null, lastSeq: 0 }
  const hello = (more: object) =>
    answerOf(call('POST', '/api/sync/hello', { body: { ...body, ...more } }), HelloAnswer)
  const first = await hello({})
  const challenge = first.next === 'prove' ? first.challenge : ''
  const key = { key: keys.privateKey, dsaEncoding: 'ieee-p1363' } as const
  const signature = sign('sha256', Buffer.from(proofText(device.id, challenge)), key).toString('base64')
  const second = await hello({ proof: { challenge, signature } })
  const ticket = second.next === 'prove' ? '' : second.ticket
  return { device: device.id, ticket, grant, sealKey, challenge, signature }
}
