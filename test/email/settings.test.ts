import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dnsRecords } from '../../src/integrations/email/dns-records.ts'
import { doctorEmail } from '../../src/integrations/email/doctor.ts'
import { email } from '../../src/integrations/email/index.ts'
import { type MailSettings, readMailSettings } from '../../src/integrations/email/mail-settings.ts'
import { settings } from '../../src/integrations/email/settings.ts'
import { readSettings } from '../../src/kernel/connecting/setting.ts'
import { mailServer } from '../stage/mail/mail-server.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const around = { host: '127.0.0.1', proxies: [], bridge: false, hasChat: false }
const whole = { MAIL_FROM: 'Shop <orders@shop.example>', MAIL_SECRET: 's'.repeat(32), SMTP_HOST: 'smtp.gmail.com' }
const wrong = (environment: Record<string, string>) => email.read(environment, around).wrong

function read(environment: Record<string, string>): MailSettings {
  const { values, wrong } = readSettings(settings, environment)
  const read = readMailSettings(values as Parameters<typeof readMailSettings>[0])
  if (!read || wrong.length > 0) throw new Error(`not read: ${wrong.join()}`)
  return read
}

describe('settings of mail', () => {
  it('ask for nothing where nothing is set', () => {
    expect(email.read({}, around)).toMatchObject({ isWanted: false, wrong: [], plan: null })
  })

  it('say each thing that lacks, and never a value', () => {
    expect(wrong({ MAIL_FROM: 'orders@shop.example' })).toEqual([
      'SMTP_URL (or SMTP_HOST) must name the server that sends the mail',
      'MAIL_SECRET is not set: `openssl rand -hex 32` makes one',
    ])
    expect(wrong({ SMTP_URL: 'smtps://a:hunter2@smtp.example' }).join()).toMatch(
      /MAIL_FROM must.*MAIL_SECRET is not set/,
    )
    expect(wrong({ ...whole, SMTP_OAUTH_CLIENT_ID: 'id' })).toEqual([
      'SMTP_USER must be set for XOAUTH2',
      'SMTP_OAUTH_REFRESH_TOKEN must be set for XOAUTH2',
    ])
    expect(wrong({ ...whole, DKIM_SELECTOR: 'waybill' })).toEqual(['DKIM_PRIVATE_KEY must be set to sign with DKIM'])
    expect(wrong({ ...whole, MAIL_SECRET: 'hunter2' }).join()).toMatch(/^MAIL_SECRET must have at least 32 characters/)
    expect(wrong({ ...whole, DKIM_SELECTOR: 'w', DKIM_PRIVATE_KEY: 'hunter2' })).toEqual([
      'DKIM_PRIVATE_KEY must be an RSA private key in PEM',
    ])
    expect(wrong({ ...whole, MAIL_FROM: 'a@b.example, c@d.example' }).join()).toMatch(/^MAIL_FROM must be one address/)
    expect(wrong({ ...whole, MAIL_SUPPORT: 'help@shop.example' })).toEqual([
      'MAIL_SUPPORT needs a way for mail to come in: IMAP_URL, or a provider’s webhook',
    ])
    expect(wrong({ ...whole, MAIL_SUPPORT: 'help', IMAP_URL: 'imaps://a:b@imap.example' }).join()).toMatch(
      /^MAIL_SUPPORT must be an address that customers write to/,
    )
    for (const way of [{ IMAP_URL: 'imaps://a:b@imap.example' }, { POSTMARK_INBOUND_PASSWORD: 'p' }])
      expect(wrong({ ...whole, MAIL_SUPPORT: 'help@shop.example', ...way })).toEqual([])
    expect(wrong(whole)).toEqual([])
  })

  it('name the server, who signs in, and how', () => {
    expect(read({ ...whole, SMTP_HOST: '', SMTP_URL: 'smtps://a%40shop.example:p%2Fw@smtp.example' }).smtp).toEqual({
      ...{ host: 'smtp.example', port: 465, isTls: true, auth: { user: 'a@shop.example', pass: 'p/w' } },
    })
    expect(read(whole).smtp).toEqual({ host: 'smtp.gmail.com', port: 587, isTls: false, auth: null })
    const oauth = { SMTP_USER: 'a@shop.example', SMTP_OAUTH_CLIENT_ID: 'id', SMTP_OAUTH_REFRESH_TOKEN: 'token' }
    expect(read({ ...whole, ...oauth }).smtp.auth).toMatchObject({
      type: 'OAuth2',
      clientId: 'id',
      refreshToken: 'token',
    })
  })
})

describe('the doctor', () => {
  const dkim = { DKIM_SELECTOR: 'waybill', DKIM_PRIVATE_KEY: pem.replaceAll('\n', '\\n') }

  it('shows the records to paste, and names those that are missing', async () => {
    const server = await mailServer()
    const local = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(server.port) }
    const settings = read({ ...whole, ...local, ...dkim, MAIL_DOMAIN: 'reply.shop.example' })
    const findings = await doctorEmail(settings, async name => {
      if (name === '_dmarc.shop.example') throw new Error('no answer')
      return name === 'shop.example' ? ['v=spf1 a:127.0.0.1 ~all'] : []
    })
    await server.close()
    const said = findings.map(({ well, what, fix }) => `${well} ${what} ${fix ?? ''}`)
    expect(said[0]).toMatch(/^true E-mail: 127\.0\.0\.1:\d+ takes mail from us\./)
    expect(said[1]).toContain('Add this DNS record: reply.shop.example TXT "v=spf1 a:127.0.0.1 ~all"')
    expect(said[2]).toMatch(/^true .*shop\.example TXT is “v=spf1/)
    expect(said[3]).toContain('waybill._domainkey.shop.example TXT "v=DKIM1; k=rsa; p=MII')
    expect(said[4]).toMatch(/^true .*couldn’t look up _dmarc\.shop\.example.*v=DMARC1/)
    expect(said[5]).toContain('reply.shop.example MX 10')
    const included = dnsRecords(read(whole)).map(({ value }) => value)
    expect(included[0]).toBe('v=spf1 include:_spf.google.com ~all')
    const two = { ...whole, MAIL_SUPPORT: 'Help <help@shop.example>, Help <help@bulbs.example>' }
    const names = dnsRecords(read(two)).map(({ name, kind }) => `${name} ${kind}`)
    expect(names).toEqual([
      ...['shop.example TXT', 'bulbs.example TXT', '_dmarc.shop.example TXT', '_dmarc.bulbs.example TXT'],
      'shop.example MX',
    ])
  })

  it('says in words that the server does not let us in', async () => {
    const server = await mailServer({ user: 'orders', pass: 'right' })
    const local = {
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(server.port),
      SMTP_USER: 'orders',
      SMTP_PASSWORD: 'hunter2',
    }
    const [first] = await doctorEmail(read({ ...whole, ...local }), async () => [])
    await server.close()
    expect(first?.well).toBe(false)
    expect(first?.what).toContain('535 5.7.8 Username and Password not accepted')
    expect(`${first?.what} ${first?.fix}`).not.toContain('hunter2')
  })
})
