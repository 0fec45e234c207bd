import { Username } from '#shared/api.ts'
import type { Member, MemberChange, NewMember } from '#shared/people.ts'
import type { Role } from '#shared/role.ts'
import * as v from 'valibot'
import { emailError, usernameRule } from './askForm.ts'

export interface MemberForm {
  name: string
  username: string
  email: string
  role: Role
  locationId: string
}

type Fields = Omit<NewMember, 'id'>
export type MemberErrors = Partial<Record<'name' | 'username' | 'email', string>>

/** What was typed of somebody, or a sentence for each field that is not ready. */
export function readMember(
  form: MemberForm,
): { ok: true; fields: Fields } | { ok: false; errors: MemberErrors } {
  const username = form.username.trim().toLowerCase()
  const errors: MemberErrors = {
    ...(form.name.trim() ? {} : { name: 'Please say what people call them.' }),
    ...(v.is(Username, username) ? {} : { username: usernameRule }),
    ...(form.email.trim() ? emailError(form.email) : {}),
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const { role, locationId } = form
  const [name, email] = [form.name.trim(), form.email.trim()]
  return { ok: true, fields: { name, username, email: email || null, role, locationId: locationId || null } }
}

/** Only what is different: two who edit one person at once keep each other's changes. */
export function changesOf(before: Member, { name, email, role, locationId }: Fields): MemberChange {
  return {
    ...(name === before.name ? {} : { name }),
    ...(email === before.email ? {} : { email }),
    ...(role === before.role ? {} : { role }),
    ...(locationId === before.locationId ? {} : { locationId }),
  }
}
