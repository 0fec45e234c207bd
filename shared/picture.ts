/** The most bytes a picture of a product has; tablets make them smaller than this before they keep them. */
export const mostPictureBytes = 80_000

export type PictureType = 'image/webp' | 'image/jpeg'

/** What kind of picture these bytes begin like, whatever anybody says of them; null for anything else. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  if (bytes.length < 16 || bytes.length > mostPictureBytes) return null
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  const isRiff = begins(bytes, 0, [0x52, 0x49, 0x46, 0x46])
  return isRiff && begins(bytes, 8, [0x57, 0x45, 0x42, 0x50]) ? 'image/webp' : null
}

function begins(bytes: Uint8Array, at: number, signs: readonly number[]): boolean {
  return signs.every((sign, index) => bytes[at + index] === sign)
}
