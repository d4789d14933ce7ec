import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageNumber } from '../kernel/asking/page.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import type { Button, OpenableCard } from '../kernel/shapes/card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { place } from '../kernel/words/zoned.ts'
import { lateOverview, moreInWords, overviewInWords, overviewLines, overviewOpens } from './late-overview.ts'
import { latePage, type Paged } from './late-page.ts'
import type { LateScope } from './part.ts'
import { readerOf } from './reader-of.ts'
import { scopeOf } from './scope-of.ts'

const TITLES = { all: 'Late and due', mine: 'Late and yours', late: 'Late', due: 'Due soon', snoozed: 'Snoozed' }
export const lateLists = Object.keys(TITLES) as [keyof typeof TITLES, ...(keyof typeof TITLES)[]]

export const ListLate = z.object({
  which: z.enum(lateLists).default('all'),
  supplier: z.string().min(1).optional(),
  page: pageNumber,
})
type Asked = z.output<typeof ListLate>
type Shown = Pick<OpenableCard, 'lines' | 'opens' | 'context'> & { summary: string; buttons: readonly Button[] }

/** Rows of a page: what a card holds on every chat. */
const PAGE = 20

/** What is late, due soon or snoozed: the worst of each, or one of them page by page. A supplier sees its own. */
export async function listLate(verb: Verb, asked: Asked): Promise<Outcome> {
  const { which } = asked
  if ((which === 'all' || which === 'mine') && asked.page > 1)
    throw new Refusal(`This list is the worst of each, on one page. Write /late list late page:${asked.page}.`, 'page')
  const scope = await scopeOf(verb, asked.supplier)
  const shown =
    which === 'all' || which === 'mine'
      ? await worst(verb, scope, which === 'mine')
      : await page(verb, scope, which, asked.page)
  const audience = audienceOf(verb.actor)
  const zone = shown.lines?.length && `Times are in ${place((await readerOf(verb)).zone)}.`
  const context = [shown.context, zone].filter(Boolean).join(' ')
  return {
    text: shown.summary,
    card: { audience, tone: 'neutral', title: TITLES[which], ...shown, ...(context && { context }) },
  }
}

async function worst(verb: Verb, scope: LateScope, mine: boolean): Promise<Shown> {
  const { actor, db, now } = verb
  const overview = await lateOverview(db, { ...scope, ...(mine && actor.side === 'staff' && { owner: actor }) }, now)
  const left = moreInWords(overview)
  const longer = (['late', 'due', 'snoozed'] as const).filter(one => overview[one].all > overview[one].rows.length)
  return {
    summary: overviewInWords(overview),
    lines: overviewLines(overview, await readerOf(verb)),
    opens: overviewOpens(overview),
    buttons: mine ? [] : longer.map(one => more(`All ${one}`, scope, { which: one })),
    ...(left && { context: `And ${left}.` }),
  }
}

async function page(verb: Verb, scope: LateScope, which: Paged, number: number): Promise<Shown> {
  const from = (number - 1) * PAGE
  const part = { from, most: PAGE }
  const { lines, opens, all } = await latePage(verb.db, which, { scope, part, reader: await readerOf(verb) })
  const left = Math.max(0, all - from - lines.length)
  const wide = verb.actor.side === 'staff' && !scope.supplierId && all > PAGE
  const next = left > 0 && more(`Next ${Math.min(left, PAGE)}`, scope, { which, page: number + 1 })
  const back = number > 1 && more('Back', scope, { which, page: number - 1 })
  const narrow: Button | false = wide && { ...more('One supplier…', scope, { which }), asks: ['supplier'] }
  return {
    summary:
      lines.length > 0 ? `${from + 1} to ${from + lines.length} of ${all}, the most pressing first.` : none(which),
    lines,
    opens,
    buttons: [next, back, narrow].filter(button => button !== false),
    ...(wide && { context: `Fewer at a time: /late list ${which} and the supplier’s name.` }),
  }
}

function none(which: Paged): string {
  return which === 'due' ? 'Nothing more is due by the end of the next working day.' : `Nothing more is ${which}.`
}

function more(label: string, { supplierId }: LateScope, input: { which: Paged; page?: number }): Button {
  return { label, command: 'late.list', input: { ...input, ...(supplierId && { supplier: supplierId }) } }
}
