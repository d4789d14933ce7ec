import { Refusal } from '../../../kernel/words/refusal.ts'
import type { MadeFulfilment } from '../admin/documents/fulfilments.ts'
import { spaceless } from './tracking.ts'

/** Shopify's own word that a fulfilment has this number. @throws Refusal where it took it and doesn't show it. */
export function mustShow({ fulfillment: { trackingInfo } }: MadeFulfilment, number: string): void {
  if (trackingInfo.some(one => one.number !== null && spaceless(one.number) === spaceless(number))) return
  throw new Refusal(`Shopify took ${number}, and doesn’t show it in its fulfilment.`)
}
