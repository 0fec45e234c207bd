/** What the person who asked for a replay can mend, in a sentence. */
export class Mistake extends Error {
  override name = 'Mistake'
}
