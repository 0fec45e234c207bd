import { type Form, useForm } from '../app/useForm.ts'

export type BackForm = Form

/** What is typed into a sheet that gives something of an order back. */
export function useBackForm(what: 'refund' | 'cancel' | 'give-back', orderId: () => string): BackForm {
  return useForm(() => `awning.${what}.${orderId()}`)
}
