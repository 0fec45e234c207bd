/** Where an error came from, without its message: that may hold what was sent. */
export function placesOf(error: unknown): { error: string; places: string[] | undefined } {
  if (!(error instanceof Error)) return { error: typeof error, places: undefined }
  const places = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
  return { error: error.name, places }
}
