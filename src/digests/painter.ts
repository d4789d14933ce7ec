import { parentPort, workerData } from 'node:worker_threads'
import { paint } from './paint.ts'

/** The thread that picture.ts starts: paints the one chart that it was given. */
parentPort?.postMessage(await paint(workerData))
