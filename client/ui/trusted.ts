/*
 * The page's policy (`server/http/headers.ts`) has browsers that know trusted types take no text for markup, script or a
 * script's address unless this policy says so. Vue makes markup by a policy of its own, out of templates only.
 */

interface Factory {
  createPolicy(
    name: string,
    rules: Partial<Record<'createHTML' | 'createScriptURL', (text: string) => string | null>>,
  ): { createHTML(text: string): string }
}
declare global {
  interface Window {
    readonly trustedTypes?: Factory
  }
}

/** What a chart draws its legend and its hints with, and nothing that loads, runs, sends or leads anywhere. */
const names =
  'b br circle clippath defs div ellipse em filter g html head body i li line lineargradient p path polygon polyline radialgradient rect small span stop strong svg symbol text title tspan ul'
const harmless = new Set(names.split(' '))
const risky = /^(on|href$|src|xlink:href$|action$|formaction$|style$)/i

const parsed = window.trustedTypes?.createPolicy('awning', { createHTML: (text) => text })

window.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (isOurs(address) ? address : null),
  // A name with a bracket in it is no reason to draw no chart: it is drawn as it was typed.
  createHTML: (text) => (isHarmless(text) ? text : escaped(text)),
})

/** The service worker and what the build named after its content. */
function isOurs(address: string): boolean {
  const { origin, pathname } = new URL(address, location.href)
  return origin === location.origin && /^\/(sw|assets\/[\w.-]+)\.js$/.test(pathname)
}

function isHarmless(text: string): boolean {
  if (!/[<&]/.test(text)) return true
  const page = new DOMParser().parseFromString(parsed?.createHTML(text) ?? text, 'text/html')
  return [...page.querySelectorAll('*')].every(
    ({ localName, attributes }) =>
      harmless.has(localName.toLowerCase()) && ![...attributes].some(({ name }) => risky.test(name)),
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

export {}
