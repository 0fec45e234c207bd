import { createApp } from 'vue'
import App from './App.vue'
import { keptBasket } from './data/basket.ts'
import { openEarly, type PageTill } from './data/early.ts'
import { browserOutside } from './data/outside.ts'
import { keepInstallOffer } from './features/app/install.ts'
import { catchSurprises } from './features/app/surprises.ts'
import { updates } from './features/app/updates.ts'
import { provideTill } from './features/app/useTill.ts'
import { recoverBasket } from './features/sell/basketStore.ts'
import { openRouter } from './router.ts'
import { drawn, fetchLater, untilHere } from './ui/later.ts'
import { theme } from './ui/theme.ts'
import { useToasts } from './ui/toasts.ts'

const patience = 6_000

theme.apply()
keepInstallOffer()
// Not awaited: what comes later imports from this file, and would wait for it to be through.
if (window.isSecureContext && 'indexedDB' in window) void start().catch(giveUp)
else void troubles().then(({ explain, troubleBefore }) => explain(troubleBefore()))

async function start() {
  const about = async () => (await import('./features/app/aboutTablet.ts')).aboutTablet()
  const outside = { ...browserOutside(), about }
  const { till, courier, complete } = await soon(openEarly('awning', outside, { window, document }))
  const app = createApp(App)
  catchSurprises(app, useToasts())
  const here = await provideTill(app, till, courier)
  if (here.device.value) recoverBasket(here.device.value.id, await keptBasket(till.db))
  const router = openRouter(here)
  app.use(router).mount('#app')
  void fetchLater(complete).then(() => prepareOrders(till))
  void fetchLater(() => import('./features/identity/leaveTraces.ts')).then((part) => part.leaveTraces(here))
  await router.isReady()
  // The shelf says so by itself, once there are tiles on it.
  if (router.currentRoute.value.path !== '/sell') drawn()
  if (import.meta.env.PROD) void updates.register('/sw.js')
}

/** So that the first order somebody looks for is found as quickly as the next. */
async function prepareOrders(till: PageTill) {
  const { useFinder } = await import('./features/orders/useFinder.ts')
  useFinder(till)
}

/** Says why when opening takes long, and takes that back when it works after all. */
async function soon<T>(opening: Promise<T>): Promise<T> {
  let isOver = false
  let takeBack: () => void = () => undefined
  const timer = setTimeout(() => {
    void troubles().then(({ explain, heldOpen }) => {
      if (!isOver) takeBack = explain(heldOpen)
    })
  }, patience)
  try {
    return await opening
  } finally {
    isOver = true
    clearTimeout(timer)
    takeBack()
  }
}

async function giveUp(error: unknown) {
  // eslint-disable-next-line no-console -- for whoever looks into it
  console.error(error)
  const { explain, troubleOf } = await troubles()
  explain(troubleOf(error))
}

function troubles() {
  return untilHere(() => import('./troubles.ts'))
}
