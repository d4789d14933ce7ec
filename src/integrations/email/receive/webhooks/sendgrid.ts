import { createVerify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from '../../../../kernel/ground/read-json.ts'
import type { MailDoor, Request } from './door.ts'
import { bytesOf, fieldText, postedForm } from './form.ts'

const Envelope = z.object({ to: z.array(z.string()).default([]) })

/**
 * SendGrid’s Inbound Parse with *POST the raw, full MIME message* and a signature policy (ECDSA over the time and the
 * body). https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks
 */
export function sendgridDoor(key: KeyObject): MailDoor {
  return {
    path: '/sendgrid',
    async read(request) {
      if (!isSigned(request, key)) return { status: 401 }
      const form = await postedForm(request)
      const raw = form && (await bytesOf(form.get('email')))
      if (!form || !raw) return { status: 400 }
      return { mails: [{ raw, via: 'sendgrid', to: recipients(fieldText(form.get('envelope'))) }] }
    },
  }
}

function isSigned({ header, body }: Request, key: KeyObject): boolean {
  const signature = Buffer.from(header('x-twilio-email-event-webhook-signature') ?? '', 'base64')
  const time = header('x-twilio-email-event-webhook-timestamp') ?? ''
  return createVerify('sha256').update(time).update(body).verify(key, signature)
}

function recipients(envelope: string): readonly string[] {
  return Envelope.safeParse(parseJson(envelope)).data?.to ?? []
}
