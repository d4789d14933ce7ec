import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { suppliers } from './tables.ts'
import { Zone } from './zone.ts'

export const AddSupplier = z.object({
  name: z.string().trim().min(1).pipe(truncated(80)),
  zone: Zone.default('UTC'),
  /** Clock hours from sent to shipped. */
  shipHours: z.coerce.number().int().min(1).max(720).default(48),
  instructions: truncated(3_000).optional(),
})

/** Adds a supplier. Its room, contacts and SKUs follow. */
export async function addSupplier(verb: Verb, input: z.infer<typeof AddSupplier>): Promise<Outcome> {
  const [supplier] = await verb.db
    .insert(suppliers)
    .values({ ...input, instructions: input.instructions ?? null, addedAt: verb.now })
    .onConflictDoNothing()
    .returning()
  if (!supplier) throw new Refusal(`There is a supplier “${input.name}” already. See /supplier show.`, 'name')
  await verb.record('supplier.added', supplier.id, { name: supplier.name })
  const next = `Next: /supplier room, /supplier contact and /supplier sku.`
  return {
    text: `${supplier.name} was added, on ${supplier.zone} time, to ship within ${supplier.shipHours} hours. ${next}`,
  }
}
