/// <reference lib="webworker" />
/// <reference types="vite/client" />
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { formats } from './formats.ts'

/* Reads barcodes where the browser cannot, off the page's own thread. Its script alone may compile WebAssembly. */

declare const self: DedicatedWorkerGlobalScope

void start()

async function start() {
  try {
    await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
    // Made before, it would have asked another house for the same file.
    const detector = new BarcodeDetector({ formats: [...formats] })
    self.addEventListener('message', ({ data }: MessageEvent<ImageBitmap>) => void read(detector, data))
    self.postMessage({ isReady: true })
  } catch {
    self.postMessage({ isReady: false })
  }
}

async function read(detector: BarcodeDetector, frame: ImageBitmap) {
  const found = await detector.detect(frame).catch(() => [])
  frame.close()
  self.postMessage({ codes: found.map(({ rawValue }) => rawValue) })
}
