import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { loadImport } from './load-import.ts'
import { type TrackingImport, trackingImportRows, trackingImports } from './tables.ts'

export const ConfirmImport = z.object({ import: z.uuid() })

/**
 * Somebody has read what an import would do, and wants it: from here on each of its parcels is added for itself, in their
 * name, through restarts too.
 */
export async function confirmImport(verb: Verb, input: z.infer<typeof ConfirmImport>): Promise<Outcome> {
  const made = await loadImport(verb, input.import)
  if (!made.readAt) throw new Refusal('It is still being read. Wait for the card to show its rows.')
  if (made.confirmedAt && !made.finishedAt)
    return { text: `${made.confirmedBy?.name} confirmed it already. The card counts along.` }
  const ready = and(eq(trackingImportRows.importId, made.id), eq(trackingImportRows.verdict, 'ready'))
  const left = await verb.db.$count(trackingImportRows, ready)
  if (left === 0) throw new Refusal('Nothing in it is left to add.')
  await beginImport(verb, made, verb.actor)
  return {
    text: `${count(left, 'parcel is', 'parcels are')} being added. The card here counts along; you need not wait.`,
  }
}

/** From here on its parcels are added, in that name. */
export async function beginImport(verb: Verb, { id, name }: TrackingImport, confirmedBy: Actor): Promise<void> {
  const begun = { confirmedAt: verb.now, confirmedBy, finishedAt: null }
  await verb.db.update(trackingImports).set(begun).where(eq(trackingImports.id, id))
  await verb.owe({ name: 'tracking.take-rows', subject: id, queue: `tracking ${id}` })
  await verb.record('tracking_import.confirmed', id, { name })
}
