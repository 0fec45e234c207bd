import type * as v from 'valibot'
import { allotmentAsk } from './commands/allotmentAsk.ts'
import { allotmentGiveBack } from './commands/allotmentGiveBack.ts'
import { allotmentRelease } from './commands/allotmentRelease.ts'
import { allotmentTake } from './commands/allotmentTake.ts'
import { businessSave } from './commands/businessSave.ts'
import { exceptionResolve } from './commands/exceptionResolve.ts'
import { locationSave } from './commands/locationSave.ts'
import { marketDaySave } from './commands/marketDaySave.ts'
import { orderMail } from './commands/orderMail.ts'
import { orderPay } from './commands/orderPay.ts'
import { orderPlace } from './commands/orderPlace.ts'
import { orderRefund } from './commands/orderRefund.ts'
import { orderSetStatus } from './commands/orderSetStatus.ts'
import { productImport } from './commands/productImport.ts'
import { productSave } from './commands/productSave.ts'
import { stockCount } from './commands/stockCount.ts'
import { stockMove } from './commands/stockMove.ts'
import { tillClose } from './commands/tillClose.ts'
import { tillMove } from './commands/tillMove.ts'
import { tillOpen } from './commands/tillOpen.ts'
import type { Definition, Prepared } from './define.ts'
import type { Envelope } from './envelope.ts'
import { effectiveAt } from './envelope.ts'

/** Every command there is, once. */
export const commands = {
  'order.place': orderPlace,
  'order.pay': orderPay,
  'order.refund': orderRefund,
  'order.setStatus': orderSetStatus,
  'order.mail': orderMail,
  'till.open': tillOpen,
  'till.move': tillMove,
  'till.close': tillClose,
  'stock.move': stockMove,
  'stock.count': stockCount,
  'product.save': productSave,
  'product.import': productImport,
  'location.save': locationSave,
  'marketDay.save': marketDaySave,
  'allotment.ask': allotmentAsk,
  'allotment.take': allotmentTake,
  'allotment.giveBack': allotmentGiveBack,
  'allotment.release': allotmentRelease,
  'business.save': businessSave,
  'exception.resolve': exceptionResolve,
} as const

export type CommandName = keyof typeof commands
export type ArgsOf<N extends CommandName> = v.InferOutput<(typeof commands)[N]['args']>

const byName = new Map<string, Definition>(Object.entries(commands))

export type Readiness = { ok: true; prepared: Prepared } | { ok: false; code: 'unknown-command' | 'bad-args' }

/** Checks a command's arguments against its definition and binds the rule to them. */
export function prepare(envelope: Envelope): Readiness {
  const definition = byName.get(envelope.name)
  if (!definition || envelope.v > definition.v) return { ok: false, code: 'unknown-command' }
  const { id, device, actor, zone, uncertainty } = envelope
  const prepared = definition.prepare(envelope.args, envelope.v, {
    id,
    device,
    actor,
    zone,
    uncertainty,
    at: effectiveAt(envelope),
  })
  return prepared ? { ok: true, prepared } : { ok: false, code: 'bad-args' }
}
