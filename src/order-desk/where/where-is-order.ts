import { z } from 'zod'
import type { Outcome, Verb } from '../../kernel/asking/command.ts'
import { findOrderId } from '../../orders/load-order.ts'
import { orderView } from '../order-view.ts'
import { LANGUAGE_CODES, LANGUAGES, languageOf } from './languages.ts'
import { whereWords } from './where-words.ts'

export const WhereIsOrder = z.object({ order: z.string().min(1), language: z.enum(LANGUAGE_CODES).optional() })

/**
 * Where an order is, in sentences that staff can send to the customer, in the customer's language: nothing in them is
 * anybody's own data. Staff read the same in English below.
 */
export async function whereIsOrder({ db }: Verb, input: z.infer<typeof WhereIsOrder>): Promise<Outcome> {
  const view = await orderView(db, await findOrderId(db, input.order))
  const language = input.language ?? languageOf(view.order.language) ?? 'en'
  const said = whereWords(view, language)
  if (language === 'en') return { text: said }
  return { text: `${said}\n\nIn English (this is ${LANGUAGES[language].language}): ${whereWords(view, 'en')}` }
}
