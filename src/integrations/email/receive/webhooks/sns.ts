import { createVerify } from 'node:crypto'
import { z } from 'zod'
import { fetchFile } from '../../../../kernel/ground/fetch-file.ts'

export const SnsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  Subject: z.string().nullish(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
})
export type SnsMessage = z.infer<typeof SnsMessage>

/** Fetches an address of Amazon’s; only of its. */
export type FetchFromAmazon = (url: string) => Promise<string>

const HOST = /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(\.cn)?$/

/** @throws Refusal for any other host. */
export const fetchFromAmazon: FetchFromAmazon = async address => {
  const host = URL.parse(address)?.host ?? ''
  const hosts = HOST.test(host) ? [host] : []
  return Buffer.from((await fetchFile(address, { name: 'a file of Amazon SNS', hosts })).bytes).toString()
}

/** Where the certificate of a signature may be: on Amazon’s own servers for that. */
function isCertificateUrl(address: string): boolean {
  const url = URL.parse(address)
  return (
    url?.protocol === 'https:' &&
    HOST.test(url.host) &&
    /^\/SimpleNotificationService-[\w-]{1,80}\.pem$/.test(url.pathname)
  )
}

/**
 * Whether Amazon SNS signed a message. https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
export async function isSignedByAmazon(message: SnsMessage, fetch: FetchFromAmazon): Promise<boolean> {
  if (!isCertificateUrl(message.SigningCertURL)) return false
  const certificate = await fetch(message.SigningCertURL)
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return createVerify(algorithm).update(signedText(message)).verify(certificate, message.Signature, 'base64')
}

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const

export function signedText(message: SnsMessage): string {
  const keys = message.Type === 'Notification' ? NOTIFICATION : CONFIRMATION
  return keys.flatMap(key => (message[key] == null ? [] : [`${key}\n${message[key]}\n`])).join('')
}
