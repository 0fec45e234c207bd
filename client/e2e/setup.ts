import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for the length of one run: tills as they are in the morning, to be copied. */
    tills: string
  }
}

export default function setUp({ provide }: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'awning-tills-'))
  provide('tills', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
