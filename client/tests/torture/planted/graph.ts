import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Edit } from './bug.ts'

/*
 * A copy of Awning with a mistake in it, made while it is loaded: every module of the copy is named with the mistake
 * behind its path, and the source of those that the mistake is in is changed on its way. No file knows of it, and
 * production code has no switch.
 */

const root = new URL('../../../../', import.meta.url).href

/** What stays as it is: the eyes that look for the mistake, and what lies under all tablets. */
const untouched = ['client/tests/torture/simulate/looks/', 'client/tests/indexedDb/']

/** Loads a module of a copy in which these edits have been made. Each text has to be found exactly once. */
export async function loadWith<M>(name: string, edits: readonly Edit[], path: string): Promise<M> {
  copies.set(name, edits)
  const loaded: M = await import(`${root}${path}?copy=${encodeURIComponent(name)}`)
  return loaded
}

const copies = new Map<string, readonly Edit[]>()

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    const copy = nameIn(context.parentURL ?? '')
    const [path = ''] = resolved.url.split('?')
    const isOurs = path.startsWith(root) && !path.includes('/node_modules/') && !path.endsWith('.json')
    if (copy === null || !isOurs || untouched.some((file) => path.startsWith(`${root}${file}`)))
      return resolved
    return { ...resolved, url: `${path}?copy=${encodeURIComponent(copy)}` }
  },
  load(url, context, next) {
    const loaded = next(url, context)
    const edits = (copies.get(nameIn(url) ?? '') ?? []).filter(({ file }) =>
      url.startsWith(`${root}${file}?`),
    )
    if (edits.length === 0) return loaded
    const source = edits.reduce((text, edit) => edited(text, edit, fileURLToPath(url)), textOf(loaded.source))
    return { ...loaded, source }
  },
})

function nameIn(url: string): string | null {
  return URL.parse(url)?.searchParams.get('copy') ?? null
}

function edited(text: string, { find, replace }: Edit, file: string): string {
  const places = text.split(find).length - 1
  if (places !== 1)
    throw new Error(`"${find}" stands ${places} times in ${file}, and has to stand there once`)
  return text.replace(find, () => replace)
}

function textOf(source: unknown): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array)
}
