/** Ids as Shopify gives them: `gid://shopify/Order/6000000001`, rising over the whole shop. */
export class Ids {
  #last = 6_000_000_000

  next(type: string): string {
    this.#last += 1
    return `gid://shopify/${type}/${this.#last}`
  }
}

/** The number at the end of an id. */
export const numberOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)
