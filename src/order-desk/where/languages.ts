import { da } from './languages/da.ts'
import { de } from './languages/de.ts'
import { en } from './languages/en.ts'
import { es } from './languages/es.ts'
import { fr } from './languages/fr.ts'
import { it } from './languages/it.ts'
import { nl } from './languages/nl.ts'
import { pl } from './languages/pl.ts'
import { pt } from './languages/pt.ts'
import { sv } from './languages/sv.ts'

/** The languages in which a customer can be answered, by their subtag of BCP 47; a further one is a file and a name here. */
export const LANGUAGES = { en, de, fr, es, it, nl, pt, pl, sv, da } as const
export type Language = keyof typeof LANGUAGES
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[]

/** The one of a tag such as `de-AT`; null where nothing is written in it. Pure. */
export function languageOf(tag: string | null): Language | null {
  const [code] = tag?.toLowerCase().split('-') ?? []
  return LANGUAGE_CODES.find(one => one === code) ?? null
}
