import fc from 'fast-check'
import * as v from 'valibot'
import { id, words } from './hostileWords.ts'

/* What a schema would take, or nearly: made of the schema itself, so that a new field is attacked without being told of. */

const Inner = v.custom<object>((part) => typeof part === 'object' && part !== null)

/** A schema as valibot lays it out; what one of a kind does not have is empty. */
const Shape = v.object({
  type: v.fallback(v.string(), 'unknown'),
  entries: v.fallback(v.record(v.string(), Inner), {}),
  item: v.fallback(Inner, {}),
  value: v.fallback(Inner, {}),
  wrapped: v.fallback(Inner, {}),
  items: v.fallback(v.array(Inner), []),
  options: v.fallback(v.array(v.unknown()), []),
  literal: v.optional(v.unknown()),
})
type Shape = v.InferOutput<typeof Shape>

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...words),
  fc.anything({ maxDepth: 2 }),
  fc.string(),
)
const texts = [id, 'aa', 'A', 'd@example.org', 'Europe/London', 'GBP']

/** Values of about this form, with one part in ten something else altogether. */
export function nearly(schema: object): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: formed(v.parse(Shape, schema)), weight: 9 },
    { arbitrary: anything, weight: 1 },
  )
}

function formed({
  type,
  entries,
  item,
  value,
  wrapped,
  items,
  options,
  literal,
}: Shape): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
    case 'strict_object':
    case 'loose_object':
      return record(entries)
    case 'array':
      return fc.array(nearly(item), { maxLength: 3 })
    case 'record':
      return fc.dictionary(fc.string(), nearly(value), { maxKeys: 3 })
    case 'tuple':
    case 'strict_tuple':
      return fc.tuple(...items.map(nearly))
    case 'union':
    case 'variant':
      return fc.oneof(...options.filter((option) => v.is(Inner, option)).map(nearly))
    case 'optional':
    case 'exact_optional':
    case 'nullable':
    case 'nullish':
      return fc.oneof(nearly(wrapped), fc.constantFrom(null, undefined))
    case 'picklist':
      return fc.constantFrom(...options)
    case 'literal':
      return fc.constant(literal)
    case 'boolean':
      return fc.boolean()
    case 'number':
      return fc.oneof(fc.nat(100), fc.maxSafeInteger(), fc.double())
    case 'string':
      return fc.oneof(fc.constantFrom(...texts), fc.string())
    default:
      return anything
  }
}

function record(entries: Shape['entries']): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(entries).map(([name, field]) => [name, nearly(field)]))
  const odd = fc.constantFrom({}, {}, {}, { more: true })
  return fc.tuple(fc.record(fields), odd).map(([all, more]) => ({ ...all, ...more }))
}
