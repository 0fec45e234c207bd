import { effectScope, nextTick, ref } from 'vue'
import { expect, it } from 'vitest'
import { isBusyHere, useBusy, whileNobodyIsBusy } from './busy.ts'

const tried = async () => {
  let ran = false
  const did = await whileNobodyIsBusy(async () => {
    ran = true
  })
  expect(did).toBe(ran)
  return ran
}

/** Granted locks arrive a little later. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 10))

it('lets nothing start while a basket is open, and anything once it is empty', async () => {
  const scope = effectScope()
  const lines = ref(1)
  scope.run(() => useBusy(() => lines.value > 0))
  expect(isBusyHere.value).toBe(true)
  expect(await tried()).toBe(false)
  lines.value = 0
  await settled()
  expect(isBusyHere.value).toBe(false)
  expect(await tried()).toBe(true)
  scope.stop()
})

it('is free again when the page with the basket goes', async () => {
  const scope = effectScope()
  scope.run(() => useBusy(() => true))
  expect(await tried()).toBe(false)
  scope.stop()
  await settled()
  await nextTick()
  expect(await tried()).toBe(true)
})

it('minds the basket of another tab', async () => {
  let close = () => {}
  const open = new Promise<void>((resolve) => (close = resolve))
  const other = navigator.locks.request('awning.busy', { mode: 'shared' }, () => open)
  await settled()
  expect(isBusyHere.value).toBe(false)
  expect(await tried()).toBe(false)
  close()
  await other
  expect(await tried()).toBe(true)
})
