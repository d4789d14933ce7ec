import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import { readCarrierEvent } from './carrier-event.ts'
import { bare } from './payload.ts'
import { EDITED, EVENT, HOLDS, isReturn, SCOPES_CHANGED, UNINSTALLED } from './topics.ts'

type Notice = { command: string; read: (payload: unknown) => Record<string, unknown> | null }

const named = (key: string, read: (payload: unknown) => string | null) => (payload: unknown) => {
  const found = read(payload)
  return found === null ? null : { [key]: found }
}
const nothing = () => ({})

const uninstalled: Notice = { command: 'store.disconnect', read: nothing }
const scopes: Notice = { command: 'store.look-again', read: nothing }
const edited: Notice = { command: 'store.read-order', read: named('order', readEdited) }
const returned: Notice = { command: 'return.read', read: named('return', readReturnId) }
const held: Notice = { command: 'store.read-holds', read: named('part', readHeldId) }
const happened: Notice = { command: 'tracking.heard-from-store', read: readCarrierEvent }

/**
 * What Waybill is asked by a webhook that brings no order, but names something of a connected store.
 * @returns the command, and what the body names; null for other topics. `read` is null where the body names nothing.
 */
export function noticeOf(topic: string): Notice | null {
  if (topic === UNINSTALLED) return uninstalled
  if (topic === SCOPES_CHANGED) return scopes
  if (topic === EDITED) return edited
  if (topic === EVENT) return happened
  if (isReturn(topic)) return returned
  return HOLDS.includes(topic) ? held : null
}

const Edited = z.object({ order_edit: z.object({ order_id: text }) })
const Returned = z.object({ id: text, admin_graphql_api_id: text })
const Held = z.object({ fulfillment_order: z.object({ id: text }) })

/** The store's id of an order that was edited; null where it isn't said. */
function readEdited(payload: unknown): string | null {
  const { data } = Edited.safeParse(payload)
  return bare(data?.order_edit.order_id ?? null)
}

/** Which return a webhook is about; null where it says none. */
function readReturnId(payload: unknown): string | null {
  const { data } = Returned.safeParse(payload)
  return bare(data?.id ?? data?.admin_graphql_api_id ?? null)
}

/** Which fulfilment order was held or released; null where it isn't said. */
function readHeldId(payload: unknown): string | null {
  const { data } = Held.safeParse(payload)
  return bare(data?.fulfillment_order.id ?? null)
}
