import type { Reads } from '../kernel/ground/db.ts'
import type { Seal } from '../kernel/ground/seal.ts'
import type { Finding } from '../kernel/shapes/finding.ts'
import { orRefusal, Refusal } from '../kernel/words/refusal.ts'
import { readLinks } from './open-links.ts'

/** How every connected store was when it was checked last, and whether its secrets can be opened. */
export async function lookAtLinks(db: Reads, seal: Seal): Promise<readonly Finding[]> {
  return (await readLinks(db)).flatMap(({ row, name }): Finding[] => {
    const { storeId, secrets, checkedAt, troubles } = row
    const opened = secrets === null ? '' : orRefusal(() => seal.open(secrets, storeId))
    if (opened instanceof Refusal)
      return [{ well: false, what: `${name}: its secrets don’t open.`, fix: opened.message }]
    if (!checkedAt) return [{ well: true, what: `${name}: connected, and not checked yet.` }]
    const when = `${checkedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    if (troubles.length === 0) return [{ well: true, what: `${name}: connected, and all was well on ${when}.` }]
    return troubles.map(fix => ({ well: false, what: `${name}: not all is well since ${when}.`, fix }))
  })
}
