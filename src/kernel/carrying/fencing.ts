import { lookAgainLater } from './fence.ts'

type Handler = Readonly<Record<string, unknown>>
type Dispatch<Options> = (options: Options, handler: never) => boolean
type Abort = (reason: unknown) => void

/**
 * An interceptor of undici's: looks once more whether a lane is ours when the request has its connection, right before its
 * first byte. Its `compose` takes it, in all versions: the newer start a request by its controller, the older by `abort`.
 */
export function fencing<Options>(dispatch: Dispatch<Options>): Dispatch<Options> {
  return (options, handler) => dispatch(options, guarded(handler, lookAgainLater()) as never)
}

function guarded(handler: Handler, mayLeave: () => void): Handler {
  return new Proxy(handler, {
    get(_, name) {
      const own = Reflect.get(handler, name, handler)
      if (typeof own !== 'function') return own
      if (name !== 'onConnect' && name !== 'onRequestStart') return own.bind(handler)
      return (by: Abort | { abort: Abort }, ...rest: unknown[]) => {
        try {
          mayLeave()
        } catch (lost) {
          return typeof by === 'function' ? by(lost) : by.abort(lost)
        }
        return own.call(handler, by, ...rest)
      }
    },
  })
}
