import { Later, Unsure } from '../shapes/chat.ts'
import { Refusal } from '../words/refusal.ts'
import { MOST_BYTES, tooLarge } from './keep-file.ts'

/** How long a file may take to come, ms: within the lease of a deed. */
const TIMEOUT = 20_000

type Wanted = {
  /** Words for people: what the file is called. */
  name: string
  /** The only hosts that are asked, over TLS: names, or `.name` for all below it; or an origin, as it is. */
  hosts: readonly string[]
  headers?: Readonly<Record<string, string>>
}

/**
 * The contents at an address of a chat's own.
 * @throws Refusal when it is larger than 8 MB or not given to us; `Later` or `Unsure` when it does not answer now.
 */
export async function fetchFile(address: string, { name, hosts, headers = {} }: Wanted) {
  const url = URL.parse(address)
  // Addresses come from outside: a token is shown to nobody but the chat.
  if (!url || !hosts.some(host => isAt(url, host)))
    throw new Refusal(`“${name}” is hosted somewhere I don’t download from.`)
  const signal = AbortSignal.timeout(TIMEOUT)
  const answered = await fetch(url, { headers, signal, redirect: 'error' }).catch(() => null)
  if (!answered) throw new Unsure('a file did not come')
  if (answered.status === 429) throw new Later(Number(answered.headers.get('retry-after') ?? 1) * 1_000)
  if (answered.status >= 500) throw new Unsure(`a file was answered with ${answered.status}`)
  if (!answered.ok) throw new Refusal(`“${name}” is not there any more. Send it again.`)
  return { bytes: await read(answered, name), type: answered.headers.get('content-type') ?? '' }
}

function isAt({ protocol, host, origin }: URL, allowed: string): boolean {
  if (allowed.includes('://')) return origin === allowed
  return protocol === 'https:' && (allowed.startsWith('.') ? host.endsWith(allowed) : host === allowed)
}

/** Reads no further than it must to know that it is too much. */
async function read(answered: Response, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of answered.body ?? []) {
      length += part.length
      if (length > MOST_BYTES) throw new Refusal(tooLarge(name))
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Unsure('a file broke off')
  }
  return Buffer.concat(parts)
}
