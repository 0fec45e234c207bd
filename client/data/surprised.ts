/** A surprise is shown where all are, and ends nothing. */
export function surprised(error: unknown): void {
  if ('reportError' in globalThis) globalThis.reportError(error)
}
