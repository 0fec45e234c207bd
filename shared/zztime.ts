import { readFileSync } from 'node:fs'
export const a = Date.now() + Math.random() + new Date().getTime()
export const b = new Date(5)
export const c: any = readFileSync('x') as unknown
export const d = ['x'] as const
export const e = [1][0]!
