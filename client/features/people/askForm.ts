import { Password, Username } from '#shared/api.ts'
import { emailProblem } from '#shared/contact.ts'
import { RegistrationRequest } from '#shared/people.ts'
import type { Role } from '#shared/role.ts'
import * as v from 'valibot'

export interface AskForm {
  id: string
  name: string
  username: string
  email: string
  password: string
  role: Role
  locationId: string
}

export type AskErrors = Partial<Record<'name' | 'username' | 'email' | 'password', string>>

export const usernameRule =
  'A user name has 2 to 40 letters from a to z, digits, dots, dashes or underscores, and starts with a letter or digit.'
export const passwordRule = 'A password has at least 8 characters.'

/** What the server is asked, or a sentence for each field that is not ready. */
export function readAsk(
  form: AskForm,
): { ok: true; request: RegistrationRequest } | { ok: false; errors: AskErrors } {
  const username = form.username.trim().toLowerCase()
  const errors: AskErrors = {
    ...(form.name.trim() ? {} : { name: 'Please say what people call you.' }),
    ...(v.is(Username, username) ? {} : { username: usernameRule }),
    ...emailError(form.email),
    ...(v.is(Password, form.password) ? {} : { password: passwordRule }),
  }
  const { id, password, role } = form
  const parsed = v.safeParse(RegistrationRequest, {
    ...{ id, password, role, username },
    name: form.name.trim(),
    email: form.email.trim(),
    locationId: form.locationId || null,
  })
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, request: parsed.output }
}

export function emailError(text: string): { email?: string } {
  const problem = text.trim() ? emailProblem(text) : 'odd'
  if (problem === null) return {}
  if (problem === 'several') return { email: 'One address, please, without anything around it.' }
  return { email: 'That does not look like an e-mail address, such as anna@example.org.' }
}
