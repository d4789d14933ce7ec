import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import { UPDATE_TRACKING } from '../admin/documents/fulfilments.ts'
import { companyOf } from './carrier.ts'
import { type FulfilmentRun, numbersOf } from './fulfilment-run.ts'
import { mustShow } from './must-show.ts'
import { spaceless, trackingOf } from './tracking.ts'

/** Puts a corrected number or carrier where its parcel is. An update replaces all numbers, so it names the others too. */
export async function correctNumbers(run: FulfilmentRun, parcel: WantedParcel): Promise<void> {
  const held = run.held.get(parcel.id)
  const former = new Set(parcel.former.map(spaceless))
  for (const one of run.live.filter(({ id }) => held?.ids.includes(id))) {
    const numbers = numbersOf(one)
    const has = numbers.some(number => spaceless(number) === spaceless(parcel.number))
    const company = one.tracking[0]?.company ?? null
    // Others may write a carrier as they like.
    const misnamed = held?.ours && numbers.length === 1 && company !== companyOf(parcel.carrier)
    if (has && !misnamed) continue
    const kept = numbers.filter(
      number => !former.has(spaceless(number)) && spaceless(number) !== spaceless(parcel.number),
    )
    const tracking = trackingOf([parcel], kept)
    mustShow(await run.admin.change(UPDATE_TRACKING, { id: one.id, tracking, notify: run.notify }), parcel.number)
    one.tracking = tracking.numbers.map((number, at) => ({
      number,
      company: tracking.company ?? null,
      url: tracking.urls?.[at] ?? null,
    }))
  }
}
