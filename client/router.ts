import { createRouter, createWebHistory, type Router } from 'vue-router'
import type { Permission } from '#shared/role.ts'
import { announceArrivals } from './features/app/arrival.ts'
import { guard } from './features/app/guard.ts'
import { updates } from './features/app/updates.ts'
import type { Here } from './features/app/useTill.ts'
import SellPage from './pages/SellPage.vue'
import { fetchLater, untilHere } from './ui/later.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    /** Stands outside the till's frame: set-up, sign-in, enrolment. */
    isDoor?: boolean
    /** One of these permissions opens the page. */
    anyOf?: readonly Permission[]
    /** For everyone, whoever is on the till. */
    isOpen?: boolean
  }
}

const coming = Symbol('coming')

/** The till's page, and what stands for all others until their table is here: the first page is drawn without it. */
const routes = [
  { path: '/', redirect: '/sell' },
  { path: '/sell', component: SellPage, meta: { title: 'Sell' } },
  { path: '/:rest(.*)*', name: coming, component: {} },
]
const others = () => import('./routes.ts')

export function openRouter(here: Here) {
  const router = createRouter({ history: createWebHistory(), routes })
  router.beforeEach(async (to) => {
    if (to.name !== coming) return true
    await complete(router)
    return to.fullPath
  })
  router.beforeEach((to, from) => {
    // Another view of the same page: whoever may see the one may see the other.
    const isHere = from.matched.length > 0 && to.path === from.path && here.person.value !== null
    return isHere || guard(here, to)
  })
  router.beforeResolve((to, from) => {
    if (from.matched.length === 0 || !updates.shouldReload()) return true
    location.assign(to.fullPath)
    return false
  })
  announceArrivals(router)
  void fetchLater(others).then(() => complete(router))
  return router
}

async function complete(router: Router) {
  const { routes } = await untilHere(others)
  if (!router.hasRoute(coming)) return
  router.removeRoute(coming)
  for (const route of routes) router.addRoute(route)
}
