import * as v from 'valibot'
import { SetUpRequest, Username } from '#shared/api.ts'
import type { Language } from '#shared/language.ts'

export interface SetUpForm {
  businessName: string
  currency: string
  zone: string
  language: Language
  taxIncluded: 'included' | 'added'
  name: string
  username: string
  password: string
  sample: boolean
}

export type SetUpErrors = Partial<Record<'businessName' | 'name' | 'username' | 'password', string>>

/** What the server is asked, or a sentence for each field that is not ready. */
export function readSetUp(
  form: SetUpForm,
): { ok: true; request: SetUpRequest } | { ok: false; errors: SetUpErrors } {
  const errors = errorsOf(form)
  const parsed = v.safeParse(SetUpRequest, {
    business: {
      name: form.businessName.trim(),
      currency: form.currency,
      zone: form.zone,
      language: form.language,
      taxIncluded: form.taxIncluded === 'included',
    },
    admin: { name: form.name.trim(), username: form.username.trim().toLowerCase(), password: form.password },
    sample: form.sample,
  })
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, request: parsed.output }
}

function errorsOf(form: SetUpForm): SetUpErrors {
  const username = form.username.trim().toLowerCase()
  return {
    ...(lengthOf(form.businessName, 80) ?? { businessName: 'Please say what the business is called.' }),
    ...(lengthOf(form.name, 80) ?? { name: 'Please say what people call you.' }),
    ...(v.is(Username, username)
      ? {}
      : {
          username:
            'A user name has 2 to 40 letters from a to z, digits, dots, dashes or underscores, and starts with a letter or digit.',
        }),
    ...(Array.from(form.password).length >= 8 ? {} : { password: 'A password has at least 8 characters.' }),
  }
}

function lengthOf(text: string, most: number): Record<string, never> | null {
  const { length } = text.trim()
  return length > 0 && length <= most ? {} : null
}
