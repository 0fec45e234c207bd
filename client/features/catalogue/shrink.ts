import { mostPictureBytes } from '#shared/picture.ts'

const [width, height] = [480, 360]

/**
 * A photo as small as a tile needs it, cut to the tile's form; where and when it was taken is not in it any more. Null
 * where this is no picture that the browser can read.
 */
export async function shrink(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  // Of a photo with a hundred million dots only this much stays in memory.
  const photo = await createImageBitmap(file, { resizeWidth: 2 * width, resizeQuality: 'medium' }).catch(
    () => null,
  )
  if (!photo) return null
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  const scale = Math.max(width / photo.width, height / photo.height)
  const [wide, high] = [photo.width * scale, photo.height * scale]
  if (!pen) return null
  // What is see-through lies on white, since one of the two kinds knows nothing of that.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(photo, (width - wide) / 2, (height - high) / 2, wide, high)
  photo.close()
  for (const quality of [0.82, 0.7, 0.5, 0.3]) {
    const blob = await encoded(canvas, quality)
    if (blob && blob.size <= mostPictureBytes) return new Uint8Array(await blob.arrayBuffer())
  }
  return null
}

/** Not every browser writes webp: those that do not give something else instead, and write jpeg. */
async function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  const webp = await blobOf(canvas, 'image/webp', quality)
  return webp?.type === 'image/webp' ? webp : blobOf(canvas, 'image/jpeg', quality)
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}
