import { neverLeft } from '../../../kernel/ground/never-left.ts'
import { Later, Unsure } from '../../../kernel/shapes/chat.ts'

/** How long one call may take, ms. */
const TIMEOUT = 15_000
/** How long to leave a store alone that cannot be reached, ms. */
const UNREACHED = 5_000

export type Posted = {
  status: number
  version: string | null
  retryAfter: number
  body: Record<string, unknown> | null
}

/**
 * Sends a body, and reads what comes back: JSON, or `body` null for a page or a text.
 * @throws Later where nothing can have been done, Unsure where it is not known.
 */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Posted> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT)
    const answered = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
    return {
      status: answered.status,
      version: answered.headers.get('x-shopify-api-version'),
      retryAfter: Number(answered.headers.get('retry-after') ?? 2) * 1_000,
      body: parsed(await answered.text()),
    }
  } catch (error) {
    throw neverLeft(error) ? new Later(UNREACHED, 'Shopify can’t be reached.') : new Unsure('Shopify did not answer.')
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}
