/** When something happened, by whose clock, and by how much (ms) that may be off; a second or less is not said. */
export interface Timed {
  at: number
  deviceId?: string
  unsure?: number
}

/** Nobody counts a shelf in less, so a clock that is off by less leaves no doubt. */
const aMoment = 1_000

/** So long before a count one looks for what another tablet's clock may have put there. */
export const mostDoubt = 10 * 60_000

/** What a row says of its time beside `at`. */
export function timingOf({ device, uncertainty }: { device: string; uncertainty: number }): {
  deviceId: string
  unsure?: number
} {
  return { deviceId: device, ...(uncertainty < aMoment ? {} : { unsure: uncertainty }) }
}

/**
 * Whether two clocks may have put these the wrong way round. What one tablet did it knows the order of, however wrong
 * its clock is.
 */
export function isAmbiguous(one: Timed, other: Timed): boolean {
  const doubt = (one.unsure ?? 0) + (other.unsure ?? 0)
  const isOneClock = one.deviceId !== undefined && one.deviceId === other.deviceId
  return doubt > 0 && !isOneClock && Math.abs(one.at - other.at) <= doubt
}
