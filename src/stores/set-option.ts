import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { findConnected } from './find-connected.ts'
import { findStore } from './find-store.ts'
import { AS_ALL, ENDS, FOREVER, keptInWords, NO_END, TOGGLES } from './options.ts'
import { storeLinks, stores } from './tables.ts'

export const SetOption = z.object({
  store: z.string().min(1),
  option: z.string().trim().min(1),
  setting: z.string().trim().min(1).max(1_000),
  /** Demanded for what erases, since nobody brings it back. */
  sure: z.literal('yes').optional(),
})
type Given = z.infer<typeof SetOption>

const isIn = <T extends object>(all: T, name: string): name is keyof T & string => Object.hasOwn(all, name)
/** Whether it says how long something is kept. */
export const setsEnd = ({ option }: Readonly<Record<string, unknown>>) => isIn(ENDS, String(option))

/** Sets what a store does in its own way. */
export async function setOption(verb: Verb, given: Given): Promise<Outcome> {
  const option = given.option.toLowerCase()
  if (isIn(TOGGLES, option)) return toggle(verb, given, option)
  if (isIn(ENDS, option)) return keepFor(verb, given, option)
  return setOwn(verb, given, option)
}

async function toggle(verb: Verb, { store: named, setting }: Given, option: keyof typeof TOGGLES): Promise<Outcome> {
  const { store, link } = await findConnected(verb.db, named)
  const { column, does } = TOGGLES[option]
  if (!['on', 'off'].includes(setting)) throw new Refusal('Say on or off.', 'setting')
  const on = setting === 'on'
  if (link[column] === on) return { text: `That is ${setting} already for ${store.name}.` }
  await verb.db
    .update(storeLinks)
    .set({ [column]: on })
    .where(eq(storeLinks.storeId, store.id))
  await verb.record('store.option_set', store.id, { option, setting })
  return { text: `From the next parcel on, ${store.name} ${on ? '' : 'no longer '}${does}.` }
}

async function keepFor(verb: Verb, given: Given, option: keyof typeof ENDS): Promise<Outcome> {
  const store = await findStore(verb.db, given.store)
  const { column, what } = ENDS[option]
  const days = daysOf(given.setting)
  if (days === store[column]) return { text: `That is so already for ${store.name}.` }
  if (days !== NO_END && !given.sure) throw new Refusal('What is older is erased for good. Are you sure?', 'sure')
  await verb.db
    .update(stores)
    .set({ [column]: days })
    .where(eq(stores.id, store.id))
  await verb.record('store.option_set', store.id, { option, setting: given.setting })
  if (days === null) return { text: `${store.name} keeps ${what} for as long as all stores do.` }
  if (days === NO_END) return { text: `${store.name} keeps ${what} forever.` }
  return { text: `${store.name} keeps ${what} for ${keptInWords(days)} after an order is over, and then erases it.` }
}

/** @throws Refusal */
function daysOf(setting: string): number | null {
  if (setting === AS_ALL) return null
  if (setting === FOREVER) return NO_END
  const days = z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .safeParse(setting.replace(/ *days?$/, ''))
  if (days.success) return days.data
  throw new Refusal(
    `Say how many days, from 1 to 36500; or ${FOREVER}, or ${AS_ALL} for as long as all stores do.`,
    'setting',
  )
}

/** What only its kind of store has. */
async function setOwn(verb: Verb, { store: named, setting }: Given, option: string): Promise<Outcome> {
  const { store, link } = await findConnected(verb.db, named)
  const all = verb.outside.storefronts.get(link.kind)?.settings ?? {}
  const known = isIn(all, option) ? all[option] : undefined
  if (!known) throw unknownOption(option, [...Object.keys(TOGGLES), ...Object.keys(ENDS), ...Object.keys(all)])
  if (setting !== AS_ALL) known.check(setting)
  const { [option]: _before, ...others } = link.settings
  const settings = setting === AS_ALL ? others : { ...others, [option]: setting }
  await verb.db.update(storeLinks).set({ settings }).where(eq(storeLinks.storeId, store.id))
  await verb.record('store.option_set', store.id, { option, setting })
  const is = setting === AS_ALL ? 'the same as for all stores' : setting
  return { text: `From now on, ${known.label} of ${store.name}: ${is}.` }
}

function unknownOption(option: string, all: readonly string[]): Refusal {
  const near = nearest(option, all)
  return new Refusal(
    `There is no option “${option}”. ${near ? `Did you mean “${near}”?` : `There is ${list(all, 'and')}.`}`,
    'option',
  )
}
