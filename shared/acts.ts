import * as v from 'valibot'
import { Counter, Id, Instant } from './schema.ts'

/** What is done to people, tablets, goods, settings and exceptions, by what it is about. */
export const actKinds = {
  people: ['registration.decide', 'person.add', 'person.change', 'password.change', 'password.reset'],
  tablets: ['device.enrol', 'device.refuse', 'device.change', 'device.revoke', 'device.release'],
  goods: ['product.save', 'product.import'],
  settings: ['business.save', 'location.save', 'marketDay.save', 'mail.set'],
  exceptions: ['exception.resolve'],
} as const

export const ActKind = v.picklist(['people', 'tablets', 'goods', 'settings', 'exceptions'])
export type ActKind = v.InferOutput<typeof ActKind>

/** Where a walk back through what was done has come to. */
export const ActsStand = v.strictObject({ at: Counter, id: Counter })
export type ActsStand = v.InferOutput<typeof ActsStand>

const Fields = v.record(v.string(), v.unknown())

/** Who did what, from what to what, when and on which tablet; `actorId` is null where it was the server's command line. */
export const ToldAct = v.object({
  id: Counter,
  at: Instant,
  actorId: v.nullable(Id),
  deviceId: v.nullable(Id),
  name: v.string(),
  subject: v.string(),
  before: Fields,
  after: Fields,
})
export type ToldAct = v.InferOutput<typeof ToldAct>

/** The latest first; `before` is where to go on, null after the last. */
export const ActsAnswer = v.object({ acts: v.array(ToldAct), before: v.nullable(ActsStand) })
export type ActsAnswer = v.InferOutput<typeof ActsAnswer>

/** From the first instant on and before the other. */
export interface ActsQuery {
  from?: number
  until?: number
  who?: string
  kind?: ActKind
}
