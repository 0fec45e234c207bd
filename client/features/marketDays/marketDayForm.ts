import * as v from 'valibot'
import { Day, type MarketDayFields, plainMarketDay } from '#shared/marketDay.ts'

export type MarketDayErrors = Partial<Record<'name' | 'on' | 'locationIds' | 'note', string>>
export type MarketDayReading = { ok: true; fields: MarketDayFields } | { ok: false; errors: MarketDayErrors }

/** A market day as it is being typed, from a row or from nothing. */
export function draftOf(fields: MarketDayFields | null): MarketDayFields {
  const { name, on, locationIds, storeId, staff, note, active } = fields ?? { ...plainMarketDay, on: '' }
  return { name, on, locationIds: [...locationIds], storeId, staff: [...staff], note, active }
}

/** What was typed as a market day, or a sentence for each field that needs another look. */
export function readMarketDay(draft: MarketDayFields): MarketDayReading {
  const [name, note] = [draft.name.trim(), draft.note.trim()]
  const errors: MarketDayErrors = {}
  if (!name) errors.name = 'Say which market it is.'
  else if (name.length > 80) errors.name = 'A name has at most 80 letters.'
  if (!v.is(Day, draft.on)) errors.on = 'Choose the day.'
  if (draft.locationIds.length === 0) errors.locationIds = 'Choose at least one stall or van.'
  if (note.length > 500) errors.note = 'A note has at most 500 letters.'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  // Goods cannot be loaded from where they are sold.
  const storeId = draft.locationIds.includes(draft.storeId) ? '' : draft.storeId
  return { ok: true, fields: { ...draft, name, note, storeId } }
}
