import type { TabletAbout } from '#shared/protocol.ts'
import { lookAtStorage } from './storage.ts'
import { appVersion } from './version.ts'

/** What the office is told of this tablet. */
export async function aboutTablet(): Promise<Omit<TabletAbout, 'head'>> {
  const storage = await lookAtStorage().catch(() => null)
  return {
    app: appVersion.slice(0, 40),
    storage: storage && {
      isPersistent: storage.isPersistent,
      usage: Math.round(storage.usage),
      quota: Math.round(storage.quota),
    },
  }
}
