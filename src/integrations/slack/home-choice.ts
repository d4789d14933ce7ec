import { WORK_TABLES, type WorkTable } from '../../kernel/shapes/work.ts'

/**
 * What somebody chose to see on their Home tab. The tab itself keeps it, so that any process can draw it again; it is
 * judged by who asks, not by what stands there.
 */
export type HomeChoice = {
  /** The channel of one of several rooms that are theirs. */
  room?: string
  /** The table they look through; none for what needs doing first. */
  table?: WorkTable
  /** How that table is narrowed, and where its page begins. */
  asked: Readonly<Record<string, string>>
}

/** How the action ids of what is chosen on the tab begin. */
export const HOME = 'home-'
/** Slack takes no empty value: each begins so. */
const MARK = '='

export const homeValue = (value: string): string => `${MARK}${value}`

/** What a tab's metadata keeps; nothing chosen where that can't be read. */
export function readChoice(metadata: string | undefined): HomeChoice {
  try {
    const { c: room, w: table, q: asked = {} } = JSON.parse(metadata || '{}')
    return { asked, ...(room && { room }), ...(isTable(table) && { table }) }
  } catch {
    return { asked: {} }
  }
}

/** A choice and the room it is in, as a tab's metadata. */
export function keptChoice({ table, asked }: HomeChoice, channel: string): string {
  return JSON.stringify({ c: channel, h: 1, w: table, q: asked })
}

/** The choice after somebody touched what has that action id. What narrows a table begins at its first page. */
export function chooseOnHome({ table, asked, ...rest }: HomeChoice, action: string, chosen: string): HomeChoice {
  const [, what = '', name = ''] = action.split('-')
  const value = chosen.startsWith(MARK) ? chosen.slice(MARK.length) : chosen
  const { at: _, ...narrowed } = asked
  switch (what) {
    case 'room':
      return { room: value, asked: {} }
    case 'table':
      return { ...rest, ...(isTable(value) && { table: value }), asked: {} }
    case 'turn':
      return { ...rest, ...(table && { table }), asked: { ...narrowed, at: value } }
    default:
      return { ...rest, ...(table && { table }), asked: { ...narrowed, [name]: value } }
  }
}

const isTable = (value: unknown): value is WorkTable => WORK_TABLES.some(table => table === value)
