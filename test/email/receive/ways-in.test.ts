import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, test } from 'vitest'
import type { Incoming } from '../../../src/integrations/email/receive/keep-mail.ts'
import { listenToMailbox } from '../../../src/integrations/email/receive/listen-to-mailbox.ts'
import { mailboxAt } from '../../../src/integrations/email/receive/mailbox-at.ts'
import { parseMail } from '../../../src/integrations/email/receive/parse-mail.ts'
import type { MailDoor } from '../../../src/integrations/email/receive/webhooks/door.ts'
import { mailgunDoor } from '../../../src/integrations/email/receive/webhooks/mailgun.ts'
import { postmarkDoor } from '../../../src/integrations/email/receive/webhooks/postmark.ts'
import { resendDoor } from '../../../src/integrations/email/receive/webhooks/resend.ts'
import { inboundRoutes } from '../../../src/integrations/email/receive/webhooks/routes.ts'
import { sendgridDoor } from '../../../src/integrations/email/receive/webhooks/sendgrid.ts'
import { sesDoor } from '../../../src/integrations/email/receive/webhooks/ses.ts'
import { signedText } from '../../../src/integrations/email/receive/webhooks/sns.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import { testDatabase } from '../../stage/database.ts'
import { imapServer } from '../../stage/mail/imap-server.ts'
import { until } from '../../stage/until.ts'
import { mailOf } from './a-mail.ts'

const RAW = mailOf({ text: 'Shipped' })
const post = async (door: MailDoor, body: string | FormData, headers: Record<string, string> = {}) => {
  const mails: Incoming[] = []
  const app = inboundRoutes({
    doors: [door],
    receive: async mail => void mails.push(mail),
    ready: () => true,
    failed: error => {
      throw error
    },
  })
  const { status } = await app.request(door.path, { method: 'POST', body, headers })
  const read = await Promise.all(mails.map(async ({ raw, to = [] }) => ({ text: (await parseMail(raw)).text, to })))
  return { status, read }
}
const KEPT = (to: readonly string[]) => ({ status: 200, read: [{ text: 'Shipped', to }] })
const form = (fields: Record<string, string>) => {
  const all = new FormData()
  for (const [name, value] of Object.entries(fields)) all.set(name, value)
  return all
}

describe('a provider’s webhook is taken with its own signature alone', () => {
  test('Postmark’s, whole or taken apart', async () => {
    const basic = { authorization: `Basic ${Buffer.from('any:pass').toString('base64')}` }
    const whole = JSON.stringify({ RawEmail: RAW.toString(), OriginalRecipient: 'po@r', FromFull: { Email: 'a@b.c' } })
    expect(await post(postmarkDoor('pass'), whole, basic)).toEqual(KEPT(['po@r']))
    const apart = JSON.stringify({
      ...{ FromFull: { Email: 'mei@lumen.example', Name: 'Mei' }, OriginalRecipient: 'po@r', TextBody: 'Shipped' },
      Headers: [{ Name: 'Auto-Submitted', Value: 'no' }],
      // As its button *Check* sends them.
      Attachments: [{ Name: 'test.txt', ContentType: 'text/plain', Data: 'eA==', ContentLength: 1 }],
    })
    expect(await post(postmarkDoor('pass'), apart, basic)).toEqual(KEPT(['po@r']))
    expect(await post(postmarkDoor('other'), whole, basic)).toEqual({ status: 401, read: [] })
  })

  test('Mailgun’s', async () => {
    const signature = createHmac('sha256', 'key').update('1700000000chance').digest('hex')
    const fields = {
      timestamp: '1700000000',
      token: 'chance',
      signature,
      recipient: 'po@r',
      'body-mime': RAW.toString(),
    }
    expect(await post(mailgunDoor('key'), form(fields))).toEqual(KEPT(['po@r']))
    expect((await post(mailgunDoor('other'), form(fields))).status).toBe(401)
  })

  test('SendGrid’s', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const door = sendgridDoor(publicKey)
    const fields = form({ email: RAW.toString(), envelope: JSON.stringify({ to: ['po@r'], from: 'a@b.c' }) })
    const request = new Request('http://x', { method: 'POST', body: fields })
    const type = request.headers.get('content-type') ?? ''
    const body = await request.text()
    const signature = createSign('sha256').update('1700').update(body).sign(privateKey, 'base64')
    const signed = { 'content-type': type, 'x-twilio-email-event-webhook-timestamp': '1700' }
    const name = 'x-twilio-email-event-webhook-signature'
    expect(await post(door, body, { ...signed, [name]: signature })).toEqual(KEPT(['po@r']))
    expect((await post(door, `${body} `, { ...signed, [name]: signature })).status).toBe(401)
  })

  test('Amazon’s, whose certificate and subscription are fetched from Amazon alone', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const fetched: string[] = []
    const door = sesDoor('arn:aws:sns:eu-west-1:1:mail', async url => {
      fetched.push(url)
      return publicKey.export({ format: 'pem', type: 'spki' }).toString()
    })
    const content = { notificationType: 'Received', content: RAW.toString(), receipt: { recipients: ['po@r'] } }
    const sns = (over: object) => {
      const message = {
        ...{
          Type: 'Notification' as const,
          MessageId: '1',
          TopicArn: 'arn:aws:sns:eu-west-1:1:mail',
          Timestamp: 'now',
        },
        ...{ Message: JSON.stringify(content), SignatureVersion: '2' as const, Signature: '' },
        SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0f.pem',
        ...over,
      }
      const Signature = createSign('RSA-SHA256').update(signedText(message)).sign(privateKey, 'base64')
      return JSON.stringify({ ...message, Signature })
    }
    expect(await post(door, sns({}))).toEqual(KEPT(['po@r']))
    expect(fetched).toEqual(['https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0f.pem'])
    for (const SigningCertURL of [
      'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0f.pem',
      'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0f.pem',
      'https://evil.example/SimpleNotificationService-0f.pem',
    ])
      expect((await post(door, sns({ SigningCertURL }))).status).toBe(401)
    expect((await post(door, sns({ TopicArn: 'arn:aws:sns:eu-west-1:2:other' }))).status).toBe(401)
    expect(fetched).toHaveLength(1)
  })

  test('Resend’s, whose mail is fetched', async () => {
    const secret = `whsec_${Buffer.from('a secret of Resend in 32 letters').toString('base64')}`
    const asked: string[] = []
    const door = resendDoor({ secret, apiKey: 're_key' }, async address => {
      asked.push(address)
      const told = { from: 'mei@lumen.example', to: ['po@r'], raw: { download_url: 'https://cdn.resend.com/raw' } }
      return { bytes: address.endsWith('/raw') ? RAW : Buffer.from(JSON.stringify(told)), type: '' }
    })
    const body = JSON.stringify({ type: 'email.received', data: { email_id: 'e1', to: [] } })
    const now = new Date()
    const headers = {
      'svix-id': 'm1',
      'svix-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'svix-signature': new Webhook(secret).sign('m1', now, body),
    }
    expect(await post(door, body, headers)).toEqual(KEPT(['po@r']))
    expect(asked).toEqual(['https://api.resend.com/emails/receiving/e1', 'https://cdn.resend.com/raw'])
    expect((await post(door, `${body} `, headers)).status).toBe(401)
  })
})

describe('a mailbox', () => {
  const stops: (() => unknown)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })

  test('is read as mails come, each once, from where the last process was', async () => {
    const database = await testDatabase()
    stops.push(() => database.close())
    const { port, add: put, breakOff } = await imapServer({ mails: [mailOf({ text: 'Before us' })] })
    stops.push(breakOff)
    const texts: string[] = []
    const listen = () => {
      const listener = listenToMailbox({
        at: mailboxAt(`imap://testuser:testpass@127.0.0.1:${port}/INBOX`, null),
        ...{ db: database.db, log: openLog('silent'), now: () => new Date(), pollInterval: 500 },
        receive: async ({ raw }) => void texts.push((await parseMail(raw)).text),
      })
      stops.push(() => listener.stop())
      return listener
    }
    const add = (text: string) => put(mailOf({ text }))
    const first = listen()
    const { mailboxes } = await import('../../../src/integrations/email/receive/tables.ts')
    await until(async () => (await database.db.select().from(mailboxes)).length === 1)
    add('One')
    await until(() => texts.length === 1)
    add('Two')
    await until(() => texts.length === 2)
    await first.stop()
    add('Three')
    listen()
    await until(() => texts.length === 3)
    expect(texts).toEqual(['One', 'Two', 'Three'])
  })
})
