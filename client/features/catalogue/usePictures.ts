import { type ShallowRef, shallowRef } from 'vue'
import { pictureType } from '#shared/picture.ts'
import type { PageTill } from '../../data/early.ts'
import { useTill } from '../app/useTill.ts'

/** Addresses of pictures by their hash, for as long as the app lives. */
type Album = Map<string, ShallowRef<string | undefined>>

const albums = new WeakMap<PageTill, Album>()
const nextTry = 20_000
let turn: Promise<unknown> = Promise.resolve()

/** Gives the address of a picture for an `img`, as soon as it is here; asked for again while it cannot be had. */
export function usePictures(): (hash: string | undefined) => string | undefined {
  const { till } = useTill()
  const album = albums.get(till) ?? new Map<string, ShallowRef<string | undefined>>()
  albums.set(till, album)
  return (hash) => {
    if (!hash) return undefined
    let address = album.get(hash)
    if (!address) {
      album.set(hash, (address = shallowRef()))
      void load(till, hash, address)
    }
    return address.value
  }
}

/** One after the other, so that pictures never stand in the way of what is sold. */
async function load(till: PageTill, hash: string, address: ShallowRef<string | undefined>): Promise<void> {
  const loading = turn.then(() => till.picture(hash)).catch(() => null)
  turn = loading
  const bytes = await loading
  const type = bytes && pictureType(bytes)
  if (bytes && type) address.value = URL.createObjectURL(new Blob([bytes], { type }))
  else if (till.db.isOpen()) setTimeout(() => void load(till, hash, address), nextTry)
}
