import { describe, expect, it } from 'vitest'
import { readSettings, typedOf } from './settingsForm.ts'

const before = { name: 'Leith Larder', address: '1 Shore\nEdinburgh' }

describe('the settings', () => {
  it('are as they stand, with the usual limit where none was set', () => {
    expect(typedOf(before)).toEqual({
      name: 'Leith Larder',
      address: '1 Shore\nEdinburgh',
      taxNumber: '',
      receiptNote: '',
      language: 'en',
      employeeDiscount: '10',
    })
  })

  it('send only what was changed', () => {
    const typed = { name: ' Leith Larder ', taxNumber: ' GB 123 ', employeeDiscount: '7.5 %' }
    expect(readSettings(typed, before)).toEqual({
      ok: true,
      fields: { taxNumber: 'GB 123', employeeDiscount: 750 },
    })
    expect(readSettings({ employeeDiscount: '10.0' }, before)).toEqual({ ok: true, fields: {} })
    expect(readSettings({ language: 'de' }, before)).toEqual({ ok: true, fields: { language: 'de' } })
    expect(readSettings({ language: 'en' }, before)).toEqual({ ok: true, fields: {} })
    expect(readSettings({ address: '' }, before)).toEqual({ ok: true, fields: { address: '' } })
  })

  it('say by the field what needs another look', () => {
    const reading = readSettings(
      { name: ' ', employeeDiscount: '120', receiptNote: 'x'.repeat(301), language: 'tlh' },
      before,
    )
    expect(reading.ok ? [] : Object.keys(reading.errors)).toEqual([
      'name',
      'receiptNote',
      'language',
      'employeeDiscount',
    ])
  })
})
