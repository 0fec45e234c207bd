import * as v from 'valibot'
import { expect, it } from 'vitest'
import { define } from './define.ts'
import { Draft } from './draft.ts'

const spec = {
  name: 'stall.open',
  v: 3,
  kind: 'fact',
  permission: 'order.place',
  args: v.strictObject({ float: v.number(), by: v.string() }),
  needs: () => ({}),
} as const
const upcasts = [
  (args: unknown) => ({ float: v.parse(v.object({ cash: v.number() }), args).cash }),
  (args: unknown) => ({ ...v.parse(v.object({ float: v.number() }), args), by: 'nobody' }),
]
const meta = { id: '', device: '', actor: '', zone: '', at: 0, uncertainty: 0 }

it('reads arguments of every version as those of the newest', () => {
  const seen: unknown[] = []
  const rule = (args: unknown) => {
    seen.push(args)
    return { ok: true as const, flags: [] }
  }
  const command = define({ ...spec, upcasts, rule })
  const draft = new Draft()
  for (const [version, args] of [
    [1, { cash: 5 }],
    [2, { float: 6 }],
    [3, { float: 7, by: 'Ada' }],
  ] as const)
    command.prepare(args, version, meta)?.rule(draft)
  expect(seen).toEqual([
    { float: 5, by: 'nobody' },
    { float: 6, by: 'nobody' },
    { float: 7, by: 'Ada' },
  ])
})

it('cannot read what an earlier version never was', () => {
  const command = define({ ...spec, upcasts, rule: () => ({ ok: true, flags: [] }) })
  expect(command.prepare({ float: 5 }, 1, meta)).toBeNull()
  expect(command.prepare(null, 2, meta)).toBeNull()
  expect(command.prepare({ float: 'five', by: 'Ada' }, 3, meta)).toBeNull()
})

it('has to read all of its versions', () => {
  expect(() => define({ ...spec, upcasts: [], rule: () => ({ ok: true, flags: [] }) })).toThrow('versions')
})
