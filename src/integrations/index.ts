import type { Integration } from '../kernel/connecting/integration.ts'
import { aftership } from './aftership/index.ts'
import { api } from './api/index.ts'
import { carrierEvents } from './carrier-events/index.ts'
import { console } from './console/index.ts'
import { csv } from './csv/index.ts'
import { discord } from './discord/index.ts'
import { easypost } from './easypost/index.ts'
import { email } from './email/index.ts'
import { supplierFiles } from './files/index.ts'
import { intake } from './intake/index.ts'
import { portal } from './portal/index.ts'
import { sample } from './sample/index.ts'
import { seventeentrack } from './seventeentrack/index.ts'
import { ship24 } from './ship24/index.ts'
import { shippo } from './shippo/index.ts'
import { shopify } from './shopify/index.ts'
import { slack } from './slack/index.ts'
import { trackingmore } from './trackingmore/index.ts'
import { woocommerce } from './woocommerce/index.ts'

/**
 * Every outside system, a line each. The console comes last: it is on by itself where no chat before it is asked for, and
 * it answers every address that nothing before it does.
 */
export const integrations: readonly Integration[] = [
  slack,
  discord,
  email,
  shopify,
  woocommerce,
  intake,
  api,
  aftership,
  seventeentrack,
  easypost,
  shippo,
  trackingmore,
  ship24,
  carrierEvents,
  csv,
  supplierFiles,
  sample,
  portal,
  console,
]
