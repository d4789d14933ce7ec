import { Webhook, WebhookVerificationError } from 'standardwebhooks'

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature']

/**
 * Whether a request is signed with that secret as Standard Webhooks has it, at most five minutes ago.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @param body as it came, byte by byte
 */
export function isStandardSigned(secret: string, header: (name: string) => string | undefined, body: string): boolean {
  try {
    const headers = Object.fromEntries(HEADERS.map(name => [name, header(name) ?? '']))
    new Webhook(secret).verify(body, headers, { jsonParse: false })
    return true
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false
    throw error
  }
}
