import type { ForecastQuestion } from '#shared/forecast/answer.ts'
import type { RangeQuestion, SalesQuestion } from '#shared/reports.ts'
import type { UnusualQuestion } from '#shared/unusual.ts'
import type { Answer } from '../../data/api.ts'
import type { Office } from '../../data/office.ts'

export interface Heard<T> {
  answer: T
  /** By this device's clock, epoch ms. */
  at: number
}

/** A report, and what was last heard of it by question, for as long as the app is open. */
export interface Kind<Q, T> {
  ask(office: Office, question: Q): Promise<Answer<T>>
  kept: Map<string, Heard<T>>
}

function kind<Q, T>(ask: Kind<Q, T>['ask']): Kind<Q, T> {
  return { ask, kept: new Map() }
}

export const salesReport = kind((office, question: SalesQuestion) => office.salesReport(question))
export const inventoryReport = kind((office, question: RangeQuestion) => office.inventoryReport(question))
export const cashReport = kind((office, question: RangeQuestion) => office.cashReport(question))
export const forecastReport = kind((office, question: ForecastQuestion) => office.forecast(question))
export const unusualReport = kind((office, question: UnusualQuestion) => office.unusual(question))
export const nowReport = kind((office, _question: object) => office.nowReport())
