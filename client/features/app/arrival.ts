import { nextTick } from 'vue'
import type { Router } from 'vue-router'

/** Each page says in the title where one is and, except for the first, hands the keyboard its heading. */
export function announceArrivals(router: Router): void {
  router.afterEach(async (to, from, failure) => {
    if (failure) return
    document.title = to.meta.title ? `${to.meta.title} · Awning` : 'Awning'
    if (from.matched.length === 0 || to.path === from.path) return
    await nextTick()
    focusHeading()
  })
}

function focusHeading() {
  const heading =
    document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
  if (!heading) return
  if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1')
  heading.focus()
}
