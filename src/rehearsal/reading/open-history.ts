import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { LineReading } from './line.ts'
import type { Clock } from './moment.ts'
import { OLIST, readOlist } from './olist.ts'
import { readPlain } from './plain.ts'
import { isShopify, readShopify } from './shopify.ts'
import { openTable } from './table-file.ts'

/**
 * Opens a history: Olist's folder, a folder with one CSV file, or a CSV file, which is Shopify's order export or one's own.
 * @throws Refusal when there is none, or it lacks what is needed
 */
export async function openHistory(path: string, clock: Clock): Promise<LineReading> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new Refusal(`There is no file or folder ${path}.`)
  if (!found.isDirectory()) return openFile(path, clock)
  const files = await readdir(path)
  if (Object.values(OLIST).every(file => files.includes(file))) return readOlist(path, clock)
  const [csv, ...others] = files.filter(file => /\.csv$/i.test(file))
  if (csv && others.length === 0) return openFile(join(path, csv), clock)
  const why = csv
    ? 'It holds several CSV files: name one of them.'
    : `It holds no CSV file, nor ${OLIST.orders} and ${OLIST.items}.`
  throw new Refusal(`I can’t tell what to read in ${path}. ${why}`)
}

async function openFile(path: string, clock: Clock): Promise<LineReading> {
  const file = await openTable(path)
  return isShopify(file.header) ? readShopify(file, clock) : readPlain(file, clock)
}
