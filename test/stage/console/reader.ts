import type { SeenMessage } from '../../chats/contract.ts'

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }

/**
 * A message's markup as its reader sees it. Reads no more HTML than we write:
 * markup that got in from outside would vanish from the words, and a test would miss it there.
 */
export function readMessage(markup: string, message: { ref: string; thread: string | null }): SeenMessage {
  const addresses = [...markup.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address]) => decode(address ?? ''))
  const buttons = [...markup.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, inside]) => words(inside ?? ''))
  const pictures = [...markup.matchAll(/class="own-picture"[^>]*><img[^>]* alt="([^"]*)"/g)]
  const files = [...markup.matchAll(/<a href="[^"]*\/files\/[^"]*"[^>]* download>(.*?)<\/a>/gs)]
  return {
    ...message,
    text: words(markup),
    links: addresses.filter(address => !address.startsWith('/as/')),
    buttons,
    pictures: pictures.map(([, alt]) => decode(alt ?? '')),
    files: files.map(([, name]) => words(name ?? '')),
  }
}

/** What is left when the tags are gone. */
export function words(markup: string): string {
  return decode(markup.replaceAll(/<[^>]*>/g, ''))
}

function decode(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}
