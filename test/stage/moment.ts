/**
 * Loaded before anything else into each test worker and each process that a test starts: the clock on the wall then runs
 * from the moment on which vitest.config.ts has decided, and no day on which the tests are run is another.
 */
const ahead = Number(new URL(import.meta.url).searchParams.get('ahead'))
const Real = Date
const now = Real.now

Real.now = () => now() + ahead
globalThis.Date = new Proxy(Real, {
  construct: (of, given, as) => Reflect.construct(of, given.length > 0 ? given : [of.now()], as),
  apply: of => String(new of(of.now())),
})
Real.prototype.constructor = globalThis.Date
