import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { openHouse } from '../../../src/house.ts'
import { readOrder } from '../../../src/integrations/shopify/read.ts'
import { shopifyStorefront } from '../../../src/integrations/shopify/storefront.ts'
import { QUEUE_LEASE } from '../../../src/kernel/carrying/claim-task.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import { open } from '../../../src/kernel/ground/open.ts'
import { openSeal } from '../../../src/kernel/ground/seal.ts'
import { system } from '../../stage/bot.ts'
import { KEY } from '../../stage/outside.ts'
import { bodyOf } from '../fake/bodies.ts'
import type { Moment } from '../fake/faults.ts'
import type { FakeOrder } from '../fake/order.ts'
import type { Shopify } from '../fake/server.ts'

export type Place = { url?: string; folder?: string }
/** Kill it at this moment of the nth call of one of these fields that it makes. */
export type End = { fields: readonly string[]; moment: Moment; nth?: number }
/** A parcel as we recorded it: its number, and the pieces of the one line that is in it. */
export type Recorded = { purchaseOrder: string; number: string; quantity: number }

const PARCELS = 2
export const WRITES = ['fulfillmentCreate', 'fulfillmentTrackingInfoUpdate', 'fulfillmentCancel'] as const

/** What a test has people do at Waybill while no process tells the store. */
export class Records {
  readonly orders: { order: FakeOrder; parcels: Recorded[] }[] = []
  readonly #place: Place
  readonly #shopify: Shopify
  #lives = 0
  #numbers = 0

  constructor(place: Place, shopify: Shopify) {
    this.#place = place
    this.#shopify = shopify
    // It is about where it dies, and not about Shopify's limits.
    Object.assign(shopify.shop.bucket, { max: 1e9, rate: 1e9 })
    shopify.shop.clock.pass(10)
  }

  /** A shop with one supplier, connected to the store, and so many orders of two parcels each. */
  async lay(orders: number): Promise<void> {
    const { shop } = this.#shopify
    await this.#asking(async ask => {
      await ask('supplier.add', { name: 'Lumen' })
      await ask('supplier.room', { supplier: 'Lumen', room: { chat: 'memory', id: 'lumen', name: 'lumen' } })
      await ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' })
      const { domain: address, app } = shop
      await ask('store.connect', { kind: 'shopify', address, key: app.staticToken(), secret: app.clientSecret })
      for (let index = 0; index < orders; index++) {
        const order = shop.place({ lines: [{ sku: 'LAMP', quantity: PARCELS * 2 }] })
        await ask('order.receive', readOrder(bodyOf(order), shop.domain, null))
        const number = order.name.slice(1)
        await ask('order.forward', { order: number })
        const laid = { order, parcels: [] as Recorded[] }
        for (let parcel = 0; parcel < PARCELS; parcel++)
          laid.parcels.push(await this.#add(ask, `${number}-A`, 1 + (parcel % 2)))
        this.orders.push(laid)
      }
    })
  }

  /** The first parcel of these orders gets another number; the last is removed, and recorded anew. */
  async change(correct: readonly number[], renew: readonly number[]): Promise<void> {
    await this.#asking(async ask => {
      for (const at of correct) {
        const [parcel] = this.orders[at]?.parcels ?? []
        if (!parcel) continue
        const [shipment, number] = [parcel.number, this.#number()]
        await ask('tracking.correct', { ...named(parcel, number), shipment })
        parcel.number = number
      }
      for (const at of renew) {
        const parcel = this.orders[at]?.parcels.pop()
        if (!parcel) continue
        await ask('tracking.remove', { purchaseOrder: parcel.purchaseOrder, shipment: parcel.number })
        this.orders[at]?.parcels.push(await this.#add(ask, parcel.purchaseOrder, parcel.quantity))
      }
    })
  }

  /**
   * Starts a process that tells the store, and kills it there.
   * @returns how it ended: `SIGKILL`, or 0 where it was through before.
   */
  async live(end: End | null): Promise<string | number | null> {
    const { faults } = this.#shopify.shop
    const where = this.#place.url ? ['--url', this.#place.url] : ['--folder', this.#place.folder ?? '']
    const args = ['--base', this.#shopify.url, '--ahead', String(this.#lives++ * (QUEUE_LEASE + 1_000))]
    const script = join(import.meta.dirname, 'telling-process.ts')
    const child = spawn(process.execPath, [script, ...where, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
    const ended = exitOf(child)
    let calls = 0
    faults.at = async (moment, fields) => {
      if (!end || moment !== end.moment || !fields.some(one => end.fields.includes(one))) return
      calls += 1
      if (calls !== (end.nth ?? 1)) return
      child.kill('SIGKILL')
      // What was on its way in when it died is still done, or not, as the moment says.
      await ended
      if (moment === 'come in') throw new Error('the connection is gone')
    }
    const how = await ended
    faults.at = () => {}
    return how
  }

  /** What each order has here and at the store, a line a parcel. */
  get compared(): { ours: string[]; theirs: string[] } {
    const ours = this.orders.flatMap(({ order, parcels }) =>
      parcels.map(({ number, quantity }) => `${order.name} ${number}: ${quantity}`),
    )
    const theirs = this.orders.flatMap(({ order }) =>
      order.live.map(({ numbers, pieces }) => `${order.name} ${numbers}: ${pieces.map(one => one.quantity)}`),
    )
    return { ours: ours.toSorted(), theirs: theirs.toSorted() }
  }

  async #add(ask: Asking, purchaseOrder: string, quantity: number): Promise<Recorded> {
    const parcel = { purchaseOrder, number: this.#number(), quantity }
    await ask('tracking.add', { ...named(parcel, parcel.number), lines: `LAMP x${quantity}` })
    return parcel
  }

  #number(): string {
    this.#numbers += 1
    return `BIKE${String(this.#numbers).padStart(6, '0')}X`
  }

  async #asking(work: (ask: Asking) => Promise<void>): Promise<void> {
    const { url, folder } = this.#place
    const database = await open({ url: url ?? null, folder: folder ?? null })
    const log = openLog('silent')
    const now = () => new Date(Date.now() + this.#lives * (QUEUE_LEASE + 1_000))
    const house = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), now })
    house.storefronts.set('shopify', shopifyStorefront({ log, now, base: this.#shopify.url }))
    await work((name, input) => house.ask(name, input, system))
    await database.close()
  }
}

type Asking = (name: string, input: Record<string, unknown>) => Promise<unknown>

const named = ({ purchaseOrder }: Recorded, number: string) => ({
  ...{ purchaseOrder, number, carrier: 'other: Bike', sure: 'yes' },
})

const exitOf = (child: ChildProcess) =>
  new Promise<string | number | null>(resolve => void child.once('exit', (code, signal) => resolve(signal ?? code)))
