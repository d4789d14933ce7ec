import { eq } from 'drizzle-orm'
import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { importCard } from './import-card.ts'
import { viewImport } from './view-import.ts'

const importKey = (id: string) => ({ kind: 'tracking-import', subject: id })

/** Puts its card up where it was asked for; what staff asks without a room stands with the orders. Nothing for what is all recorded already. */
const postImport: Reaction<'tracking_import.asked'> = (speech, { about }) => {
  speech.later('post tracking imports', about, async (last, imports) => {
    for (const id of imports) {
      const view = await viewImport(last.read, id)
      const { roomId, supplierId } = view.one
      if (view.one.readAt && view.isKnown) continue
      const own = roomId ? await last.read.select().from(rooms).where(eq(rooms.id, roomId)) : []
      const at = own.length > 0 || supplierId ? own : await last.staffRooms('orders')
      await last.post(importKey(id), at, importCard(view))
    }
  })
  return Promise.resolve()
}

const redrawImport: Reaction<ImportEvents> = async (speech, { about }) =>
  speech.redraw(importKey(about), importCard(await viewImport(speech.read, about)))

type ImportEvents = `tracking_import.${'read' | 'confirmed' | 'counted' | 'finished'}`

/** What follows for lists of tracking numbers: their cards. */
export const trackingImportReactions = {
  'tracking_import.asked': [postImport],
  'tracking_import.read': [redrawImport],
  'tracking_import.confirmed': [redrawImport],
  'tracking_import.counted': [redrawImport],
  'tracking_import.finished': [redrawImport],
} satisfies OwnReactions
