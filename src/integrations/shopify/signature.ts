/**
 * The secrets of a setting, separated by commas.
 * @throws Error when there is none: an empty secret would let anybody sign.
 */
export function readSecrets(setting: string): readonly string[] {
  const secrets = setting
    .split(',')
    .map(secret => secret.trim())
    .filter(Boolean)
  if (secrets.length === 0) throw new Error('Shopify needs at least one webhook secret')
  return secrets
}
