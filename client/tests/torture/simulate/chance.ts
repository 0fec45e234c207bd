import { between, dice, pick } from '#shared/dice.ts'
import { idAt } from '../../../../server/domain/ids.ts'

/** Everything that is left to chance, from one number. The same number gives the same again. */
export interface Chance {
  roll(): number
  is(likelihood: number): boolean
  between(least: number, most: number): number
  of<T>(items: readonly T[]): T
  shuffled<T>(items: readonly T[]): T[]
  bytes(size: number): Uint8Array
  id(at: number): string
}

/** `path` names a stream of its own, so that what happens in one place changes nothing in another. */
export function chanceOf(seed: number, ...path: (number | string)[]): Chance {
  const roll = dice(hashOf(`${seed}/${path.join('/')}`))
  const bytes = (size: number) => Uint8Array.from({ length: size }, () => Math.floor(roll() * 256))
  return {
    roll,
    bytes,
    is: (likelihood) => roll() < likelihood,
    between: (least, most) => between(roll, least, most),
    of: (items) => pick(roll, items, () => 1),
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: roll() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
    id: (at) => idAt(Math.max(0, Math.floor(at)), bytes(10)),
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
