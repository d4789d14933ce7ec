import type { StoreReturn, ToldReturn, WantedReturn } from '../../../kernel/shapes/storefront.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import type { Admin } from '../admin/client.ts'
import { Declined } from '../admin/declined.ts'
import {
  APPROVE_RETURN,
  CANCEL_RETURN,
  CLOSE_RETURN,
  DECLINE_RETURN,
  OPEN_RETURN,
  RETURNABLE,
  RETURNS_OF_ORDER,
  type Returnable,
  type ReturnablePiece,
  type ReturnInput,
  WHOLE_RETURN,
  type WholeReturn,
} from '../admin/documents/returns.ts'
import { gid, numberOf } from '../fulfilling/gid.ts'

const STATES: Record<WholeReturn['status'], StoreReturn['state']> = {
  ...{ REQUESTED: 'requested', OPEN: 'open', DECLINED: 'declined', CANCELED: 'cancelled', CLOSED: 'closed' },
}

/** A return as Shopify has it now; null where it is gone. */
export async function readStoreReturn(admin: Admin, id: string): Promise<StoreReturn | null> {
  const found = (await admin.ask(WHOLE_RETURN, { id: gid('Return', id) })).return
  if (!found) return null
  const { nodes } = found.returnLineItems
  const lines = new Map<string, number>()
  for (const { fulfillmentLineItem, quantity } of nodes) {
    const line = fulfillmentLineItem && numberOf(fulfillmentLineItem.lineItem.id)
    if (line) lines.set(line, (lines.get(line) ?? 0) + quantity)
  }
  return {
    ...{ id: numberOf(found.id), order: numberOf(found.order.id), state: STATES[found.status] },
    lines: [...lines].map(([line, quantity]) => ({ line, quantity })),
    said: nodes.find(({ customerNote }) => customerNote)?.customerNote ?? null,
    ours: nodes.flatMap(({ returnReasonNote }) => MARK.exec(returnReasonNote)?.[1] ?? [])[0] ?? null,
  }
}

/** By it a return that we opened is known as ours. */
const markOf = ({ id, number }: WantedReturn) => `${number} (Waybill ${id})`
const MARK = /\(Waybill ([0-9a-f-]{36})\)/

type Move = 'approve' | 'decline' | 'cancel' | 'close'
/** What brings a return from a status nearer to what is wanted; nothing where it is there, or can't be brought. */
const MOVES: Record<WantedReturn['state'], Partial<Record<StoreReturn['state'], Move>>> = {
  open: { requested: 'approve' },
  declined: { requested: 'decline', open: 'cancel' },
  cancelled: { requested: 'cancel', open: 'cancel' },
  closed: { requested: 'approve', open: 'close' },
}

/**
 * Brings a return at Shopify to what it is here, and opens it there where it is approved here first. It looks at what there
 * is before each step, so asked again it does nothing twice.
 * @returns the store's id and how it is there; null where it has none and needs none.
 * @throws Refusal with Shopify's words.
 */
export async function bringReturn(admin: Admin, wanted: WantedReturn): Promise<ToldReturn | null> {
  for (let steps = 0; steps < 3; steps++) {
    const there = await findReturn(admin, wanted)
    if (!there && wanted.state !== 'open') return null
    const move = there && MOVES[wanted.state][there.state]
    if (there && !move) return there
    await change(admin, wanted, there && move ? { id: gid('Return', there.id), move } : null)
  }
  throw new Error('the return does not come to what is wanted')
}

async function findReturn(admin: Admin, wanted: WantedReturn): Promise<ToldReturn | null> {
  const { order } = await admin.ask(RETURNS_OF_ORDER, { id: gid('Order', wanted.order) })
  if (!order) throw new Refusal('Shopify has no such order any more.')
  const all = order.returns.nodes.map(one => ({ ...one, number: numberOf(one.id) }))
  const found =
    all.find(({ number }) => number === wanted.known) ??
    all.find(one => one.returnLineItems.nodes[0]?.returnReasonNote.includes(wanted.id))
  return found ? { id: found.number, state: STATES[found.status] } : null
}

async function change(admin: Admin, wanted: WantedReturn, at: { id: string; move: Move } | null): Promise<void> {
  const { notify: notifyCustomer } = wanted
  const acts: Record<Move, (id: string) => Promise<unknown>> = {
    approve: id => admin.change(APPROVE_RETURN, { input: { id, notifyCustomer } }),
    decline: id =>
      admin.change(DECLINE_RETURN, {
        input: { id, declineReason: (wanted.reason ?? 'other').toUpperCase(), notifyCustomer },
      }),
    cancel: id => admin.change(CANCEL_RETURN, { id }),
    close: id => admin.change(CLOSE_RETURN, { id }),
  }
  try {
    if (at) await acts[at.move](at.id)
    else await admin.change(OPEN_RETURN, { input: await inputOf(admin, wanted) })
  } catch (error) {
    if (error instanceof Declined) throw new Refusal(`Shopify doesn’t take this return: ${error.message}`)
    throw error
  }
}

/** The pieces as they were fulfilled there. @throws Refusal where the store doesn't know enough of them as shipped. */
async function inputOf(admin: Admin, wanted: WantedReturn): Promise<ReturnInput> {
  const orderId = gid('Order', wanted.order)
  const free = await readReturnable(admin, orderId)
  const returnLineItems = wanted.lines.flatMap(({ line, quantity }) => {
    let left = quantity
    return free.flatMap(({ quantity: most, fulfillmentLineItem: { id, lineItem } }) => {
      const pieces = numberOf(lineItem.id) === line ? Math.min(left, most) : 0
      left -= pieces
      return pieces > 0 ? [{ fulfillmentLineItemId: id, quantity: pieces, returnReasonNote: markOf(wanted) }] : []
    })
  })
  const sum = (some: readonly { quantity: number }[]) => some.reduce((all, one) => all + one.quantity, 0)
  if (sum(returnLineItems) < sum(wanted.lines))
    throw new Refusal('Shopify doesn’t count all of these pieces as shipped, or some are in other returns there.')
  return { orderId, returnLineItems }
}

async function readReturnable(admin: Admin, id: string): Promise<readonly ReturnablePiece[]> {
  const free: ReturnablePiece[] = []
  for (let after: string | null = null; ; ) {
    const { returnableFulfillments: read }: Returnable = await admin.ask(RETURNABLE, { id, after })
    free.push(...read.nodes.flatMap(({ returnableFulfillmentLineItems }) => returnableFulfillmentLineItems.nodes))
    if (!read.pageInfo.hasNextPage) return free
    after = read.pageInfo.endCursor
  }
}
