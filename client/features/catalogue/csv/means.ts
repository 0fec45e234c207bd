/** What reading a file needs from outside. */
export interface Means {
  currency: string
  newId: () => string
  breathe: () => Promise<void>
}
