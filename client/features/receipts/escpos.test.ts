import { expect, it } from 'vitest'
import { choosePort, type Ports, send } from './device.ts'
import { bytesOf, testBytes } from './escpos.ts'
import { Language, moneyLocale } from '#shared/language.ts'
import { formatMoney } from '#shared/money.ts'
import { orderReceipt } from '#shared/orderReceipt.ts'
import type { Receipt } from '#shared/receipt.ts'
import { letterhead, paid, refund, settled } from '#shared/receiptSamples.ts'

const receipt: Receipt = {
  language: 'en',
  ...{ title: 'Order B-0042', number: 'B-0042', business: 'Café Größe', head: [], marks: [], facts: [] },
  lines: [{ quantity: 2, name: 'Crème brûlée', value: '£9.00', details: [] }],
  ...{ sums: [{ label: 'Total', value: '£9.00', strong: true }], money: [], taxes: [], notes: [] },
  end: 'Thank you',
}

/** The text that a printer would set, read back as Windows-1252 or code page 437/858 by its own commands. */
function heard(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

it('It begins by resetting the printer, ends by cutting, and says all in between', async () => {
  const bytes = await bytesOf([receipt], 42)
  const text = heard(bytes)
  expect(text.startsWith('\x1b@')).toBe(true)
  expect(text).toContain('\x1dV')
  for (const words of ['B-0042', 'ORDER B-0042', 'TOTAL', '9.00', 'Thank you']) expect(text).toContain(words)
  expect(text).not.toContain('?')
  // The number is twice as wide and high: GS ! 0x11.
  expect(text.indexOf('\x1d!\x11')).toBeLessThan(text.indexOf('B-0042'))
})

it.each(Language.options)(
  'It prints a receipt in %s without a sign that the printer lacks',
  async (language) => {
    const business = { ...letterhead.business, language }
    const money = (minor: number) => formatMoney(minor * 1_000, 'EUR', moneyLocale(language, 'EUR'))
    const paper = orderReceipt(
      settled,
      { paid: [paid], refunds: [refund] },
      { ...letterhead, business, money },
    )
    expect(heard(await bytesOf([paper], 48))).not.toContain('?')
  },
)

it('It prints what was typed, and does nothing that it says', async () => {
  const typed = 'ice\u001bp\u0000\u0019\u0019\u001dV0\u0007\u202e cream 😀\nמלח'
  const [line] = receipt.lines
  const said = (name: string) => ({
    ...receipt,
    lines: [{ ...line, quantity: 2, name, value: '£9.00', details: [name] }],
    notes: [name],
  })
  const [odd, plain] = await Promise.all(
    [typed, 'ice p   V0  cream 😀 מלח'].map((name) => bytesOf([said(name)], 42)),
  )
  const commands = (bytes = new Uint8Array()) => heard(bytes).match(/\x1b[^t]|\x1d./g)
  expect(commands(odd)).toEqual(commands(plain))
  expect(heard(odd ?? new Uint8Array())).not.toMatch(/\x00\x19|\x07/)
})

it('It sets each line within the paper’s width', async () => {
  const ruler = heard(await testBytes(32)).match(/\d{20,}/)?.[0]
  expect(ruler).toHaveLength(32)
})

function usbPrinter(fails = false) {
  const taken: number[][] = []
  const device = {
    opened: false,
    configuration: null,
    configurations: [
      {
        interfaces: [
          { interfaceNumber: 3, alternates: [{ interfaceClass: 3, endpoints: [] }] },
          {
            interfaceNumber: 1,
            alternates: [
              { interfaceClass: 7, endpoints: [{ direction: 'out', type: 'bulk', endpointNumber: 2 }] },
            ],
          },
        ],
      },
    ],
    calls: [] as string[],
    open: async () => void device.calls.push('open'),
    close: async () => void device.calls.push('close'),
    selectConfiguration: async (number: number) => void device.calls.push(`configuration ${number}`),
    claimInterface: async (number: number) => void device.calls.push(`claim ${number}`),
    transferOut: async (endpoint: number, bytes: Uint8Array) => {
      if (fails) throw new DOMException('gone', 'NetworkError')
      device.calls.push(`out ${endpoint}`)
      taken.push([...bytes])
      return { status: 'ok' }
    },
  }
  const ports = {
    usb: { getDevices: async () => [device], requestDevice: async () => device },
  } as unknown as Ports
  return { ports, device, taken }
}

it('It finds the printer’s endpoint, hands the bytes over and lets go of it', async () => {
  const { ports, device, taken } = usbPrinter()
  expect(await send(ports, 'usb', new Uint8Array([1, 2, 3]))).toBe(true)
  expect(taken).toEqual([[1, 2, 3]])
  expect(device.calls).toEqual(['open', 'configuration 1', 'claim 1', 'out 2', 'close'])
})

it('It says when the printer is gone, and lets go of it all the same', async () => {
  const { ports, device } = usbPrinter(true)
  expect(await send(ports, 'usb', new Uint8Array([1]))).toBe(false)
  expect(device.calls.at(-1)).toBe('close')
  expect(await send({}, 'usb', new Uint8Array([1]))).toBe(false)
  expect(await send({}, 'serial', new Uint8Array([1]))).toBe(false)
})

it('It takes no choice for a choice of none', async () => {
  const none = () => Promise.reject(new DOMException('none', 'NotFoundError'))
  expect(await choosePort({ serial: { requestPort: none, getPorts: async () => [] } }, 'serial')).toBe(false)
})

it('It writes to a serial line and closes it', async () => {
  const taken: number[] = []
  let isOpen = false
  const port = {
    open: async () => void (isOpen = true),
    close: async () => void (isOpen = false),
    writable: {
      getWriter: () => ({
        write: async (bytes: Uint8Array) => void taken.push(...bytes),
        releaseLock: () => undefined,
      }),
    },
  }
  const ports = { serial: { getPorts: async () => [port] } } as unknown as Ports
  expect(await send(ports, 'serial', new Uint8Array([7, 8]))).toBe(true)
  expect([taken, isOpen]).toEqual([[7, 8], false])
})
