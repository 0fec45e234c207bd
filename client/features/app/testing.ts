import { createApp, effectScope } from 'vue'
import { startCourier } from '../../data/courier.ts'
import type { Outside } from '../../data/outside.ts'
import { enrolled, ModelServer } from '../../data/testing.ts'
import { openTill, type Till } from '../../data/till.ts'
import { provideTill } from './useTill.ts'

interface Tabs {
  till: Till
  /** Makes something as a component of the app does, once for each tab of it. */
  within<T>(make: () => T): T
  close(): void
}

/** An enrolled tablet's till, and the app around it without a page. */
export async function tabsOn(name: string, outside: Outside): Promise<Tabs> {
  const first = await enrolled(outside, new ModelServer(), name)
  first.close()
  const till = await openTill(name, outside)
  const [app, scope, courier] = [createApp({}), effectScope(), startCourier(till, outside)]
  await scope.run(() => provideTill(app, till, courier))
  return {
    till,
    within(make) {
      const made = scope.run(() => app.runWithContext(make))
      if (made === undefined) throw new Error('nothing was made')
      return made
    },
    close() {
      scope.stop()
      courier.stop()
      till.close()
    },
  }
}
