import { fetchFile } from '../../kernel/ground/fetch-file.ts'
import type { FileExchange } from '../../kernel/shapes/chat.ts'

/** Discord's hosts for what people upload. docs: reference, "Signed Attachment CDN URLs". */
const HOSTS = ['cdn.discordapp.com', 'media.discordapp.net']

/**
 * Files that people sent: their addresses are signed, and need no token.
 * @param api where the REST API is; null for Discord's own. Another one's files are at the same host.
 */
export function downloading(api: string | null): FileExchange {
  const hosts = api === null ? HOSTS : [...HOSTS, new URL(api).origin]
  return { fetch: async ({ from, name }) => (await fetchFile(from, { name, hosts })).bytes }
}
