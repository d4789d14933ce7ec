import { describe, expect, it } from 'vitest'
import { mailAddresses, mailId, readMailId } from '../../src/integrations/email/addresses.ts'
import { mailReach } from '../../src/integrations/email/reach.ts'
import { idOf } from '../../src/kernel/words/id.ts'

const domain = 'reply.shop.example'
const [now = '', before = ''] = ['n'.repeat(32), 'b'.repeat(32)]
const id = idOf('purchase-order 1 room')

describe('an address for answers', () => {
  const addresses = mailAddresses(domain, [now, before])

  it('leads back to its message, however a mail server writes it', () => {
    const made = addresses.make('po', id)
    expect(made.split('@')[0]?.length).toBeLessThanOrEqual(64)
    expect(addresses.read(made)).toEqual({ purpose: 'po', messageId: id })
    expect(addresses.read(` ${made.toUpperCase()} `)).toEqual({ purpose: 'po', messageId: id })
    for (const one of ['ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000'])
      expect(addresses.read(addresses.make('bounce', one))).toEqual({ purpose: 'bounce', messageId: one })
  })

  it('is taken while its secret is known, and no longer', () => {
    const old = mailAddresses(domain, [before]).make('bounce', id)
    expect(addresses.read(old)).toEqual({ purpose: 'bounce', messageId: id })
    expect(mailAddresses(domain, [now]).read(old)).toBeNull()
  })

  it('cannot be guessed from another one', () => {
    const made = addresses.make('po', id)
    const token = made.slice(3, made.indexOf('@'))
    const [message, mark] = [token.slice(0, 26), token.slice(26)]
    const other = addresses.make('po', idOf('another')).slice(3, 29)
    for (const guess of [
      `bounce+${token}@${domain}`,
      `po+${other}${mark}@${domain}`,
      `po+${message}${'0'.repeat(26)}@${domain}`,
      `po+${token}@elsewhere.example`,
      `po+${token}0@${domain}`,
      `po@${domain}`,
      '',
    ])
      expect(addresses.read(guess), guess).toBeNull()
  })
})

it('knows its own Message-IDs, and no others', () => {
  expect(readMailId(mailId(id, domain), domain)).toBe(id)
  expect(readMailId(`<${id.toUpperCase()}@${domain}>`, domain)).toBe(id)
  expect(readMailId(`<${id}@elsewhere.example>`, domain)).toBeNull()
  expect(readMailId('<CAF+1@mail.gmail.example>', domain)).toBeNull()
})

describe('an address that staff enter', () => {
  const read = (entered: string) => mailReach.read(entered, { id: 's', name: 'Lumen' }).channel

  it.each([
    ['orders@lumen.example', 'orders@lumen.example'],
    [' Mei Lin <Orders@Lumen.Example> ', 'orders@lumen.example'],
    ['mailto:o.rders+eu@mail.lumen.co.uk', 'o.rders+eu@mail.lumen.co.uk'],
  ])('%s is one room, however it is written', (entered, address) => {
    expect(read(entered)).toBe(address)
  })

  it.each([
    ['', 'Enter an e-mail address'],
    ['lumen', 'isn’t a valid e-mail address'],
    ['orders@lumen', 'isn’t a valid e-mail address'],
    ['a@lumen.example\nBcc: b@elsewhere.example', 'Enter one address'],
    ['a@lumen.example, b@lumen.example', 'Enter one address'],
    [`${'x'.repeat(65)}@lumen.example`, 'isn’t a valid e-mail address'],
  ])('%j is refused in words', (entered, words) => {
    expect(() => read(entered)).toThrow(words)
  })
})
