import { z } from 'zod'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { WorkPage, WorkTable } from '../kernel/shapes/work.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { pageOfCases } from './page-of-cases.ts'
import { pageOfCredits } from './page-of-credits.ts'
import { pageOfOrders } from './page-of-orders.ts'
import { pageOfPurchaseOrders } from './page-of-purchase-orders.ts'
import type { AskedOfTable, Looking, TablePage } from './table-page.ts'

const TITLES: Readonly<Record<WorkTable, string>> = {
  orders: 'Orders',
  'purchase-orders': 'Purchase orders',
  cases: 'Cases',
  credits: 'Credits',
}

/** What is asked of each table, by whom. */
const PAGES: Readonly<Record<WorkTable, (looking: Looking, asked: AskedOfTable) => Promise<TablePage>>> = {
  orders: pageOfOrders,
  'purchase-orders': pageOfPurchaseOrders,
  cases: pageOfCases,
  credits: pageOfCredits,
}

/** A page of a table, as its reader may see it: a supplier's contact sees its own purchase orders alone. @throws Refusal */
export async function workPage(looking: Looking, table: WorkTable, asked: AskedOfTable): Promise<WorkPage> {
  const tables = tablesFor(looking.actor)
  if (!tables.includes(table)) throw new Refusal('That page is not for you.')
  // What was left empty in the form of the filters was not asked.
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== ''))
  try {
    const page = await PAGES[table](looking, given)
    return { ...page, tables: tables.map(one => ({ table: one, title: TITLES[one] })) }
  } catch (error) {
    if (error instanceof z.ZodError) throw new Refusal('I can’t read this address. Choose the filters again.')
    throw error
  }
}

function tablesFor({ side }: Actor): readonly WorkTable[] {
  if (side === 'staff') return ['orders', 'purchase-orders', 'cases', 'credits']
  return side === 'supplier' ? ['purchase-orders'] : []
}
