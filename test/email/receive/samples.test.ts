import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { classifyMail, type MailKind } from '../../../src/integrations/email/receive/classify-mail.ts'
import { parseMail } from '../../../src/integrations/email/receive/parse-mail.ts'
import { splitReply } from '../../../src/integrations/email/receive/split-reply.ts'

// Mails of others, as folders email_bounces, email_mime and email_replies: MAIL_SAMPLES=~/mails npx vitest run test/email
const SAMPLES = process.env.MAIL_SAMPLES ?? ''
const there = (folder: string) => SAMPLES !== '' && existsSync(join(SAMPLES, folder))
const files = (pattern: string) => globSync(pattern, { cwd: SAMPLES }).map(path => join(SAMPLES, path))
const kindOf = async (path: string): Promise<MailKind> =>
  classifyMail(await parseMail(readFileSync(path)), { isOurs: () => false })

describe.skipIf(!there('email_bounces'))('bounces of a hundred mail servers', () => {
  it('are known as bounces, so that a dead address is noticed', async () => {
    const all = files('email_bounces/{bsd,err}/*.eml').filter(path => !/\/(arf|rfc3834)-/.test(path))
    const kinds = await Promise.all(all.map(kindOf))
    const known = kinds.filter(({ kind }) => kind === 'bounce' || kind === 'report')
    expect(known.length / all.length).toBeGreaterThan(0.97)
  })

  it('of complaints and absences are not taken for dead addresses', async () => {
    const complaints = await Promise.all(files('email_bounces/bsd/arf-*.eml').map(kindOf))
    expect(complaints.filter(({ kind }) => kind === 'feedback').length).toBeGreaterThanOrEqual(complaints.length - 1)
    const away = await Promise.all(files('email_bounces/bsd/rfc3834-*.eml').map(kindOf))
    for (const { kind } of away) expect(['auto-reply', 'out-of-office']).toContain(kind)
  })
})

describe.skipIf(!there('email_mime'))('mails of every make', () => {
  it('are all read, however broken they are', async () => {
    const all = files('email_mime/**/*').filter(
      path => /\.eml$|\.txt$|\/(m|issue)\d+\w?$/.test(path) && !/LICENSE|expected/.test(path),
    )
    const read = await Promise.all(all.map(async path => parseMail(readFileSync(path))))
    expect(read.filter(({ text, parts, subject }) => text || parts.length > 0 || subject).length).toBe(all.length)
  })

  it('keep their letters, whichever charset they claim', async () => {
    for (const path of files('email_mime/charsets/*.eml')) {
      const { text } = await parseMail(readFileSync(path))
      const expected = path.replace('.eml', '.expected.txt')
      expect(text, basename(path)).not.toContain('�')
      if (existsSync(expected)) expect(text, basename(path)).toBe(readFileSync(expected, 'utf8').trim())
    }
  })
})

describe.skipIf(!there('email_replies'))('replies of every mail program', () => {
  it('are cut to what is new', async () => {
    for (const path of files('email_replies/talon/standard_replies/*.eml')) {
      const { text } = await parseMail(readFileSync(path))
      expect(splitReply(text).fresh, basename(path)).toBe('Hello')
    }
  })

  it('never lose all of what was written', () => {
    for (const path of files('email_replies/{crisp,willdurand}/*.txt'))
      expect(splitReply(readFileSync(path, 'utf8')).fresh, basename(path)).not.toBe('')
  })
})
