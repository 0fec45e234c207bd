import fc from 'fast-check'

/* What anybody might do with an IndexedDB, drawn by chance, done to any of them, and written down. */

export type Range = { only: Value } | { lower?: Value; upper?: Value; lowerOpen: boolean; upperOpen: boolean }
type Value = string | number | (string | number)[]

type Act =
  | { act: 'put' | 'add'; row: Row }
  | {
      act: 'delete' | 'get' | 'getKey' | 'getAll' | 'getAllKeys' | 'count'
      index: string
      range: Range
      most: number
    }
  | { act: 'clear' | 'abort' | 'commit' }
  | { act: 'walk'; index: string; range: Range | null; direction: IDBCursorDirection; steps: Step[] }

export type Step = 'continue' | 'advance' | 'update' | 'delete' | { to: Value }

interface Row {
  id: string
  group: string | number
  at: number
  code: string
  tags: string[]
  note?: string
}

export interface Deed {
  store: 'rows' | 'others'
  act: Act
  /** Whether an error is to spare the transaction. */
  spares: boolean
  /** Waits for the answer of what came before. */
  waits: boolean
}

export interface Program {
  transactions: { mode: 'readonly' | 'readwrite'; stores: ('rows' | 'others')[]; deeds: Deed[] }[]
}

const id = fc.integer({ min: 0, max: 4 }).map((number) => `row ${number}`)
const group = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 }))
const at = fc.integer({ min: 0, max: 5 })
const row: fc.Arbitrary<Row> = fc.record(
  {
    ...{ id, group, at },
    code: fc.integer({ min: 0, max: 12 }).map((number) => `code ${number}`),
    tags: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
    note: fc.constantFrom('hot', 'cold'),
  },
  { requiredKeys: ['id', 'group', 'at', 'code', 'tags'] },
)
const keys = {
  id,
  group,
  'group+at': fc.tuple(group, at),
  code: row.map(({ code }) => code),
  tags: fc.constantFrom('x', 'y', 'z'),
}

const onAnIndex = fc.constantFrom('', 'group', 'group+at', 'code', 'tags').chain((index) => {
  const key: fc.Arbitrary<Value> = keys[index === '' ? 'id' : (index as keyof typeof keys)]
  const range: fc.Arbitrary<Range> = fc.oneof(
    key.map((only) => ({ only })),
    fc.record({ lower: key, lowerOpen: fc.boolean(), upperOpen: fc.constant(true) }),
    fc.record({ upper: key, lowerOpen: fc.constant(true), upperOpen: fc.boolean() }),
    fc.record({ lower: key, upper: key, lowerOpen: fc.boolean(), upperOpen: fc.boolean() }),
  )
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Step>('continue') },
    fc.constantFrom<Step>('advance', 'update', 'delete'),
    key.map((to) => ({ to })),
  )
  return fc.record({ index: fc.constant(index), range, step })
})

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ act: fc.constantFrom('put' as const, 'put', 'add'), row }) },
  {
    weight: 8,
    arbitrary: onAnIndex.chain(({ index, range }) =>
      fc.record({
        act: fc.constantFrom('delete' as const, 'get', 'getKey', 'getAll', 'getAllKeys', 'count'),
        index: fc.constant(index),
        range: fc.constant(range),
        most: fc.integer({ min: 0, max: 4 }),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: onAnIndex.chain(({ index, range, step: first }) =>
      fc.record({
        act: fc.constant('walk' as const),
        index: fc.constant(index),
        range: fc.option(fc.constant(range)),
        direction: fc.constantFrom<IDBCursorDirection>('next', 'nextunique', 'prev', 'prevunique'),
        steps: fc.array(fc.oneof(fc.constant(first), fc.constant<Step>('continue')), { maxLength: 6 }),
      }),
    ),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('clear' as const, 'abort', 'abort', 'commit') }) },
)

const store = fc.constantFrom('rows' as const, 'others' as const)
const deed: fc.Arbitrary<Deed> = fc.record({ store, act, spares: fc.boolean(), waits: fc.boolean() })

export const program: fc.Arbitrary<Program> = fc.record({
  transactions: fc.array(
    fc.record({
      mode: fc.constantFrom('readonly' as const, 'readwrite', 'readwrite'),
      stores: fc.constantFrom<('rows' | 'others')[]>(['rows'], ['others'], ['rows', 'others']),
      deeds: fc.array(deed, { maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
})
