/** How SKUs are compared: stores and suppliers disagree about case and stray spaces. */
export function skuKey(sku: string): string {
  return sku.normalize('NFKC').trim().toLowerCase()
}
