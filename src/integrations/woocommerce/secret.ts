const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
/** What `wp_specialchars_decode` knows, and no more: `&copy;` in a secret stays. */
const ENTITY = /&(?:(amp|lt|gt|quot)|#0*(34|38|39|60|62)|#x0*(22|26|27));/gi

/**
 * The secrets that WooCommerce may sign with, of one as somebody typed or copied it: WordPress decodes the entities in it
 * first.
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php
 */
export function signingSecrets(typed: string): readonly string[] {
  const decoded = typed.replaceAll(ENTITY, (_all, name?: string, decimal?: string, hex?: string) =>
    name ? (CHARACTERS[name.toLowerCase()] ?? '') : String.fromCharCode(decimal ? Number(decimal) : Number(`0x${hex}`)),
  )
  return [...new Set([decoded, typed])].filter(Boolean)
}
