import * as v from 'valibot'

const Sentence = v.custom<(...given: unknown[]) => string>((word) => typeof word === 'function')
const Part = v.record(v.string(), v.unknown())

/** Every word of a catalogue by its place; a sentence with something to put in is said with numbers. */
export function saidBy(words: object, path = ''): [place: string, text: string][] {
  return Object.entries(v.parse(Part, words)).flatMap(([key, word]): [string, string][] => {
    const place = path + key
    if (typeof word === 'string') return [[place, word]]
    if (v.is(Sentence, word)) return [[place, word(7, 8, 9)]]
    return saidBy(v.parse(Part, word), `${place}.`)
  })
}
