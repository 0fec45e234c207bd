import type { ForecastRow, Reason } from './answer.ts'

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']
/** Less than this is not worth a word. */
const [strong, moving] = [0.15, 0.2]

export function whyText({ isEnough, reason }: ForecastRow): string {
  return isEnough ? reasonText(reason) : 'Not enough data: it was here on fewer than four market days'
}

export function errorText(error: number | null): string {
  return error === null ? '–' : `${Math.round(error * 100)} %`
}

/** "Saturdays lately 18–24 · sold out twice, so more · selling faster of late". */
export function reasonText(reason: Reason): string {
  return [
    latelyText(reason),
    reason.soldOut > 0 && `sold out ${timesText(reason.soldOut)}, so more`,
    strengthText(reason),
    trendText(reason),
    seasonText(reason),
  ]
    .filter(Boolean)
    .join(' · ')
}

function latelyText({ weekday, lately, soldOn: [days, of] }: Reason): string {
  const name = weekdays[weekday] ?? ''
  const most = Math.max(0, ...lately)
  if (most <= 1)
    return days === 0 ? `none on the last ${of} market days` : `sold on ${days} of the last ${of} market days`
  const least = Math.min(...lately)
  if (lately.length === 1) return `last time on one of these ${name} ${most}`
  return `${name} lately ${least === most ? most : `${least}–${most}`}`
}

function strengthText({ weekday, strength, lately }: Reason): string {
  if (Math.abs(strength - 1) < strong || Math.max(0, ...lately) <= 1) return ''
  return `${weekdays[weekday] ?? ''} sell ${strength.toFixed(1)} times an average day`
}

function trendText({ trend, lately }: Reason): string {
  if (Math.abs(trend - 1) < moving || Math.max(0, ...lately) <= 1) return ''
  return trend > 1 ? 'selling faster of late' : 'selling slower of late'
}

function seasonText({ season }: Reason): string {
  const by = Math.round(Math.abs(season - 1) * 100)
  if (by < 5) return ''
  return `a year ago trade was ${by} % ${season > 1 ? 'up' : 'down'} by then`
}

function timesText(times: number): string {
  return ['never', 'once', 'twice'][times] ?? `${times} times`
}
