const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
const named = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** `DE` → `Germany` (Unicode CLDR); a code nobody knows stays a code. */
export function countryName(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

/** The ISO 3166-1 alpha-2 code of a country written as its code or its English name, else null. `EU` is one as well. */
export function findCountry(text: string): string | null {
  const code = text.toUpperCase() === 'UK' ? 'GB' : text.toUpperCase()
  if (/^[A-Z]{2}$/.test(code) && named.of(code)) return code
  return codes().get(fold(text)) ?? null
}

const fold = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()

let remembered: Map<string, string> | undefined

/** Codes by English name. A code listed later never takes the name from an earlier one, as `UK` would from `GB`. */
function codes(): Map<string, string> {
  if (remembered) return remembered
  remembered = new Map()
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const code of letters.flatMap(first => letters.map(second => first + second))) {
    const name = named.of(code)
    if (name && !remembered.has(fold(name))) remembered.set(fold(name), code)
  }
  return remembered
}
