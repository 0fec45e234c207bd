import { onMounted, ref, shallowRef } from 'vue'

interface Kept {
  /** Whether the browser promised not to throw our data away when the device runs full. */
  isPersistent: boolean
  usage: number
  quota: number
}

/** What the browser says about the room it gives us. Null until it has answered, or where it does not answer. */
export function useStorage(storage = theirs()) {
  const kept = shallowRef<Kept | null>(null)
  const wasRefused = ref(false)

  async function look() {
    kept.value = await lookAtStorage(storage)
  }

  async function ask() {
    wasRefused.value = !(await askToPersist(storage))
    await look()
  }

  onMounted(look)
  return { kept, wasRefused, ask }
}

/** Null where the browser does not say. */
export async function lookAtStorage(storage = theirs()): Promise<Kept | null> {
  if (!storage) return null
  const isPersistent = await storage.persisted()
  const { usage = 0, quota = 0 }: StorageEstimate = 'estimate' in storage ? await storage.estimate() : {}
  return { isPersistent, usage, quota }
}

/** Asks the browser to keep our data for good. Whether it asks a person is its own affair. */
export async function askToPersist(storage = theirs()): Promise<boolean> {
  return (await storage?.persist()) ?? false
}

/** "3.4 MB": good enough to see whether room runs out. */
export function sizeText(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const unit = units[power]
  return new Intl.NumberFormat('en-GB', {
    ...(unit ? { style: 'unit', unit } : {}),
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1_000 ** power)
}

/** Older tablets, and pages without https, have none. */
function theirs(): StorageManager | undefined {
  return 'storage' in navigator ? navigator.storage : undefined
}
