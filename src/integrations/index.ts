import type { Integration } from '../kernel/connecting/integration.ts'
import { console } from './console/index.ts'
import { csv } from './csv/index.ts'
import { discord } from './discord/index.ts'
import { intake } from './intake/index.ts'
import { sample } from './sample/index.ts'
import { shopify } from './shopify/index.ts'
import { slack } from './slack/index.ts'
import { woocommerce } from './woocommerce/index.ts'

/**
 * Every outside system, a line each. The console comes last: it is on by itself where no chat before it is asked for, and
 * it answers every address that nothing before it does.
 */
export const integrations: readonly Integration[] = [slack, discord, shopify, woocommerce, intake, csv, sample, console]
