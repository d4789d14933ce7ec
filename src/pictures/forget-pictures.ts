import { subDays } from 'date-fns/subDays'
import { lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { KEPT_DAYS } from './find-picture.ts'
import { productPictures } from './tables.ts'

export const ForgetPictures = z.object({})

/** Forgets pictures that would be fetched again: nobody may ask for them any more. */
export async function forgetPictures({ db, now }: Verb): Promise<Outcome> {
  await db.delete(productPictures).where(lt(productPictures.fetchedAt, subDays(now, KEPT_DAYS)))
  return { text: 'Old pictures are gone.' }
}
