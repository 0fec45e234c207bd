import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/gallery' },
    { path: '/gallery/:show(page)?', component: () => import('./pages/GalleryPage.vue') },
  ],
})
