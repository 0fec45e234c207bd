import { Username } from '#shared/api.ts'
import type { Decision } from '#shared/people.ts'
import type { Role } from '#shared/role.ts'
import * as v from 'valibot'
import { usernameRule } from './askForm.ts'

export interface DecisionForm {
  decision: Decision['decision']
  username: string
  role: Role
  locationId: string
  reason: string
}

type Read = { ok: true; decision: Decision } | { ok: false; errors: { username?: string; reason?: string } }

/** What was decided, or what is missing. */
export function readDecision({ decision, username, role, locationId, reason }: DecisionForm): Read {
  if (decision === 'reject') {
    if (!reason.trim()) return { ok: false, errors: { reason: 'Say in a few words why.' } }
    return { ok: true, decision: { decision, reason: reason.trim() } }
  }
  const name = username.trim().toLowerCase()
  if (!v.is(Username, name)) return { ok: false, errors: { username: usernameRule } }
  return { ok: true, decision: { decision, username: name, role, locationId: locationId || null } }
}
