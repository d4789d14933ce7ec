const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** `DE` → `Germany` (Unicode CLDR); a code nobody knows stays a code. */
export function countryName(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
