import { expect, it } from 'vitest'
import { openToasts } from './toasts.ts'

/** A shelf by a clock that is told to go on. */
function shelf() {
  const waits: { until: number; act: () => void }[] = []
  const state = { now: 0, isHeld: false }
  const wait = (seconds: number, act: () => void) => void waits.push({ until: state.now + seconds, act })
  const toasts = openToasts({ isHeld: () => state.isHeld, wait })
  const pass = (seconds: number) => {
    for (const end = state.now + seconds; state.now < end;) {
      state.now += 1
      for (const { until, act } of [...waits]) if (until === state.now) act()
    }
  }
  return { ...toasts, state, pass, texts: () => toasts.toasts.value.map(({ text }) => text) }
}

it('keeps no more than three, the newest last', () => {
  const { show, texts } = shelf()
  for (const text of ['one', 'two', 'three', 'four']) show(text)
  expect(texts()).toEqual(['two', 'three', 'four'])
})

it('gives an undo more time than a plain word', () => {
  const { show, texts, pass } = shelf()
  show('Saved')
  show('Removed', { action: { label: 'Undo', run: () => undefined } })
  pass(5)
  expect(texts()).toEqual(['Removed'])
  pass(5)
  expect(texts()).toEqual([])
})

it('keeps what somebody points at until they let go of it', () => {
  const { show, texts, pass, state } = shelf()
  show('Saved')
  state.isHeld = true
  pass(30)
  expect(texts()).toEqual(['Saved'])
  state.isHeld = false
  pass(1)
  expect(texts()).toEqual([])
})

it('takes away plain words where something opens, and keeps an undo and what went wrong', () => {
  const { show, settle, texts } = shelf()
  show('Till opened', { tone: 'good' })
  show('Removed', { action: { label: 'Undo', run: () => undefined } })
  show('Not saved', { tone: 'danger' })
  settle()
  expect(texts()).toEqual(['Removed', 'Not saved'])
})

it('takes away only the one dismissed, or all of them', () => {
  const { show, dismiss, clear, texts } = shelf()
  const first = show('Saved')
  show('Sent')
  dismiss(first)
  expect(texts()).toEqual(['Sent'])
  clear()
  expect(texts()).toEqual([])
})
