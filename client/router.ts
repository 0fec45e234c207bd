import type { Component } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import type { RouteRecordRaw } from 'vue-router'
import type { Permission } from '#shared/role.ts'
import { announceArrivals } from './features/app/arrival.ts'
import { guard } from './features/app/guard.ts'
import { managing } from './features/app/nav.ts'
import { updates } from './features/app/updates.ts'
import type { Here } from './features/app/useTill.ts'
import NotFoundPage from './pages/NotFoundPage.vue'

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

const pages = import.meta.glob<Component>('./pages/*.vue', { import: 'default' })
const page = (name: string) => pages[`./pages/${name}.vue`] ?? NotFoundPage

const routes = [
  { path: '/', redirect: '/sell' },
  { path: '/sell', component: page('SellPage'), meta: { title: 'Sell' } },
  { path: '/orders', component: page('OrdersPage'), meta: { title: 'Orders' } },
  {
    path: '/orders/:id',
    props: true,
    component: page('OrderPage'),
    meta: { title: 'Order' },
  },
  { path: '/stock', component: page('StockPage'), meta: { title: 'Stock' } },
  {
    path: '/manage',
    component: page('ManagePage'),
    meta: { title: 'Manage', anyOf: managing },
  },
  {
    path: '/manage/products',
    component: page('ProductsPage'),
    meta: { title: 'Products', anyOf: ['product.save'] },
  },
  {
    path: '/manage/locations',
    component: page('LocationsPage'),
    meta: { title: 'Locations', anyOf: ['location.save'] },
  },
  {
    path: '/manage/tablets',
    component: page('TabletsPage'),
    meta: { title: 'Tablets', anyOf: ['device.enrol'] },
  },
  {
    path: '/set-up',
    component: page('SetUpPage'),
    meta: { title: 'Set up', isDoor: true },
  },
  {
    path: '/sign-in',
    component: page('SignInPage'),
    meta: { title: 'Sign in', isDoor: true },
  },
  {
    path: '/enrol',
    component: page('EnrolPage'),
    meta: { title: 'Enrol this tablet', isDoor: true },
  },
  {
    path: '/gallery',
    component: page('GalleryPage'),
    meta: { title: 'The parts', isDoor: true, isOpen: true },
  },
  {
    path: '/:rest(.*)*',
    component: page('NotFoundPage'),
    meta: { title: 'Nothing here' },
  },
] satisfies RouteRecordRaw[]

export function openRouter(here: Here) {
  const router = createRouter({ history: createWebHistory(), routes })
  router.beforeEach((to) => guard(here, to))
  router.beforeResolve((to, from) => {
    if (from.matched.length === 0 || !updates.shouldReload()) return true
    location.assign(to.fullPath)
    return false
  })
  announceArrivals(router)
  return router
}
