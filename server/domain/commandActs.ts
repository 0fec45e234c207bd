import type { Prepared } from '#shared/define.ts'
import type { Draft } from '#shared/draft.ts'
import type { Row, Table } from '#shared/rows.ts'
import type { Act } from '../store/acts.ts'

type Told = Pick<Act, 'subjectId' | 'subject' | 'before' | 'after'>
type Fields = Record<string, unknown>

/** Commands that are acts, and what each is done to. Selling, counting and moving stock tell of themselves. */
const watched: Readonly<Record<string, Table>> = {
  'product.save': 'product',
  'product.import': 'product',
  'business.save': 'business',
  'location.save': 'location',
  'marketDay.save': 'marketDay',
  'exception.resolve': 'exception',
}

/** Looks at what a command may change before it does, and afterwards tells what became of it. */
export function watchActs(name: string, prepared: Prepared, draft: Draft): () => Told[] {
  const table = Object.hasOwn(watched, name) ? watched[name] : undefined
  if (!table) return () => []
  const ids = [...new Set(prepared.needs(draft).rows.flatMap(([of, id]) => (of === table ? [id] : [])))]
  const look = () => ids.map((id) => draft.get(table, id))
  const before = look()
  return () =>
    look().flatMap((after, index) => {
      const was = before[index]
      if (!after || after === was) return []
      return [
        {
          subjectId: after.id,
          subject: nameOf(after),
          before: was ? fieldsOf(was) : {},
          after: fieldsOf(after),
        },
      ]
    })
}

function fieldsOf(row: Row): Fields {
  if ('about' in row || 'resolved' in row) return { resolved: row.resolved?.reason ?? '' }
  const fields: Fields = { ...row }
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'id' && field !== 'stamps'))
}

function nameOf(row: Row): string {
  if ('name' in row) return row.name
  return 'about' in row ? (row.about.number ?? row.about.name) : ''
}
