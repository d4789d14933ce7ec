/**
 * A shop's address in one spelling: host and folder, without scheme, `www.` kept: `shop.example`, `shop.example/de`.
 * Null for what isn't one.
 */
export function siteOf(address: string): string | null {
  const url = URL.parse(/^https?:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`)
  if (!url || url.username || url.password || !/[a-z0-9]/i.test(url.hostname)) return null
  return `${url.host}${url.pathname.replace(/\/+$/, '')}`
}
