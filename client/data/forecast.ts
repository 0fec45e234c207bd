import { ForecastAnswer, type ForecastQuestion } from '#shared/forecast/answer.ts'
import { UnusualAnswer, type UnusualQuestion } from '#shared/unusual.ts'
import { askingWith } from './api.ts'

/** What the server makes of what all tablets sold. It needs a web session. */
export function openForecast(fetch: typeof globalThis.fetch) {
  const { get } = askingWith(fetch)
  return {
    forecast: (question: ForecastQuestion) =>
      get(`/api/reports/forecast?${new URLSearchParams(question).toString()}`, ForecastAnswer),
    unusual: (question: UnusualQuestion) =>
      get(`/api/reports/unusual?${new URLSearchParams(question).toString()}`, UnusualAnswer),
  }
}
