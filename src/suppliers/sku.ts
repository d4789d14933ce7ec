/** How SKUs are compared: stores and suppliers disagree about case and stray spaces. */
export function skuKey(sku: string): string {
  return sku.normalize('NFKC').trim().toLowerCase()
}

/** SKUs as people write them: separated by commas, semicolons or lines, which lets a SKU have spaces; else by spaces. */
export function readSkus(text: string): readonly string[] {
  const separator = /[,;\n]/.test(text) ? /[,;\n]+/ : /\s+/
  return text
    .split(separator)
    .map(sku => sku.trim())
    .filter(Boolean)
}

/** The opposite of `readSkus`; a lone SKU with a space in it keeps a comma, so that it is read back as one. */
export function writeSkus(skus: readonly string[]): string {
  const text = skus.join(', ')
  return skus.length === 1 && /\s/.test(text) ? `${text},` : text
}
