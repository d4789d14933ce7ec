import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../../../kernel/ground/same-secret.ts'
import type { MailDoor } from './door.ts'
import { bytesOf, fieldText, postedForm } from './form.ts'

/**
 * Mailgun’s routes to an address that ends in `mime` post the mail as it came. It signs a time and a word of chance with
 * its key. https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store
 */
export function mailgunDoor(signingKey: string): MailDoor {
  return {
    path: '/mailgun/mime',
    async read(request) {
      const form = await postedForm(request)
      if (!form) return { status: 400 }
      const field = (name: string) => fieldText(form.get(name))
      const due = createHmac('sha256', signingKey)
        .update(`${field('timestamp')}${field('token')}`)
        .digest('hex')
      if (!isSameSecret(field('signature'), due)) return { status: 401 }
      const raw = await bytesOf(form.get('body-mime'))
      return raw ? { mails: [{ raw, via: 'mailgun', to: field('recipient').split(/[,\s]+/) }] } : { status: 400 }
    },
  }
}
