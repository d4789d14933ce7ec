import { plain } from '../kernel/words/plain.ts'

/**
 * A SKU as it is kept, from every door: full-width letters folded, without what nobody sees, and without the signs by
 * which
 * spreadsheets keep leading zeros (`'00123`, `="00123"`).
 */
export function plainSku(sku: string): string {
  return plain(sku)
    .replace(/^=?"([^"]*)"$/, '$1')
    .replace(/^'/, '')
    .trim()
}

/** How SKUs are compared: stores and suppliers disagree about case as well. */
export function skuKey(sku: string): string {
  return plainSku(sku).toLowerCase()
}

/** Whether a SKU has a `*`, which means anything: `LAMP-*`. */
export function isPattern(sku: string): boolean {
  return sku.includes('*')
}

/** `LAMP-*` fits every SKU that begins so; case does not matter. */
export function fitsSku(pattern: string, sku: string): boolean {
  const pieces = skuKey(pattern).split('*')
  const key = skuKey(sku)
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return key === first
  if (!key.startsWith(first) || !key.endsWith(last) || key.length < first.length + last.length) return false
  const inner = key.slice(first.length, key.length - last.length)
  let at = 0
  return rest.every(piece => {
    const found = inner.indexOf(piece, at)
    at = found + piece.length
    return found >= 0
  })
}

/**
 * SKUs as people write them: separated by commas, semicolons or lines, which lets a SKU have spaces; else by spaces.
 */
export function readSkus(text: string): readonly string[] {
  const folded = text.normalize('NFKC')
  const separator = /[,;\n、]/.test(folded) ? /[,;\n、]+/ : /\s+/
  return folded.split(separator).map(plainSku).filter(Boolean)
}

/** The opposite of `readSkus`; a lone SKU with a space in it keeps a comma, so that it is read back as one. */
export function writeSkus(skus: readonly string[]): string {
  const text = skus.join(', ')
  return skus.length === 1 && /\s/.test(text) ? `${text},` : text
}

/** Whether a pattern would match every SKU: that is nobody's list. */
export function matchesAll(key: string): boolean {
  return isPattern(key) && key.replaceAll('*', '') === ''
}
