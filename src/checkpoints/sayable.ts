import { foldedWords, personalDataIn } from '../conversations/personal-data.ts'
import { cut } from '../kernel/words/text.ts'
import type { ShipToRow } from '../orders/tables.ts'
import type { ScanFact } from './standing.ts'

const MOST = 200
/** Carriers write down who took a parcel. */
const SIGNED =
  /[\s.,;:(–-]*\b(signed( for)?( by)?|signature|signatory|received by|left with|handed to|recipient|name|p\.?o\.?d\.?)\b\s*[:(–-]?.*$/isu
/** Fewer letters than this name nobody: `de`, `von`. */
const SHORTEST_NAME = 3

/** A carrier's words without the name of who signed: `Delivered, Front Desk. Signed by: J SMITH` → `Delivered, Front Desk.` Pure. */
export function withoutSigner(words: string | null): string | null {
  return words?.replace(SIGNED, '').trim() || null
}

type OfCustomer = Pick<ShipToRow, 'name' | 'company' | 'street' | 'street2' | 'phone' | 'email'>

/**
 * What cards may show of a carrier's last words: nothing where they name anything of the customer's own, or where nobody
 * knows any more what that is. Pure.
 */
export function sayable(last: Pick<ScanFact, 'words' | 'status'> | null, shipTo: OfCustomer | null): string | null {
  const words = withoutSigner(last?.words ?? null) ?? (last?.status || null)
  if (!words || !shipTo || namesCustomer(words, shipTo)) return null
  return cut(words.replaceAll(/\s+/g, ' '), MOST)
}

function namesCustomer(words: string, shipTo: OfCustomer): boolean {
  const said = new Set(foldedWords(words))
  const names = foldedWords(`${shipTo.name ?? ''} ${shipTo.company ?? ''}`).filter(one => one.length >= SHORTEST_NAME)
  return names.some(one => said.has(one)) || personalDataIn(words, shipTo).length > 0
}
