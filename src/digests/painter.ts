import { parentPort } from 'node:worker_threads'
import { paint } from './paint.ts'

/** The thread that picture.ts starts: paints each chart that it is given. */
parentPort?.on('message', async ({ id, chart }) => parentPort?.postMessage({ id, png: await paint(chart) }))
