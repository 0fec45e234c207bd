import * as v from 'valibot'
import { formats } from './formats.ts'

/** Reads what barcodes are in a picture. */
export interface Reader {
  read(video: HTMLVideoElement): Promise<readonly string[]>
  close(): void
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

declare global {
  interface Window {
    BarcodeDetector?: {
      new (options: { formats: string[] }): Detector
      getSupportedFormats(): Promise<string[]>
    }
  }
}

/** The browser's own reader, else ours; null where neither will do. */
export async function openReader(): Promise<Reader | null> {
  return (await openBrowsers()) ?? (await openOurs())
}

/** Some browsers have one that knows no formats, as without the services it leans on. */
async function openBrowsers(): Promise<Reader | null> {
  const own = window.BarcodeDetector
  const known = (await own?.getSupportedFormats().catch(() => [])) ?? []
  const wanted = formats.filter((format) => known.includes(format))
  if (!own || !wanted.includes('ean_13')) return null
  const detector = new own({ formats: wanted })
  return {
    read: async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue),
    close: () => undefined,
  }
}

const Ready = v.object({ isReady: v.literal(true) })
const Read = v.object({ codes: v.array(v.string()) })

async function openOurs(): Promise<Reader | null> {
  const worker = new Worker(new URL('./scanner.ts', import.meta.url), { type: 'module' })
  if (!v.is(Ready, await heardFrom(worker))) {
    worker.terminate()
    return null
  }
  return {
    async read(video) {
      const frame = await createImageBitmap(video)
      const heard = heardFrom(worker)
      worker.postMessage(frame, [frame])
      const read = v.safeParse(Read, await heard)
      return read.success ? read.output.codes : []
    },
    close: () => worker.terminate(),
  }
}

/** What it says next; null where it broke. */
function heardFrom(worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data)
    worker.onerror = () => resolve(null)
  })
}
