import * as v from 'valibot'
import type { Draft, Needs } from './draft.ts'
import type { Permission } from './role.ts'
import type { Approval } from './approval.ts'

/** A fact happened in the world and is recorded whatever is odd about it; a request may be refused. */
export type Kind = 'fact' | 'request'

export const Flag = v.picklist([
  'oversold',
  'price-differs',
  'total-differs',
  'dangling',
  'number-odd',
  'not-permitted',
  'after-revocation',
  'clock-suspect',
  'chain-broken',
  'over-limit',
  'not-approved',
  'unsealed',
  'over-paid',
  'over-refunded',
  'after-closing',
  'beyond-allotment',
  'ambiguous',
])
export type Flag = v.InferOutput<typeof Flag>

export const RejectCode = v.picklist(['not-permitted', 'unknown', 'incomplete'])
export type RejectCode = v.InferOutput<typeof RejectCode>

/**
 * A receipt that is to be mailed: under which id, of which order, to what sealed address (null: the order's). The server
 * sees to it.
 */
export interface Wish {
  id: string
  orderId: string
  sealed: string | null
}

export type Decision = { ok: true; flags: Flag[]; wish?: Wish } | { ok: false; code: RejectCode }

/** What a rule may know besides its arguments. `at` is the effective instant; no rule reads a clock. */
export interface Meta {
  id: string
  device: string
  actor: string
  zone: string
  at: number
  /** By how much (ms) that may be off. */
  uncertainty: number
}

/** A command whose arguments are checked: what it must read, and the rule that decides. */
export interface Prepared {
  kind: Kind
  permission: Permission
  /** Whoever stood by and allowed what the actor alone may not. */
  approval: Approval | null
  /** May be asked again once its rows are loaded; it then names what they led to as well. */
  needs(draft: Draft): Needs
  rule(draft: Draft): Decision
}

export interface Definition {
  name: string
  v: number
  /** `v` is the version of these arguments, this one or an earlier one. */
  prepare(args: unknown, v: number, meta: Meta): Prepared | null
}

interface Spec<Schema extends v.GenericSchema> {
  name: string
  v: number
  kind: Kind
  permission: Permission | ((args: v.InferOutput<Schema>) => Permission)
  args: Schema
  approval?: (args: v.InferOutput<Schema>) => Approval | undefined
  /** Kept for ever: the first makes arguments of version 1 into those of version 2, and so on. */
  upcasts?: readonly ((args: unknown) => unknown)[]
  needs(args: v.InferOutput<Schema>, meta: Meta, draft: Draft): Partial<Needs>
  rule(args: v.InferOutput<Schema>, meta: Meta, draft: Draft): Decision
}

/** Defines a command once for both sides: its schema, who may give it, fact or request, and its rule. */
export function define<Schema extends v.GenericSchema>(spec: Spec<Schema>) {
  const upcasts = spec.upcasts ?? []
  if (upcasts.length !== spec.v - 1) throw new RangeError(`${spec.name} does not read all of its versions`)
  return {
    name: spec.name,
    v: spec.v,
    args: spec.args,
    prepare(raw: unknown, version: number, meta: Meta): Prepared | null {
      const current = upcast(raw, upcasts.slice(version - 1))
      const parsed = v.safeParse(spec.args, current, { abortEarly: true })
      if (!parsed.success) return null
      const args = parsed.output
      return {
        kind: spec.kind,
        permission: typeof spec.permission === 'string' ? spec.permission : spec.permission(args),
        approval: spec.approval?.(args) ?? null,
        needs: (draft) => ({ rows: [], movements: [], orders: [], ...spec.needs(args, meta, draft) }),
        rule: (draft) => spec.rule(args, meta, draft),
      }
    },
  }
}

/** Arguments of an earlier version may hold anything; what cannot be made newer is as bad as what cannot be read. */
function upcast(raw: unknown, steps: readonly ((args: unknown) => unknown)[]): unknown {
  try {
    return steps.reduce((args, step) => step(args), raw)
  } catch {
    return null
  }
}
