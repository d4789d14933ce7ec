import { expect, test } from 'vitest'
import { openSeal } from '../../src/kernel/ground/seal.ts'

const key = (letter: string) => Buffer.alloc(32, letter).toString('base64')

test('a secret opens only for what it was sealed for, and is not in what is kept', () => {
  const seal = openSeal(key('a'))
  const kept = seal.seal('shpat_secret', 'store-1')
  expect(kept).not.toContain('shpat')
  expect(Buffer.from(kept.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('shpat')
  expect(seal.open(kept, 'store-1')).toBe('shpat_secret')
  expect(() => seal.open(kept, 'store-2')).toThrow()
  expect(seal.seal('shpat_secret', 'store-1')).not.toBe(kept)
})

test('a changed byte is noticed', () => {
  const seal = openSeal(key('a'))
  const [id, body = ''] = seal.seal('cs_secret', 'store-1').split('.')
  const bytes = Buffer.from(body, 'base64url')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(() => seal.open(`${id}.${bytes.toString('base64url')}`, 'store-1')).toThrow()
})

test('after the key was replaced, what the old one sealed still opens while it is there, and says so when it is not', () => {
  const kept = openSeal(key('a')).seal('secret', 'store-1')
  expect(openSeal(`${key('b')}, ${key('a')}`).open(kept, 'store-1')).toBe('secret')
  expect(() => openSeal(key('b')).open(kept, 'store-1')).toThrow(/SECRETS_KEY.*Put it back/)
})

test('without a key no secret is kept, and the person reads how to make one', () => {
  expect(() => openSeal(undefined).seal('secret', 'store-1')).toThrow(/openssl rand -base64 32/)
})
