import { z } from 'zod'
import { fetchFile } from '../../../../kernel/ground/fetch-file.ts'
import { isStandardSigned } from '../../../../kernel/ground/standard-webhook.ts'
import { Refusal } from '../../../../kernel/words/refusal.ts'
import { bodyJson, type MailDoor, type Request } from './door.ts'
import { otherHeaders, writeRaw } from './write-raw.ts'

const Event = z.object({
  type: z.string(),
  data: z.object({ email_id: z.string().optional(), to: z.array(z.string()).default([]) }),
})
const Received = z.object({
  from: z.string(),
  to: z.array(z.string()).default([]),
  subject: z.string().nullish(),
  text: z.string().nullish(),
  html: z.string().nullish(),
  message_id: z.string().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  raw: z.object({ download_url: z.string() }).nullish(),
})

/** Where Resend keeps what it hands out: its own servers, and those of CloudFront that it signs addresses for. */
const API = 'api.resend.com'
const STORES = ['.resend.com', '.resend.app', '.cloudfront.net']

/** Fetches from those hosts alone. */
export type FetchFromResend = typeof fetchFile

/**
 * Resend tells that a mail came, signed as Standard Webhooks has it under other names of headers; the mail itself is
 * fetched. https://resend.com/docs/api-reference/emails/retrieve-received-email
 */
export function resendDoor(keys: { secret: string; apiKey: string }, fetch: FetchFromResend = fetchFile): MailDoor {
  return {
    path: '/resend',
    async read(request) {
      if (!isSigned(request, keys.secret)) return { status: 401 }
      const event = Event.safeParse(bodyJson(request.body))
      if (!event.success) return { status: 400 }
      const { type, data } = event.data
      if (type !== 'email.received' || !data.email_id) return 'ignored'
      const address = `https://${API}/emails/receiving/${encodeURIComponent(data.email_id)}`
      const headers = { authorization: `Bearer ${keys.apiKey}` }
      const answered = await fetch(address, { name: 'a mail at Resend', hosts: [API], headers })
      const mail = Received.parse(bodyJson(answered.bytes))
      return { mails: [{ raw: await rawOf(mail, fetch), via: 'resend', to: [...data.to, ...mail.to] }] }
    },
  }
}

/** As it came; where that is too large or not there, as it was taken apart. */
async function rawOf(mail: z.infer<typeof Received>, fetch: FetchFromResend): Promise<Uint8Array> {
  const whole =
    mail.raw && (await fetch(mail.raw.download_url, { name: 'a mail at Resend', hosts: STORES }).catch(orNull))
  if (whole) return whole.bytes
  const { from, to, subject, text, html, message_id: id } = mail
  const headers = Object.entries(mail.headers ?? {}).map(([name, value]) => ({ name, value }))
  const words = { subject: subject ?? '', text: text ?? '', ...(html && { html }), ...(id && { messageId: id }) }
  return writeRaw({ from, to: [...to], ...words, headers: otherHeaders(headers) })
}

function orNull(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

/** Under either name of the headers. */
function isSigned({ header, body }: Request, secret: string): boolean {
  const named = (name: string) => header(name.replace('webhook-', 'svix-')) ?? header(name)
  return isStandardSigned(secret, named, Buffer.from(body).toString())
}
