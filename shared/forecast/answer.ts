import * as v from 'valibot'
import { Day } from '../marketDay.ts'
import { Missing } from '../reports.ts'
import { Counter, Id } from '../schema.ts'

/** How likely what is brought is to be enough. */
export const Service = v.picklist(['80', '90', '95'])
export type Service = v.InferOutput<typeof Service>

export const ForecastQuestion = v.strictObject({ date: Day, location: Id, service: Service })
export type ForecastQuestion = v.InferOutput<typeof ForecastQuestion>

const Units = v.pipe(v.number(), v.safeInteger())

export const Reason = v.object({
  /** 0 is Monday. */
  weekday: Counter,
  /** Units sold on the last four such weekdays that were market days, the latest first. */
  lately: v.array(Units),
  /** Of the last eight market days, how many sold out. */
  soldOut: Counter,
  /** Of the last eight market days, on how many any was sold, and of how many. */
  soldOn: v.tuple([Counter, Counter]),
  /** What this weekday sells against an average day. */
  strength: v.number(),
  /** What the latest market days sold against those of the last months. */
  trend: v.number(),
  /** By how much trade grew, a year ago, from these days to that one; 1 where that is not known. */
  season: v.number(),
})
export type Reason = v.InferOutput<typeof Reason>

/** Units. Less than `low` or more than `high` is sold one time in ten each, less than `expected` as often as more. */
export const ForecastRow = v.object({
  productId: Id,
  label: v.string(),
  category: v.string(),
  /** There were too few market days to say anything; the figures say nothing then. */
  isEnough: v.boolean(),
  low: Counter,
  expected: Counter,
  high: Counter,
  /** What is enough with the likelihood that was asked for. */
  bring: Counter,
  /** What lies there now, and where it is loaded from; null where nobody keeps its stock, or there is no such place. */
  there: v.nullable(Units),
  stored: v.nullable(Units),
  /** What is missing there; nothing where nobody keeps its stock. */
  load: Counter,
  /** How far off such forecasts were lately: units off of each unit sold; null where none was sold. */
  error: v.nullable(v.number()),
  reason: Reason,
})
export type ForecastRow = v.InferOutput<typeof ForecastRow>

/** What a place will sell on a day, and what to bring. */
export const ForecastAnswer = v.object({
  ...ForecastQuestion.entries,
  /** The market days that it rests on: how many, and the last of them. */
  days: Counter,
  until: v.nullable(Day),
  /** The market day that is planned there and then, and where its goods come from. */
  dayId: v.nullable(Id),
  storeIds: v.array(Id),
  /** As in a row, all products together. */
  error: v.nullable(v.number()),
  /** Tablets that may hold more of those market days. */
  missing: v.array(Missing),
  rows: v.array(ForecastRow),
})
export type ForecastAnswer = v.InferOutput<typeof ForecastAnswer>
