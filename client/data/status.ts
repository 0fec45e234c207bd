import * as v from 'valibot'

/** How things stand between this tablet and the server, as one tab tells another. */
export const CourierStatus = v.object({
  /** Whether the server answered the last time it was asked; `navigator.onLine` is never believed. */
  reach: v.picklist(['unknown', 'online', 'offline']),
  sending: v.nullable(v.object({ done: v.number(), total: v.number() })),
  /** When a conversation last came to its end, epoch ms. */
  lastAnswerAt: v.nullable(v.number()),
  /** The server does not let this tablet in any more until somebody signs in. */
  needsSignIn: v.boolean(),
})
export type CourierStatus = v.InferOutput<typeof CourierStatus>

export const nothingKnown: CourierStatus = {
  reach: 'unknown',
  sending: null,
  lastAnswerAt: null,
  needsSignIn: false,
}
