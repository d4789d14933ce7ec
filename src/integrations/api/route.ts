import type { z } from 'zod'
import type { ReadResources } from '../../kernel/connecting/read-resources.ts'
import type { KeptFile } from '../../kernel/ground/load-file.ts'
import type { KeyHolder, Scope } from '../../kernel/shapes/api-key.ts'
import type { ApiAct } from './act.ts'

/** Who asks, and what a route may do for them. */
export type At = {
  holder: KeyHolder
  resources: ReadResources
  act: ApiAct
  keep: KeepFile
  /** A file that is kept. The caller has looked whether it may be read. */
  load: (id: string) => Promise<KeptFile | null>
}
/** Keeps a file that was sent along; answers its id. */
export type KeepFile = (file: { name: string; bytes: Uint8Array }) => Promise<string>

type Params = Readonly<Record<string, string>>
type Asked<Q, B> = { params: Params; query: Q; body: B }

/** One address and what it does: it is served, checked, described and shown from this alone. */
export type ApiRoute = {
  /** A word for programs: `listPurchaseOrders`. */
  id: string
  group: string
  method: 'get' | 'post' | 'patch' | 'delete'
  /** As OpenAPI writes it: `/purchase-orders/{purchaseOrder}`. */
  path: string
  does: string
  more?: string
  /** One of them is needed. */
  scopes: readonly Scope[]
  query: z.ZodObject | null
  body: z.ZodObject | null
  /** It changes something: `Idempotency-Key` and, where it is about one purchase order, `If-Match` are read. */
  writes: boolean
  /** What a JSON reply is like; or the contents of a file. */
  reply: z.ZodType | 'file'
  example?: Readonly<Record<string, unknown>>
  run(at: At, asked: Asked<never, never>): Promise<unknown>
}

type Declared<Q extends z.ZodObject, B extends z.ZodObject, R extends z.ZodType | 'file'> = Omit<
  ApiRoute,
  'query' | 'body' | 'reply' | 'run' | 'writes'
> & {
  query?: Q
  body?: B
  reply: R
  example?: z.input<B>
  run(at: At, asked: Asked<z.output<Q>, z.output<B>>): Promise<R extends z.ZodType ? z.input<R> : KeptFile>
}

/** Declares a route. */
export function route<Q extends z.ZodObject, B extends z.ZodObject, R extends z.ZodType | 'file'>(
  declared: Declared<Q, B, R>,
): ApiRoute {
  const { query = null, body = null, run, ...rest } = declared
  return { ...rest, query, body, writes: rest.method !== 'get', run: run as ApiRoute['run'] }
}
