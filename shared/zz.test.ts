import { expect, test } from 'vitest'
import { d } from './zztime.ts'
import { b } from '#shared/zztime.ts'
test('It works', () => { expect([d, b, process.pid]).toBe(1) })
