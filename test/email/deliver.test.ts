import { afterEach, beforeEach, expect, test } from 'vitest'
import { delivering, type MailDelivery } from '../../src/integrations/email/deliver.ts'
import { type MailTransport, openTransport } from '../../src/integrations/email/transport.ts'
import { Invalid, Later, NoRoom, Unsure } from '../../src/kernel/shapes/chat.ts'
import { type MailServer, mailServer } from '../stage/mail/mail-server.ts'

const TO = 'orders@north.example'
let server: MailServer
let transport: MailTransport
let delivery: MailDelivery
let stopped: string[]

beforeEach(async () => {
  server = await mailServer({ user: 'shop', pass: 'right' })
  open('right')
})
afterEach(async () => {
  server.answer()
  transport.close()
  await server.close()
})

/** @param patience how long a send is waited for, ms */
function open(pass: string, { port = server.port, patience = 60_000 } = {}): void {
  stopped = []
  transport?.close()
  transport = openTransport(
    { smtp: { host: '127.0.0.1', port, isTls: false, auth: { user: 'shop', pass } }, dkim: null },
    1_000,
  )
  const stop = async (address: string) => void stopped.push(address)
  delivery = delivering({ send: transport.send, stop, patience })
}

const mail = async () => ({ from: 'shop@shop.example', to: TO, subject: 'Hello', text: 'Hello', headers: {} })
const deliver = (key = 'key') => delivery.deliver(key, TO, mail)
/** How it went: what was thrown. */
const thrown = (key?: string) =>
  deliver(key).then(
    () => null,
    (error: Error) => error,
  )

test.each([
  ['451 4.7.1 Greylisted, try again', 'RCPT', Later],
  ['421 4.7.0 Too many connections', 'RCPT', Later],
  ['552 5.2.2 Mailbox full', 'RCPT', Later],
  ['550 5.7.1 Sending from this domain is not allowed', 'MAIL', NoRoom],
  ['554 5.7.1 Relay access denied', 'RCPT', NoRoom],
  ['554 5.7.1 Looks like spam', 'DATA', Invalid],
] as const)('%s is not the address’s fault', async (reply, at, kind) => {
  server.fail({ at, reply })
  expect(await thrown()).toBeInstanceOf(kind)
  expect(stopped).toEqual([])
  expect(await thrown('another')).toBeNull()
})

test('an unknown address stops, and the next one does not', async () => {
  server.fail({ at: 'RCPT', reply: '550 5.1.1 No such user' })
  const error = await thrown()
  expect(error).toBeInstanceOf(NoRoom)
  expect(error?.message).toContain('550 5.1.1 No such user')
  expect(stopped).toEqual([TO])
})

test('a server that takes long over a mail has it once', async () => {
  open('right', { patience: 300 })
  server.fail({ at: 'silence' })
  expect(await thrown()).toBeInstanceOf(Unsure)
  expect(await thrown()).toBeInstanceOf(Unsure)
  server.answer()
  await expect.poll(() => thrown()).toBeNull()
  expect(await thrown()).toBeNull()
  expect(server.taken).toHaveLength(1)
})

test('a server that breaks off again and again is not sent the same mail for ever', async () => {
  const kinds: unknown[] = []
  for (let times = 0; times < 5; times++) {
    server.fail({ at: 'after' })
    kinds.push((await thrown())?.constructor)
  }
  expect(kinds).toEqual([Unsure, Later, Later, Later, Invalid])
  expect(server.taken).toHaveLength(5)
})

test('a password that is wrong loses no mail, and says what is wrong until it is right', async () => {
  open('wrong')
  expect(await thrown()).toBeInstanceOf(Later)
  expect(delivery.trouble()).toContain('535 5.7.8')
  open('right')
  expect(await thrown()).toBeNull()
  expect(delivery.trouble()).toBeNull()
})

test('a server that is not there is waited for', async () => {
  open('right', { port: 1 })
  expect(await thrown()).toBeInstanceOf(Later)
  expect(delivery.trouble()).toMatch(/^E-mail isn’t sent/)
})

test('many mails go over one connection', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map(deliver))
  expect([server.taken.length, server.connections()]).toEqual([4, 1])
})
