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
  const starting = (start: (...given: unknown[]) => unknown, abortOf: (given: unknown) => Abort) => {
    return (...given: unknown[]) => {
      try {
        mayLeave()
      } catch (lost) {
        return abortOf(given[0])(lost)
      }
      return start.apply(handler, given)
    }
  }
  return new Proxy(handler, {
    get(_, name) {
      const own = Reflect.get(handler, name, handler)
      if (typeof own !== 'function') return own
      if (name === 'onConnect') return starting(own.bind(handler), abort => abort as Abort)
      if (name === 'onRequestStart')
        return starting(own.bind(handler), controller => reason => (controller as { abort: Abort }).abort(reason))
      return own.bind(handler)
    },
  })
}
