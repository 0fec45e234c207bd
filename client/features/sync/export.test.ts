import { expect, it } from 'vitest'
import { chainStart } from '#shared/envelope.ts'
import { journalFile } from './export.ts'

const id = (end: number) => `0190a000-0000-7000-8000-${String(end).padStart(12, '0')}`
const device = { id: id(1), letter: 'B', name: 'Blue', locationId: id(2), active: true }
const command = (seq: number) => ({
  id: id(10 + seq),
  device: id(1),
  seq,
  name: 'order.place',
  v: 1,
  args: { number: `B-000${seq}` },
  actor: id(3),
  grant: id(4),
  at: 1_700_000_000_000,
  offset: 0,
  uncertainty: 0,
  zone: 'Europe/London',
  base: 0,
  hash: chainStart,
})

it('carries every unsent command as it was sealed, the first one first', () => {
  const entries = [2, 1].map((seq) => ({ seq, command: command(seq) }))
  const { name, text } = journalFile(device, entries, ['mac.{}'], Date.UTC(2026, 10, 21))
  expect(name).toBe('awning-B-2026-11-21.json')
  expect(JSON.parse(text)).toMatchObject({
    format: 'awning-journal',
    device,
    commands: [command(1), command(2)],
    grants: ['mac.{}'],
  })
})
