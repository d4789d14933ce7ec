import { expect, test } from 'vitest'
import { clientAddress, isFromHere, isRange } from '../../src/kernel/ground/client-address.ts'

test('a visitor is who the connection is, unless a trusted proxy says for whom it asks', () => {
  const from = (connection: string, passedOn: string, ...proxies: string[]) =>
    clientAddress(connection, { 'x-forwarded-for': passedOn }, proxies)
  expect(from('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
  expect(from('127.0.0.1', '198.51.100.1', '127.0.0.1')).toBe('198.51.100.1')
  expect(from('::ffff:10.1.2.3', '198.51.100.1, 10.0.0.9', '10.0.0.0/8')).toBe('198.51.100.1')
  // What a visitor claims of itself stands before what the proxy adds.
  expect(from('10.1.2.3', '1.2.3.4, 198.51.100.1', '10.0.0.0/8')).toBe('198.51.100.1')
  expect(from('::1', 'nonsense', '::1')).toBe('::1')
  expect(['10.0.0.0/8', '::1', 'fd00::/8'].every(isRange)).toBe(true)
  expect(['proxy', '10.0.0.0/99', ''].some(isRange)).toBe(false)
})

test('only what was asked on this machine, and passed on by nobody, is from here', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].every(one => isFromHere(one, {}))).toBe(true)
  expect(isFromHere('10.0.0.1', {})).toBe(false)
  for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
    expect(isFromHere('127.0.0.1', { [header]: '127.0.0.1' })).toBe(false)
})
