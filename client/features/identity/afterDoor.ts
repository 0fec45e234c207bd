/** The page asked for before the door, as a path on this site, or the till. */
export function afterDoor(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/sell'
}
