import { z } from 'zod'
import { isSameSecret } from '../../../../kernel/ground/same-secret.ts'
import { bodyJson, type MailDoor } from './door.ts'
import { otherHeaders, writeRaw } from './write-raw.ts'

const Person = z.object({ Email: z.string(), Name: z.string().default('') })
/** What its button *Check* sends has `Data` in place of `Content`. */
const File = z.object({
  Name: z.string(),
  Content: z.string().optional(),
  Data: z.string().default(''),
  ContentType: z.string(),
  ContentID: z.string().nullish(),
})
const Inbound = z.object({
  RawEmail: z.string().optional(),
  OriginalRecipient: z.string().default(''),
  FromFull: Person,
  ToFull: z.array(Person).default([]),
  CcFull: z.array(Person).default([]),
  Subject: z.string().default(''),
  Date: z.string().optional(),
  TextBody: z.string().default(''),
  HtmlBody: z.string().default(''),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  Attachments: z.array(File).default([]),
})
type Inbound = z.infer<typeof Inbound>

/** Postmark signs nothing: its webhook has a password in its address. https://postmarkapp.com/developer/webhooks/inbound-webhook */
export function postmarkDoor(password: string): MailDoor {
  return {
    path: '/postmark',
    async read({ header, body }) {
      const [, basic = ''] = /^Basic +(\S+)$/i.exec(header('authorization') ?? '') ?? []
      const given = Buffer.from(basic, 'base64').toString()
      if (!isSameSecret(given.slice(given.indexOf(':') + 1), password)) return { status: 401 }
      const read = Inbound.safeParse(bodyJson(body))
      if (!read.success) return { status: 400 }
      const raw = read.data.RawEmail ? Buffer.from(read.data.RawEmail) : await written(read.data)
      return { mails: [{ raw, via: 'postmark', to: [read.data.OriginalRecipient] }] }
    },
  }
}

function written({ FromFull, ToFull, CcFull, Subject, Date: date, TextBody, HtmlBody, Headers, Attachments }: Inbound) {
  const people = (all: Inbound['ToFull']) => all.map(({ Email: address, Name: name }) => ({ address, name }))
  const headers = Headers.map(({ Name: name, Value: value }) => ({ name, value }))
  const id = headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value
  return writeRaw({
    from: { address: FromFull.Email, name: FromFull.Name },
    ...{ to: people(ToFull), cc: people(CcFull), subject: Subject, text: TextBody, headers: otherHeaders(headers) },
    ...(HtmlBody && { html: HtmlBody }),
    ...(id && { messageId: id }),
    ...(date && !Number.isNaN(Date.parse(date)) && { date }),
    attachments: Attachments.map(one => ({
      ...{ filename: one.Name, content: Buffer.from(one.Content ?? one.Data, 'base64'), contentType: one.ContentType },
      ...(one.ContentID && { cid: one.ContentID }),
    })),
  })
}
