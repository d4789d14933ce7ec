import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { allKeys, type FoundKey } from './find-key.ts'

export const ListKeys = z.object({})

/** Lists the keys of the shop's and of suppliers' systems: what each may, and when it was used last. */
export async function listKeys({ db, now }: Verb): Promise<Outcome> {
  const all = await allKeys(db)
  if (all.length === 0) return { text: 'There are no API keys. Make one with /api key.' }
  const summary = `${count(all.length, 'API key')}. End one with /api end.`
  return {
    text: summary,
    card: { audience: 'staff', tone: 'neutral', title: 'API keys', summary, lines: all.map(one => lineOf(one, now)) },
  }
}

function lineOf({ key, supplier }: FoundKey, now: Date) {
  const { name, prefix, scopes, usedAt, expiresAt } = key
  const last = usedAt ? ['last used ', { at: usedAt.toISOString() }] : ['never used']
  const until = [expiresAt > now ? ' · until ' : ' · expired ', { at: expiresAt.toISOString() }]
  return {
    text: `${supplier ?? 'The shop'}: ${name} (${prefix}…)`,
    detail: [`${scopes.join(', ')} · `, ...last, ...until],
    done: expiresAt <= now,
  }
}
