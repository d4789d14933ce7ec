/** A tag of BCP 47 as it is written by the book: `de-AT` of `DE_at`; null for what is none. Pure. */
export function plainLanguage(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}
