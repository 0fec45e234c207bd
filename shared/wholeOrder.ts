import * as v from 'valibot'
import { Flag } from './define.ts'
import { Order, Paid, Refund, StatusStep } from './rows.ts'

/** An order with all that came to it, by the tables of its history; `flags` by command, where something was odd. */
export const WholeOrder = v.object({
  order: Order,
  status: v.array(StatusStep),
  paid: v.array(Paid),
  refund: v.array(Refund),
  flags: v.record(v.string(), v.array(Flag)),
})
export type WholeOrder = v.InferOutput<typeof WholeOrder>
