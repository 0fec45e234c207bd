import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { addressOf } from './address.ts'

const app = new Hono().get('/', (c) => c.text(addressOf(c)))

async function seen(remoteAddress: string, forwarded?: string): Promise<string> {
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } })).text()
}

test('It is the socket’s, whatever a stranger says', async () => {
  expect(await seen('203.0.113.7')).toBe('203.0.113.7')
  expect(await seen('::ffff:203.0.113.7', '10.0.0.1')).toBe('203.0.113.7')
})

test('It is the last that a proxy on this machine names', async () => {
  expect(await seen('127.0.0.1', '10.0.0.1, 198.51.100.9')).toBe('198.51.100.9')
  expect(await seen('::1', '198.51.100.9')).toBe('198.51.100.9')
  expect(await seen('127.0.0.1')).toBe('127.0.0.1')
})

test('It is one for all that an IPv6 line can choose from', async () => {
  expect(await seen('2001:db8:1:2:3:4:5:6')).toBe(await seen('2001:db8:1:2:ffff::1'))
  expect(await seen('2001:db8:1:2::1')).not.toBe(await seen('2001:db8:1:3::1'))
})
