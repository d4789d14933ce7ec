import { parseJson } from '../../../../kernel/ground/read-json.ts'
import type { Incoming } from '../keep-mail.ts'

/** A request as it came. */
export type Request = { header(name: string): string | undefined; body: Uint8Array; type: string }

/** `mails`: kept before it is answered. A status turns it away; `ignored` is what we have no use for. */
export type Answered = { mails: readonly Incoming[] } | { status: 400 | 401 } | 'ignored'

/** A provider’s way in: its path, and how it shows that it is the provider who sends. */
export type MailDoor = { path: string; read(request: Request): Promise<Answered> }

/** Undefined for what isn’t JSON. */
export const bodyJson = (body: Uint8Array): unknown => parseJson(Buffer.from(body).toString())
