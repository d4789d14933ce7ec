import closeWithGrace from 'close-with-grace'
import { openSandbox } from './open-sandbox.ts'

// Waybill at stand-ins for Slack, Discord, Shopify and a carrier, all on this machine, with pages to look at and press.
// npm run sandbox -- 3100
const sandbox = await openSandbox({ port: Number(process.argv[2] ?? 3_100) })
closeWithGrace({ delay: 10_000 }, () => sandbox.close())
process.stdout.write(`The sandbox is at ${sandbox.url}: nothing in it reaches anybody, and nothing is kept.\n`)
