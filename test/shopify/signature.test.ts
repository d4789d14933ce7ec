import { expect, test } from 'vitest'
import { readSecrets } from '../../src/integrations/shopify/signature.ts'
import { isSigned } from '../../src/kernel/ground/signature.ts'

// printf '{"id":1042,"note":"Grüße"}' | openssl dgst -sha256 -hmac shpss_north -binary | base64
const body = Buffer.from('{"id":1042,"note":"Grüße"}')
const signature = 'TUzgZ7n+lPwWWoXnAa9+J19aj6y0JqIJr0YYTD0lO94='

test('a webhook that the shop signed is taken, to the byte', () => {
  expect(isSigned(body, signature, ['shpss_north'])).toBe(true)
  expect(isSigned(Buffer.from('{"id":1042, "note":"Grüße"}'), signature, ['shpss_north'])).toBe(false)
  expect(isSigned(body, signature, ['shpss_south'])).toBe(false)
})

test('while a secret is exchanged, both count', () => {
  expect(isSigned(body, signature, readSecrets('shpss_new, shpss_north'))).toBe(true)
})

test('a signature of another length, or none, is refused and breaks nothing', () => {
  for (const given of [undefined, '', 'x', signature.slice(1), `${signature}=`, ` ${signature}`, 'é'.repeat(44)]) {
    expect(isSigned(body, given, ['shpss_north'])).toBe(false)
  }
})

test('an empty setting stops the start rather than letting anybody sign', () => {
  expect(() => readSecrets(' , ')).toThrow('at least one webhook secret')
})
