import { Counter, Id, Text } from '#shared/schema.ts'
import * as v from 'valibot'
import type { Mail } from '../../store/mail.ts'
import type { Secrets } from '../secrets.ts'

/** What a mail says beside what the rows say, by its kind. */
export const LowStock = v.strictObject({
  shelves: v.array(
    v.strictObject({ productId: Id, locationId: Id, quantity: v.number(), threshold: v.number() }),
  ),
})
export type LowStock = v.InferOutput<typeof LowStock>

/** `day` in the business's zone. */
export const Digest = v.strictObject({ day: Text(10, 10) })
export type Digest = v.InferOutput<typeof Digest>

export const Registration = v.strictObject({
  event: v.picklist(['received', 'approved', 'rejected']),
  name: Text(80),
  reason: v.exactOptional(Text(300)),
  /** Where to sign in, once approved. */
  link: v.exactOptional(Text(500)),
})
export type Registration = v.InferOutput<typeof Registration>

export const PasswordReset = v.strictObject({ name: Text(80), link: Text(500, 1), minutes: Counter })
export type PasswordReset = v.InferOutput<typeof PasswordReset>

/** What a mail says, opened; null where it cannot be. */
export function openAbout<S extends v.GenericSchema>(
  secrets: Pick<Secrets, 'open'>,
  { about }: Pick<Mail, 'about'>,
  schema: S,
): v.InferOutput<S> | null {
  const text = about === null ? null : secrets.open(about)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  return parsed.success ? parsed.output : null
}
