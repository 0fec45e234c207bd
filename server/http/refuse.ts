import { problem, type ProblemCode } from '#shared/problem.ts'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const statuses: Record<ProblemCode, ContentfulStatusCode> = {
  'bad-json': 400,
  'too-large': 413,
  'too-deep': 400,
  'bad-request': 400,
  'not-found': 404,
  'cross-site': 403,
  'sign-in-needed': 401,
  'sign-in-failed': 401,
  'still-pending': 403,
  'access-refused': 403,
  'too-many-tries': 429,
  'not-permitted': 403,
  'already-set-up': 409,
  'not-set-up': 409,
  'common-password': 400,
  'taken-username': 409,
  'already-decided': 409,
  'last-admin': 409,
  'reset-over': 400,
  'join-over': 400,
  'wrong-password': 400,
  'other-device': 400,
  'unknown-device': 404,
  'shut-out': 403,
  'device-needed': 401,
  'bad-key': 400,
  'unknown-location': 400,
  'sealed-elsewhere': 409,
  'password-needed': 400,
  'mail-not-set': 409,
  'upgrade-needed': 426,
  'try-again': 503,
  surprise: 500,
}

/** Says no, in the one form that every refusal has. */
export function refuse(c: Context, code: ProblemCode, status = statuses[code]): Response {
  c.set('refused', code)
  return c.json(problem(code), status)
}
