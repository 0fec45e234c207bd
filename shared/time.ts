const formats = new Map<string, Intl.DateTimeFormat>()
const quarter = 900_000
/** A year of them. */
const mostQuarters = 35_040
const quarters = new Map<string, Map<number, Hour>>()

interface Hour {
  day: string
  hour: string
}

interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

/** The calendar day of an instant in a zone, as "2026-03-29". */
export function dayOf(at: number, zone: string): string {
  const wall = wallOf(at, zone)
  return `${pad(wall.year, 4)}-${pad(wall.month)}-${pad(wall.day)}`
}

/** Hours and minutes of an instant in a zone, as "09:58". */
export function clockOf(at: number, zone: string): string {
  const wall = wallOf(at, zone)
  return `${pad(wall.hour)}:${pad(wall.minute)}`
}

/**
 * The day ("2026-03-29") and the hour ("09") of an instant in a zone. Every zone's clocks are set by whole quarters of an
 * hour, so that a quarter once looked up is known; where clocks go back, both hours are one.
 */
export function quarterOf(at: number, zone: string): { day: string; hour: string } {
  const start = Math.floor(at / quarter) * quarter
  let known = quarters.get(zone)
  if (!known) quarters.set(zone, (known = new Map<number, Hour>()))
  let found = known.get(start)
  if (!found) {
    if (known.size >= mostQuarters) known.clear()
    found = { day: dayOf(start, zone), hour: clockOf(start, zone).slice(0, 2) }
    known.set(start, found)
  }
  return found
}

/**
 * The instant at which clocks in `zone` show `wall` ("2016-10-30T09:58:11"). Where a wall time happens twice (clocks
 * go back) it is the first; where it never happens (clocks go forward) it is the instant as far after the jump.
 * Throws a TypeError when `wall` is not of that form.
 */
export function instantOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(wall) || Number.isNaN(asUtc))
    throw new TypeError('not a wall time')
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => offsetOf(near, zone))
  const candidates = offsets.map((offset) => asUtc - offset)
  const fitting = candidates.filter((at) => at + offsetOf(at, zone) === asUtc)
  return Math.min(...(fitting.length > 0 ? fitting : [Math.max(...candidates)]))
}

/** "just now", "12 min", "2 h", "3 d": how long ago, for a badge. */
export function shortSpan(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`
  return `${Math.floor(minutes / 1_440)} d`
}

function offsetOf(at: number, zone: string): number {
  const wall = wallOf(at, zone)
  return (
    Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) -
    Math.floor(at / 1_000) * 1_000
  )
}

function wallOf(at: number, zone: string): Wall {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, found)
  }
  return found
}

function pad(number: number, size = 2): string {
  return String(number).padStart(size, '0')
}
