import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from './canonical.ts'
import { rowSchemas } from './rows.ts'

let known: string | null = null

/**
 * Names the form in which this app knows rows: every table with its fields. An app strips what it does not know, so
 * whoever comes to know more has to take everything in again.
 */
export function shape(): string {
  return (known ??= nameOf(rowSchemas))
}

export function nameOf(schemas: object): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(fieldsOf(schemas))))).slice(0, 16)
}

/** What of a valibot schema decides which values it keeps. */
const telling = new Set(['type', 'item', 'items', 'key', 'value', 'wrapped', 'options', 'literal'])

function describe(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(describe)
  if (typeof node !== 'object' || node === null) return typeof node === 'function' ? null : node
  const parts = Object.entries(node).filter(([name]) => telling.has(name))
  const described = parts.map(([name, part]): [string, unknown] => [name, describe(part)])
  const fields = 'entries' in node && node.entries ? { entries: fieldsOf(node.entries) } : {}
  return { ...Object.fromEntries(described), ...fields }
}

function fieldsOf(entries: object): object {
  return Object.fromEntries(Object.entries(entries).map(([name, field]) => [name, describe(field)]))
}
