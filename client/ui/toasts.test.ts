import { expect, it } from 'vitest'
import { openToasts } from './toasts.ts'

it('keeps no more than three, the newest last', () => {
  const { toasts, show } = openToasts()
  for (const text of ['one', 'two', 'three', 'four']) show(text)
  expect(toasts.value.map((toast) => toast.text)).toEqual(['two', 'three', 'four'])
})

it('gives an undo more time than a plain word', () => {
  const { toasts, show } = openToasts()
  show('Saved')
  show('Removed', { action: { label: 'Undo', run: () => undefined } })
  const [plain, undo] = toasts.value
  expect(undo?.seconds).toBeGreaterThan(plain?.seconds ?? Infinity)
})

it('takes away only the one dismissed', () => {
  const { toasts, show, dismiss } = openToasts()
  const first = show('Saved')
  show('Sent')
  dismiss(first)
  expect(toasts.value.map((toast) => toast.text)).toEqual(['Sent'])
})
