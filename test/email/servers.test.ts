import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { delivering, type MailDelivery } from '../../src/integrations/email/deliver.ts'
import { type MailSettings, readMailSettings } from '../../src/integrations/email/mail-settings.ts'
import { settings } from '../../src/integrations/email/settings.ts'
import { mustTakeUs, openTransport } from '../../src/integrations/email/transport.ts'
import { readSettings } from '../../src/kernel/connecting/setting.ts'
import { Later } from '../../src/kernel/shapes/chat.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { CERTIFICATE, type MailServer, mailServer } from '../stage/mail/mail-server.ts'

const TRUSTED = getCACertificates('default')
beforeEach(() => setDefaultCACertificates([...TRUSTED, CERTIFICATE]))
afterEach(() => setDefaultCACertificates(TRUSTED))

type Opened = { deliver(key?: string): Promise<unknown>; delivery: MailDelivery; starts(): Promise<unknown> }
/** Sends as the settings say; what goes wrong is answered. */
function sending(env: Readonly<Record<string, string>>): Opened {
  const { values } = readSettings(settings, { MAIL_FROM: 'orders@shop.example', MAIL_SECRET: 's'.repeat(32), ...env })
  const read = readMailSettings(values as Parameters<typeof readMailSettings>[0]) as MailSettings
  const transport = openTransport(read, 1_000)
  onTestFinished(() => transport.close())
  const delivery = delivering({ send: transport.send, stop: async () => {} })
  const mail = {
    from: read.from,
    to: 'orders@north.example',
    subject: 'Grüße',
    text: 'Two lamps,  please.\n\n',
    headers: {},
  }
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => null,
      error => error,
    )
  return {
    delivery,
    deliver: (key = 'key') => outcome(delivery.deliver(key, mail.to, async () => mail)),
    starts: () => outcome(mustTakeUs(transport)),
  }
}
async function aServer(given: Parameters<typeof mailServer>[0]): Promise<MailServer> {
  const server = await mailServer(given)
  onTestFinished(() => server.close())
  return server
}
const at = ({ port }: MailServer, host = '127.0.0.2') => ({ SMTP_HOST: host, SMTP_PORT: String(port) })
const PASSWORD = { SMTP_USER: 'shop', SMTP_PASSWORD: 'right' }

test('a password goes over STARTTLS alone, to a server whose certificate is trusted', async () => {
  const server = await aServer({ user: 'shop', pass: 'right', hasTls: true, host: '127.0.0.2' })
  expect(await sending({ ...at(server), ...PASSWORD }).deliver()).toBeNull()
  expect(server.taken).toMatchObject([{ isSafe: true }])
  const wrong = sending({ ...at(server), ...PASSWORD, SMTP_PASSWORD: 'wrong' })
  expect(await wrong.starts()).toBeInstanceOf(Refusal)
  setDefaultCACertificates(TRUSTED)
  const stranger = sending({ ...at(server), ...PASSWORD })
  expect(await stranger.deliver()).toBeInstanceOf(Later)
  expect(stranger.delivery.trouble()).toContain('self-signed certificate')

  const open = await aServer({ user: 'shop', pass: 'right', host: '127.0.0.2' })
  const bare = sending({ ...at(open), ...PASSWORD })
  expect(await bare.deliver()).toBeInstanceOf(Later)
  expect(bare.delivery.trouble()).toContain('STARTTLS')
  expect([server.taken.length, open.taken]).toEqual([1, []])
})

test('a server that can’t tell whether the password is right is asked later, and nobody is sent to correct it', async () => {
  const server = await aServer({ user: 'shop', pass: 'right' })
  const { deliver, starts, delivery } = sending({ ...at(server, '127.0.0.1'), ...PASSWORD })
  const busy = { at: 'AUTH', reply: '454 4.7.0 Temporary authentication failure' } as const
  server.fail(busy, busy)
  expect(await starts()).not.toBeInstanceOf(Refusal)
  expect(await deliver()).toBeInstanceOf(Later)
  expect(delivery.trouble()).toContain('454 4.7.0')
  expect(await deliver()).toBeNull()
  expect(delivery.trouble()).toBeNull()
})

test('XOAUTH2 signs in with a fresh token, makes another when that has run out, and says what the issuer refuses', async () => {
  const issued: string[] = []
  let issues = true
  const issuer = createServer((request, response) => {
    let body = ''
    request.on('data', part => (body += part))
    request.on('end', () => {
      const asked = Object.fromEntries(new URLSearchParams(body))
      const isRight = issues && asked.refresh_token === 'refresh' && asked.client_secret === 'hidden'
      if (isRight) issued.push(`token-${issued.length}`)
      response.writeHead(isRight ? 200 : 400, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify(isRight ? { access_token: issued.at(-1), expires_in: 3_600 } : { error: 'invalid_grant' }),
      )
    })
  })
  await new Promise<void>(resolve => issuer.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void issuer.close())
  const { port } = issuer.address() as AddressInfo
  let good = 'token-1'
  const server = await aServer({ user: 'shop', token: () => good, hasTls: true })
  const oauth = {
    ...at(server, '127.0.0.1'),
    ...{ SMTP_USER: 'shop', SMTP_OAUTH_CLIENT_ID: 'waybill', SMTP_OAUTH_CLIENT_SECRET: 'hidden' },
    ...{ SMTP_OAUTH_REFRESH_TOKEN: 'refresh', SMTP_OAUTH_TOKEN_URL: `http://127.0.0.1:${port}/token` },
  }
  // The first token is refused, as one that was taken back is: the second is sent without anybody’s help.
  expect(await sending(oauth).deliver()).toBeNull()
  expect(issued).toEqual(['token-0', 'token-1'])
  expect(server.taken).toMatchObject([{ isSafe: true }])
  issues = false
  good = 'token-2'
  const ended = sending(oauth)
  expect(await ended.starts()).toMatchObject({ message: expect.stringContaining('invalid_grant') })
  expect(await ended.deliver()).toBeInstanceOf(Later)
  expect(ended.delivery.trouble()).toContain('invalid_grant')
  issuer.closeAllConnections()
  await new Promise(resolve => issuer.close(resolve))
  const unanswered = sending(oauth)
  expect(await unanswered.starts()).not.toBeInstanceOf(Refusal)
  expect(await unanswered.deliver()).toBeInstanceOf(Later)
})

test('what is signed with DKIM verifies with the key in the DNS, as it came over the wire, and not if a letter changed', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const server = await aServer({})
  const DKIM_PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect(await sending({ ...at(server, '127.0.0.1'), DKIM_SELECTOR: 'waybill', DKIM_PRIVATE_KEY }).deliver()).toBeNull()
  const raw = server.taken[0]?.raw ?? ''
  expect(verified(raw)).toMatchObject({ d: 'shop.example', s: 'waybill', isRight: true })
  expect(verified(raw).h.split(':')).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'message-id']))
  expect(verified(raw.replace('lamps', 'limps')).isRight).toBe(false)
  expect(verified(raw.replace(/\r\nTo: .*/, '\r\nTo: other@north.example')).isRight).toBe(false)

  /** RFC 6376, 3.4 and 6.1.3: relaxed head and body, RSA with SHA-256. */
  function verified(mail: string) {
    const [head = '', body = ''] = mail.split(/\r\n\r\n([\s\S]*)/)
    const fields = head.split(/\r\n(?![ \t])/)
    const named = (name: string) => fields.findLast(one => one.toLowerCase().startsWith(`${name}:`)) ?? ''
    const signature = named('dkim-signature')
    const tags = Object.fromEntries(
      signature
        .slice(signature.indexOf(':') + 1)
        .split(';')
        .map(tag => [tag.split('=')[0]?.trim() ?? '', tag.slice(tag.indexOf('=') + 1).replaceAll(/\s+/g, '')] as const),
    )
    const relaxed = (field: string) => {
      const [, name = '', value = ''] = /^([^:]+):([\s\S]*)$/.exec(field) ?? []
      return `${name.trim().toLowerCase()}:${value
        .replaceAll(/\r\n/g, '')
        .replaceAll(/[ \t]+/g, ' ')
        .trim()}`
    }
    const lines = body
      .replaceAll(/[ \t]+(?=\r\n)/g, '')
      .replaceAll(/[ \t]+/g, ' ')
      .replace(/(\r\n)*$/, '\r\n')
    const { h = '', b = '', bh = '', d = '', s = '', c = '', a = '' } = tags
    const signed = [
      ...h
        .toLowerCase()
        .split(':')
        .map(name => relaxed(named(name))),
      relaxed(signature.replace(/(\bb=)[^;]*$/, '$1')),
    ]
    const isBody = createHash('sha256').update(lines, 'latin1').digest('base64') === bh
    const isHead = verify('sha256', Buffer.from(signed.join('\r\n'), 'latin1'), publicKey, Buffer.from(b, 'base64'))
    return { d, s, h: h.toLowerCase(), isRight: a === 'rsa-sha256' && c === 'relaxed/relaxed' && isBody && isHead }
  }
})
