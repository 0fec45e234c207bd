import { v7 } from 'uuid'
import { computed, reactive, ref, shallowRef } from 'vue'
import type { Member, MemberChange, NewMember, ResetCode } from '#shared/people.ts'
import { useToasts } from '../../ui/toasts.ts'
import { changesOf, type MemberForm, readMember } from './memberForm.ts'

interface Acts {
  add: (wish: NewMember) => Promise<ResetCode | string>
  change: (change: MemberChange) => Promise<string>
  reset: () => Promise<ResetCode | string>
}

/** Somebody while what is known of them is typed; a `code`, once one was made for them. */
export function useMember(member: () => Member | null, { add, change, reset }: Acts) {
  const { show } = useToasts()
  const known = member()
  const form = reactive<MemberForm>({
    name: known?.name ?? '',
    username: known?.username ?? '',
    email: known?.email ?? '',
    role: known?.role ?? 'employee',
    locationId: known?.locationId ?? '',
  })
  const id = v7()
  const [problem, isBusy, wasTried] = [ref(''), ref(false), ref(false)]
  const code = shallowRef<ResetCode | null>(null)
  const errors = computed(() => {
    const read = readMember(form)
    return wasTried.value && !read.ok ? read.errors : {}
  })

  /** True once the server has it. */
  async function save(): Promise<boolean> {
    wasTried.value = true
    const read = readMember(form)
    if (!read.ok) return false
    const before = member()
    if (!before) return take(await busy(() => add({ id, ...read.fields })), `${read.fields.name} was added`)
    return said(await busy(() => change(changesOf(before, read.fields))), 'Saved')
  }

  async function setActive(active: boolean) {
    const name = member()?.name ?? ''
    said(await busy(() => change({ active })), active ? `${name} can sign in again` : `${name} is disabled`)
  }

  async function makeCode() {
    take(await busy(reset), '')
  }

  function take(answer: ResetCode | string, done: string): boolean {
    if (typeof answer === 'string') return said(answer, done)
    code.value = answer
    return said('', done)
  }

  function said(refusal: string, done: string): boolean {
    problem.value = refusal
    if (refusal === '' && done !== '') show(done, { tone: 'good' })
    return refusal === ''
  }

  async function busy<T>(act: () => Promise<T>): Promise<T> {
    isBusy.value = true
    return act().finally(() => (isBusy.value = false))
  }

  return { form, errors, problem, code, isBusy, save, setActive, makeCode }
}
