import { z } from 'zod'
import { text } from '../../../kernel/shapes/lenient.ts'
import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import type { Call } from '../client.ts'
import type { Book } from './book.ts'

/** The two tracking plugins, by their namespace in the REST API. */
export const PLUGINS = {
  'wc-ast/v3': 'Advanced Shipment Tracking',
  'wc-shipment-tracking/v3': 'WooCommerce Shipment Tracking',
} as const
export type PluginSpace = keyof typeof PLUGINS

const Tracking = z.object({ tracking_id: z.string(), tracking_provider: text, tracking_number: text })
const Trackings = z.array(Tracking)

/**
 * The list that WooCommerce Shipment Tracking and Advanced Shipment Tracking keep, each behind its own namespace.
 * https://woocommerce.com/document/shipment-tracking/#rest-api
 * https://docs.zorem.com/docs/ast-free/ast-shipment-tracking-api/
 */
export function pluginBook(call: Call, space: PluginSpace, order: string): Book {
  const path = `${space}/orders/${order}/shipment-trackings`
  return {
    kind: 'tracking',
    mails: false,
    isInCompletedMail: true,
    async list() {
      const { body } = await call('GET', path)
      return Trackings.parse(body).map(({ tracking_id: id, tracking_provider: carrier, tracking_number: number }) => ({
        ...{ id, carrier, number },
      }))
    },
    async add(parcel) {
      const { body } = await call('POST', path, { body: bodyOf(space, parcel) })
      return Tracking.parse(body).tracking_id
    },
    async remove(id) {
      await call('DELETE', `${path}/${id}`)
    },
  }
}

/** The carrier by its own name and page: neither plugin knows all carriers, and each knows others. */
function bodyOf(space: PluginSpace, { carrier, number, url, recordedAt }: WantedParcel) {
  const provider =
    space === 'wc-ast/v3' ? { tracking_provider: carrier.name } : { custom_tracking_provider: carrier.name }
  return {
    ...provider,
    ...(url && { custom_tracking_link: url }),
    tracking_number: number,
    date_shipped: recordedAt.toISOString().slice(0, 10),
  }
}
