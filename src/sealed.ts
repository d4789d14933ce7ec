import type { Job } from './kernel/carrying/clock.ts'
import type { Db } from './kernel/ground/db.ts'
import { reseal, type SealedColumn } from './kernel/ground/reseal.ts'
import type { Seal } from './kernel/ground/seal.ts'
import { sealedAccess } from './reaches/place-access.ts'
import { sealedLinks } from './stores/open-links.ts'
import { sealedEndpoints } from './webhooks/connect-webhook.ts'

/** All that `SECRETS_KEY` seals. */
export const sealedColumns: readonly SealedColumn[] = [sealedLinks, sealedAccess, ...sealedEndpoints]

/** Every night, when all processes have the new key that the first of them was started with. */
export const resealing = (db: Db, seal: Seal): Job => ({
  name: 'secrets',
  when: '47 3 * * *',
  run: () => reseal(db, seal, sealedColumns),
})
