/** What a person at the command line is told when something cannot be done. */
export class Sentence extends Error {
  override name = 'Sentence'
}
